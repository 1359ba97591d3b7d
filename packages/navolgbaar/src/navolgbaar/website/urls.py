from django.urls import path, register_converter

from navolgbaar.website import asking, checking, comparing, following, listing, post, views


class PublicId:
    """NB-2026-00123, with @2 for a version. Anything else is no address of ours, and never reaches the database."""

    regex = "[A-Za-z0-9-]{1,60}(?:@[0-9]{1,9})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(PublicId, "public_id")
app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("uitleg/", views.explained, name="explained"),
    path("vragen/<str:question>/", views.question, name="question"),
    path("nareken/", checking.check, name="check"),
    path("nareken/vergelijken/", comparing.compare, name="compare"),
    path("nareken/csv", checking.spreadsheet, name="spreadsheet"),
    path("volgen/<public_id:public_id>/", following.follow, name="follow"),
    path("volgen/bevestigen/<str:token>/", following.confirm, name="confirm"),
    path("volgen/stoppen/<str:token>/", following.leave, name="leave"),
    path("klopt-dit-niet/<public_id:public_id>/", asking.ask, name="ask"),
    path("lezersvragen/", asking.inbox, name="inbox"),
    path("lezersvragen/<public_id:public_id>/", asking.asked, name="asked"),
    path("post/", post.post, name="post"),
    path("zoeken", views.search, name="search"),
    path("onderwerpen/<public_id:public_id>/<slug:slug>/", views.subject, name="subject"),
    path("cijfers/", listing.figures, name="figures"),
    path("cijfers/<public_id:public_id>/", views.figure, name="figure"),
    path("cijfers/<slug:public_id>@<int:number>.json", views.bundle, name="bundle"),
    path("documenten/<public_id:public_id>/", views.document, name="document"),
]
