from django.urls import path

from navolgbaar.promises import desk, feeds, queue, views

app_name = "promises"
urlpatterns = [
    path("toezeggingen/", views.register, name="register"),
    path("toezeggingen/maatregelen/", views.measures, name="measures"),
    path("toezeggingen/termijnen.ics", feeds.calendar, name="calendar"),
    path("toezeggingen/termijnen.atom", feeds.atom, name="atom"),
    path("toezeggingen/<slug:public_id>/", views.statement, name="statement"),
    path("redactie/programmas/<slug:key>/toezeggingen/", desk.overview, name="desk"),
    path("redactie/uitspraken/<int:pk>/", queue.proposal, name="proposal"),
    path("redactie/uitspraken/<int:pk>/besluit", queue.decide, name="decide"),
    path("redactie/toezeggingen/<slug:public_id>/", desk.follow_up, name="follow_up"),
    path("redactie/toezeggingen/<slug:public_id>/verbanden", desk.relations, name="relations"),
    path("redactie/toezeggingen/<slug:public_id>/intrekken", desk.take_back_confirmation, name="withdraw"),
    path("redactie/meldingen/<int:pk>/niet", desk.refuse_report, name="refuse_report"),
]
