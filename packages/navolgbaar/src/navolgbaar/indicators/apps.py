from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "navolgbaar.indicators"

    def ready(self) -> None:
        from django.db.models import Q

        from navolgbaar.indicators.lines import speak
        from navolgbaar.indicators.queries import found_for, is_anything_public, public_rounds
        from navolgbaar.people.states import RoleKind
        from navolgbaar.programmes.doors import DESK, FINDERS, MENU, PAGES, DeskDoor, MenuDoor
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.publishing.announcements import OPENS

        OPENS["indicators"] = Q(monitor_round__isnull=False)
        SPEAKERS["indicators"] = speak
        FINDERS["indicators"] = found_for
        PAGES["indicators"] = public_rounds
        MENU["indicators"] = MenuDoor(_("Monitor"), "indicators:overview", is_anything_public)
        DESK["indicators"] = DeskDoor(
            _("Monitor"),
            _("Deliver, see who has not, issue what each municipality counts; plans of regions."),
            "indicators:desk",
            frozenset({RoleKind.EDITOR, RoleKind.PUBLISHER}),
        )
