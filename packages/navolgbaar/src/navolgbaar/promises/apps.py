from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromisesConfig(AppConfig):
    name = "navolgbaar.promises"

    def ready(self) -> None:
        from navolgbaar.people.states import RoleKind
        from navolgbaar.programmes.doors import DESK, FINDERS, MENU, PAGES, DeskDoor, MenuDoor
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.promises.erasing import erase_words
        from navolgbaar.promises.lines import find, has_something, pages, speak
        from navolgbaar.promises.resting import hidden_under
        from navolgbaar.promises.science import propose_questions, propose_reports, propose_statements
        from navolgbaar.sources.erasers import ERASERS
        from navolgbaar.sources.openings import OPENINGS
        from navolgbaar.sources.proposers import PROPOSERS

        SPEAKERS["promises"] = speak
        FINDERS["promises"] = find
        PAGES["promises"] = pages
        MENU["promises"] = MenuDoor(_("Promises"), "promises:register", has_something)
        says = _("Confirm what was found, follow it up, see what is overdue.")
        DESK["promises"] = DeskDoor(_("Promises"), says, "promises:desk", frozenset({RoleKind.EDITOR}))
        ERASERS["promises"] = erase_words
        OPENINGS["promises"] = hidden_under
        PROPOSERS["statements"] = propose_statements
        PROPOSERS["questions"] = propose_questions
        PROPOSERS["reports"] = propose_reports
