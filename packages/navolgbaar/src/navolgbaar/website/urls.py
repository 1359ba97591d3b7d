from django.urls import path

from navolgbaar.website import checking, views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("vragen/<str:question>/", views.question, name="question"),
    path("nareken/", checking.check, name="check"),
    path("nareken/csv", checking.spreadsheet, name="spreadsheet"),
    path("zoeken", views.search, name="search"),
    path("onderwerpen/<str:public_id>/<slug:slug>/", views.subject, name="subject"),
    path("cijfers/<str:public_id>/", views.figure, name="figure"),
    path("cijfers/<str:public_id>@<int:number>.json", views.bundle, name="bundle"),
    path("documenten/<str:public_id>/", views.document, name="document"),
]
