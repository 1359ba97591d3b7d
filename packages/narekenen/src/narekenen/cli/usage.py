"""What is said about words on the command line that cannot be used, and --help, in the language of --lang.

argparse gives its sentences as finished text, so they are known here by their form. Help is Dutch where --lang nl is
written; for what no catalogue has it stays English. Imported by every command: nothing heavy.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn

from narekenen.errors import in_language

FORMS = tuple(
    (re.compile(english, re.DOTALL), dutch)
    for english, dutch in (
        (r"the following arguments are required: (.*)", "dit ontbreekt: {0}"),
        (r"unrecognized arguments: (.*)", "onbekend: {0}"),
        (r"expected one argument", "hier hoort een waarde achter"),
        (r"expected at least one argument", "hier hoort ten minste één waarde achter"),
        (r"expected at most one argument", "hier hoort hooguit één waarde achter"),
        (r"expected (\d+) arguments?", "hier horen {0} waarden achter"),
        (r"invalid choice: (.*) \(choose from (.*)\)", "{0} kan niet; kies uit {1}"),
        (r"invalid int value: (.*)", "{0} is geen geheel getal"),
        (r"invalid float value: (.*)", "{0} is geen getal"),
        (r"invalid \S+ value: (.*)", "{0} is hier niet te gebruiken"),
        (r"ambiguous option: (\S+) could match (.*)", "{0} kan van alles betekenen: {1}"),
        (r"ignored explicit argument (.*)", "hier hoort geen waarde achter: {0}"),
        (r"not allowed with argument (.*)", "dit gaat niet samen met {0}"),
        (r"one of the arguments (.*) is required", "een van deze is nodig: {0}"),
        (r"(.*) is no percentage, such as 95", "{0} is geen percentage, zoals 95"),
        (r"(.*) is no date,? such as 2024-12-31", "{0} is geen datum, zoals 2024-12-31"),
        (r"(.*) is no number", "{0} is geen getal"),
        (r"(.*) is not QUANTITY=METRIC\[,METRIC\]", "{0} is niet GROOTHEID=MAAT[,MAAT]"),
        (r"(.*) is not NAME=VALUE", "{0} is niet NAAM=WAARDE"),
        (r"(.*) is no amount such as 1500000.00", "{0} is geen bedrag, zoals 1500000.00"),
        (r"(.*) is no list of euros such as 7.50,15,15", "{0} is geen rij bedragen in euro’s, zoals 7.50,15,15"),
    )
)
HEADS = {"usage: ": "gebruik: ", "positional arguments": "wat erbij hoort", "options": "mogelijkheden",
         "show this help message and exit": "toon deze uitleg"}  # fmt: skip


def language_of(words: Sequence[str]) -> tuple[str, bool]:
    """The language that the words ask for, and whether they say so; Dutch otherwise."""
    said = [b for a, b in pairwise(words) if a == "--lang"]
    said += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    return (said[-1], True) if said and said[-1] in ("nl", "en") else ("nl", False)


def in_dutch(message: str) -> str:
    """A sentence of argparse in Dutch; as it is where its form is not known."""
    if found := re.fullmatch(r"argument ([^:]*): (.*)", message, re.DOTALL):
        return f"{found[1]}: {in_dutch(found[2])}"
    for form, dutch in FORMS:
        if found := form.fullmatch(message):
            return dutch.format(*found.groups())
    return message


class Parser(argparse.ArgumentParser):
    """argparse in two languages. lang: of what is said; helps: also of --help."""

    def __init__(self, *args: Any, lang: str = "nl", helps: bool = False, **kwargs: Any) -> None:
        self.lang, self.helps = lang, helps
        super().__init__(*args, **kwargs)

    def add_subparsers(self, **kwargs: Any) -> Any:
        made: Any = partial(Parser, lang=self.lang, helps=self.helps)
        return super().add_subparsers(**{"parser_class": made, **kwargs})

    def error(self, message: str) -> NoReturn:
        """One message, with the usage, on stderr; ends with status 2."""
        usage = self.format_usage()
        if self.lang == "nl":
            usage, message = usage.replace("usage: ", HEADS["usage: "], 1), in_dutch(message)
        sys.stderr.write(f"{usage}{self.prog}: {message}\n")
        sys.exit(2)

    def format_help(self) -> str:
        """The help, with every sentence in Dutch that a catalogue has."""
        if self.lang != "nl" or not self.helps:
            return super().format_help()
        self.description = in_language(self.description or "", "nl")
        for group in self._action_groups:
            group.title = HEADS.get(group.title or "", group.title)
        for action in self._actions:
            for each in (action, *getattr(action, "_choices_actions", ())):
                each.help = HEADS.get(each.help or "", in_language(each.help or "", "nl"))
        return super().format_help().replace("usage: ", HEADS["usage: "], 1)
