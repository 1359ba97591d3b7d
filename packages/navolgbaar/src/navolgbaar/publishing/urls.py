from django.urls import path

from navolgbaar.publishing import views

app_name = "publishing"
urlpatterns = [
    path("publicaties/<str:public_id>/", views.release, name="release"),
    path("overgenomen/<slug:public_id>/", views.imported, name="imported"),
    path("overgenomen/<slug:public_id>/verklaring.json", views.statement, name="statement"),
    path("redactie/programmas/<slug:key>/publicaties/", views.releases, name="releases"),
    path("redactie/programmas/<slug:key>/publicaties/nieuw/", views.prepare_release, name="prepare"),
    path("redactie/publicaties/<str:public_id>/intrekken/", views.withdraw, name="withdraw"),
    path("redactie/voorstellen/<int:pk>/", views.proposal, name="proposal"),
    path("redactie/voorstellen/<int:pk>/stap", views.step, name="step"),
]
