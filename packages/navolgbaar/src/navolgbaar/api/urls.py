from django.urls import path

from navolgbaar.api import views

urlpatterns = [
    path("api/v1/figures.csv", views.figures_csv, name="figures-csv"),
    path("api/v1/", views.api.urls),
    path("bundels/<slug:figure>@<int:number>.json", views.bundle, name="public-bundle"),
]
