from django.urls import path

from navolgbaar.indicators import delivering, desk, measures, views

app_name = "indicators"
urlpatterns = [
    path("monitor/", views.overview, name="overview"),
    path("monitor/regioplannen/<slug:public_id>/", views.region, name="region"),
    path("monitor/<slug:public_id>/", views.round_page, name="round"),
    path("monitor/<slug:public_id>/tabel.csv", views.table, name="table"),
    path("monitor/<slug:public_id>/over/<slug:page>/", measures.page, name="measure"),
    path("monitor/<slug:public_id>/<slug:code>/", views.municipality, name="municipality"),
    path("redactie/programmas/<slug:key>/monitor/", desk.home, name="desk"),
    path("redactie/programmas/<slug:key>/monitor/<slug:what>/toevoegen", desk.add, name="add"),
    path("redactie/monitor/<slug:public_id>/", desk.round_page, name="desk_round"),
    path("redactie/monitor/<slug:public_id>/vaststellen", desk.issue_round, name="issue"),
    path("redactie/monitor/<slug:public_id>/publiceren", desk.publish, name="publish"),
    path("redactie/monitor/<slug:public_id>/leveren/<slug:institution>/", delivering.deliver_page, name="deliver"),
    path("redactie/leveringen/<slug:public_id>/", delivering.delivery, name="delivery"),
    path("redactie/regioplannen/<slug:public_id>/", desk.region, name="desk_region"),
]
