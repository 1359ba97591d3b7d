from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "navolgbaar.budgets"

    def ready(self) -> None:
        from django.db.models import Q

        from navolgbaar.budgets.lines import speak
        from navolgbaar.budgets.queries import found_for, is_anything_public, public_distributions
        from navolgbaar.people.states import RoleKind
        from navolgbaar.programmes.doors import DESK, FINDERS, MENU, PAGES, DeskDoor, MenuDoor
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.publishing.announcements import OPENS

        OPENS["budgets"] = Q(distribution__isnull=False)
        SPEAKERS["budgets"] = speak
        FINDERS["budgets"] = found_for
        PAGES["budgets"] = public_distributions
        MENU["budgets"] = MenuDoor(_("Money"), "budgets:overview", is_anything_public)
        DESK["budgets"] = DeskDoor(
            _("Distribution of money"),
            _("Bring a model, see what a changed number moves, issue what each municipality gets."),
            "budgets:desk",
            frozenset({RoleKind.EDITOR, RoleKind.PUBLISHER}),
        )
