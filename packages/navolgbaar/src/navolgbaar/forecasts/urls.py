from django.urls import path

from navolgbaar.forecasts import counter, keeping, planning, tracking, views, weighing

app_name = "forecasts"
urlpatterns = [
    path("verwachting/", views.overview, name="overview"),
    path("verwachting/uitgekomen/", views.calibration, name="calibration"),
    path("verwachting/mijn-huis/", counter.my_home, name="my_home"),
    path("verwachting/mijn-huis/brief.pdf", counter.my_letter, name="my_letter"),
    path("verwachting/mijn-huis/klaar", counter.close, name="close"),
    path("verwachting/mijn-huis/<slug:key>/", counter.door, name="door"),
    path("verwachting/<slug:public_id>/", views.vintage, name="vintage"),
    path("redactie/programmas/<slug:key>/verwachting/", planning.home, name="desk"),
    path("redactie/programmas/<slug:key>/verwachting/uitspraken/", tracking.tracks, name="tracks"),
    path("redactie/programmas/<slug:key>/verwachting/adressen/", keeping.homes, name="homes"),
    path("redactie/programmas/<slug:key>/verwachting/adressen/zoeken", keeping.find, name="find"),
    path("redactie/programmas/<slug:key>/verwachting/klaar/", keeping.finished, name="finished"),
    path("redactie/programmas/<slug:key>/verwachting/brieven", keeping.print_letters, name="letters"),
    path("redactie/programmas/<slug:key>/verwachting/telefoon/", counter.telephone, name="telephone"),
    path("redactie/plannen/sjabloon.xlsx", planning.template, name="template"),
    path("redactie/plannen/<slug:public_id>/", planning.plan, name="plan"),
    path("redactie/plannen/<slug:public_id>/afwegen/", weighing.weigh, name="weigh"),
    path("redactie/plannen/<slug:public_id>/bewaren", planning.keep, name="keep"),
    path("redactie/plannen/<slug:public_id>/vaststellen/", planning.issue_plan, name="issue"),
    path("redactie/verwachtingen/<slug:public_id>/", planning.issued, name="issued"),
    path("redactie/verwachtingen/<slug:public_id>/publiceren", planning.publish, name="publish"),
    path("redactie/verwachtingen/<slug:public_id>/adressen", keeping.tell, name="tell"),
    path("redactie/verwachtingen/<slug:public_id>/vensters", keeping.held, name="held"),
    path("redactie/verwachtingen/<slug:public_id>/jaren/<int:year>/", planning.leave, name="leave"),
    path("redactie/uitspraken/<slug:public_id>/publiceren", tracking.publish, name="publish_track"),
    path("redactie/bewoners/<slug:public_id>/verhuisd", keeping.moved, name="moved"),
]
