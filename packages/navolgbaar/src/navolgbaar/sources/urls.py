from django.urls import path

from navolgbaar.sources import erasing, views

app_name = "sources"
urlpatterns = [
    path("redactie/programmas/<slug:key>/documenten/", views.documents, name="documents"),
    path("redactie/inname/<int:pk>/", views.intake, name="intake"),
    path("redactie/inname/<int:pk>/opnieuw", views.try_again, name="try_again"),
    path("redactie/documenten/<str:public_id>/stand", views.move, name="move"),
    path("redactie/bevindingen/<int:pk>/", views.finding, name="finding"),
    path("redactie/wissen/", erasing.erase, name="erase"),
]
