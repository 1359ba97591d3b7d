from django.urls import path

from navolgbaar.figures import computing, recording, views

app_name = "figures"
urlpatterns = [
    path("redactie/documenten/<str:public_id>/", views.document, name="document"),
    path("redactie/lezingen/<int:pk>/", views.reading, name="reading"),
    path("redactie/lezingen/<int:pk>/antwoord", views.answer, name="answer"),
    path("redactie/lezingen/<int:pk>/cijfer/", recording.record, name="record"),
    path("redactie/programmas/<slug:key>/cijfers/", recording.figures, name="figures"),
    path("redactie/programmas/<slug:key>/berekenen/", computing.compute, name="compute"),
    path("redactie/cijfers/<str:public_id>/opnieuw", recording.refresh_figure, name="refresh"),
]
