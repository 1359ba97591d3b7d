from django.urls import path

from navolgbaar.people import views

app_name = "people"
urlpatterns = [
    path("redactie/organisaties/", views.organisations, name="organisations"),
    path("redactie/organisaties/<slug:key>/", views.organisation, name="organisation"),
    path("redactie/rollen/<int:pk>/afnemen", views.withdraw_role, name="withdraw_role"),
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
]
