from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldtestsConfig(AppConfig):
    name = "navolgbaar.fieldtests"

    def ready(self) -> None:
        from navolgbaar.fieldtests.lines import find, has_something, speak
        from navolgbaar.fieldtests.queries import is_open_at
        from navolgbaar.people.states import RoleKind
        from navolgbaar.programmes.doors import DESK, FINDERS, MENU, DeskDoor, MenuDoor
        from navolgbaar.programmes.lines import SPEAKERS

        SPEAKERS["fieldtests"] = speak
        FINDERS["fieldtests"] = find
        MENU["fieldtests"] = MenuDoor(_("Measurements"), "fieldtests:waves", has_something)
        DESK["fieldtests"] = DeskDoor(
            _("Field tests"),
            _("Protocols, waves, fieldwork and coding."),
            "fieldtests:room",
            frozenset({
                RoleKind.DESIGNER, RoleKind.COORDINATOR, RoleKind.TESTER, RoleKind.CODER, RoleKind.REVIEWER,
                RoleKind.EDITOR,
            }),
            is_open_at,
        )  # fmt: skip
