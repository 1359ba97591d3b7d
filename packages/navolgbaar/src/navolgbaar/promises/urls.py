from django.urls import path

from navolgbaar.promises import consultation, desk, feeds, progress, queue, relating, tables, views

app_name = "promises"
urlpatterns = [
    path("toezeggingen/", views.register, name="register"),
    path("toezeggingen/maatregelen/", views.measures, name="measures"),
    path("toezeggingen/termijnen.ics", feeds.calendar, name="calendar"),
    path("toezeggingen/termijnen.atom", feeds.atom, name="atom"),
    path("toezeggingen/voortgang/<slug:public_id>/", progress.progress, name="progress"),
    path("toezeggingen/voortgang/<slug:public_id>.<str:form>", progress.progress_file, name="progress_file"),
    path("redactie/programmas/<slug:key>/toezeggingen/voortgang/", progress.drafts, name="drafts"),
    path("redactie/voortgang/<int:pk>/", progress.draft, name="draft"),
    path("redactie/voortgang/<int:pk>/vrijgeven", progress.release, name="release"),
    path("toezeggingen.<str:form>", tables.export, name="export"),
    path("toezeggingen/<slug:public_id>/", views.statement, name="statement"),
    path("redactie/programmas/<slug:key>/toezeggingen/", desk.overview, name="desk"),
    path("overleg/<slug:public_id>/", consultation.consultation, name="consultation"),
    path("redactie/overleg/<slug:public_id>/nagekeken", consultation.check, name="check_consultation"),
    path("redactie/overleg/<slug:public_id>/", consultation.analysis, name="analysis"),
    path("redactie/overleg/<slug:public_id>/publiceren", consultation.publish, name="publish_analysis"),
    path("redactie/programmas/<slug:key>/toezeggingen/inlezen/", tables.take_in, name="import"),
    path("redactie/programmas/<slug:key>/toezeggingen/besluiten.<str:form>", tables.decisions, name="decisions"),
    path("redactie/programmas/<slug:key>/toezeggingen/steekproeven/", tables.samples, name="samples"),
    path("redactie/steekproeven/<int:pk>/", tables.sample, name="sample"),
    path("redactie/steekproeven/<int:pk>.json", tables.sample_file, name="sample_file"),
    path("redactie/uitspraken/<int:pk>/", queue.proposal, name="proposal"),
    path("redactie/uitspraken/<int:pk>/besluit", queue.decide, name="decide"),
    path("redactie/toezeggingen/<slug:public_id>/", desk.follow_up, name="follow_up"),
    path("redactie/toezeggingen/<slug:public_id>/verbanden", relating.relations, name="relations"),
    path("redactie/toezeggingen/<slug:public_id>/intrekken", desk.take_back_confirmation, name="withdraw"),
    path("redactie/verbanden/<int:pk>/weg", relating.undo_link, name="undo_link"),
    path("redactie/programmas/<slug:key>/toezeggingen/uitgaven", relating.editions, name="editions"),
    path("redactie/meldingen/<int:pk>/niet", desk.refuse_report, name="refuse_report"),
]
