from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForecastsConfig(AppConfig):
    name = "navolgbaar.forecasts"

    def ready(self) -> None:
        from django.db.models import Q

        from navolgbaar.forecasts.lines import speak
        from navolgbaar.forecasts.queries import found_for, is_anything_public
        from navolgbaar.people.states import RoleKind
        from navolgbaar.programmes.doors import DESK, FINDERS, MENU, DeskDoor, MenuDoor
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.publishing.announcements import OPENS

        SPEAKERS["forecasts"] = speak
        OPENS["forecasts"] = Q(vintage__isnull=False) | Q(track_record__isnull=False)
        FINDERS["forecasts"] = found_for
        MENU["forecasts"] = MenuDoor(_("Expectation"), "forecasts:overview", is_anything_public)
        DESK["forecasts"] = DeskDoor(
            _("Forecasts"),
            _("From a plan to a first answer, own assumptions, what came of earlier forecasts, residents."),
            "forecasts:desk",
            frozenset({RoleKind.EDITOR, RoleKind.PUBLISHER}),
        )
