from django.urls import path

from navolgbaar.budgets import desk, views

app_name = "budgets"
urlpatterns = [
    path("geld/", views.overview, name="overview"),
    path("geld/<slug:public_id>/", views.distribution, name="distribution"),
    path("geld/<slug:public_id>/tabel.csv", views.table, name="table"),
    path("geld/<slug:public_id>/pad/", views.explorer, name="explorer"),
    path("geld/<slug:public_id>/<slug:code>/", views.municipality, name="municipality"),
    path("geld/<slug:public_id>/<slug:code>/reken-na/", views.recompute, name="recompute"),
    path("geld/<slug:public_id>/<slug:code>/raad.pdf", views.council_page, name="council"),
    path("redactie/programmas/<slug:key>/geld/", desk.home, name="desk"),
    path("redactie/verdeelmodellen/<slug:public_id>/", desk.model, name="model"),
    path("redactie/verdeelmodellen/<slug:public_id>/vaststellen", desk.issue_model, name="issue"),
    path("redactie/verdelingen/<slug:public_id>/publiceren", desk.publish, name="publish"),
]
