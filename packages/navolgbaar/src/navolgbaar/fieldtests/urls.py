from django.urls import path

from navolgbaar.fieldtests import desk, downloads, views, workplaces

app_name = "fieldtests"
urlpatterns = [
    path("veldtesten/", views.waves, name="waves"),
    path("veldtesten/<slug:public_id>/", views.wave, name="wave"),
    path("veldtesten/<slug:public_id>/protocol.json", downloads.protocol, name="protocol_file"),
    path("veldtesten/<slug:public_id>/loting.json", downloads.draw, name="draw"),
    path("veldtesten/<slug:public_id>/bewijsketen.jsonl", downloads.chain, name="chain"),
    path("veldtesten/<slug:public_id>/bijlage.docx", downloads.annex, name="annex"),
    path("veldtesten/<slug:public_id>/grafiek-<slug:name>.svg", downloads.chart, name="chart"),
    path("nareken/percentage-waarvan/", views.translator, name="translator"),
    path("nareken/beweringen/", views.claims, name="claims"),
    path("redactie/programmas/<slug:key>/veldtesten/", desk.room, name="room"),
    path("redactie/protocollen/<slug:public_id>/", desk.protocol, name="protocol"),
    path("redactie/protocollen/<slug:public_id>/vastzetten", desk.lock, name="lock"),
    path("redactie/protocollen/<slug:public_id>/meetronde/", desk.new_wave, name="new_wave"),
    path("redactie/veldtesten/<slug:public_id>/", desk.stand, name="stand"),
    path("redactie/veldtesten/<slug:public_id>/stap/<slug:name>", desk.step, name="step"),
    path("redactie/veldtesten/<slug:public_id>/tests/<slug:which>/", desk.tests, name="tests"),
    path("redactie/veldtesten/<slug:public_id>/werk/", workplaces.work, name="work"),
    path("redactie/veldtesten/<slug:public_id>/werk/<slug:number>/", workplaces.test, name="test"),
    path("redactie/veldtesten/<slug:public_id>/coderen/", workplaces.coding, name="coding"),
    path("redactie/veldtesten/<slug:public_id>/coderen/vel.csv", workplaces.sheet, name="sheet"),
    path("redactie/veldtesten/<slug:public_id>/beslissen/", workplaces.review, name="review"),
]
