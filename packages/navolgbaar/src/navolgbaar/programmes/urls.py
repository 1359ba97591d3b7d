from django.urls import path

from navolgbaar.programmes import changing, views

app_name = "programmes"
urlpatterns = [
    path("redactie/", views.desk_home, name="desk"),
    path("redactie/programmas/nieuw/", views.new_programme, name="new_programme"),
    path("redactie/programmas/<slug:key>/", views.programme, name="programme"),
    path("redactie/programmas/<slug:key>/mensen/", views.people, name="people"),
    path("redactie/programmas/<slug:key>/onderwerpen/nieuw/", views.new_subject, name="new_subject"),
    path("redactie/onderwerpen/<str:public_id>/openen", views.open_for_all, name="open_subject"),
    path("redactie/onderwerpen/<str:public_id>/", changing.subject, name="subject"),
    path("redactie/gebieden/", changing.areas, name="areas"),
]
