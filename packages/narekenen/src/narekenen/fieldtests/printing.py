"""Readable reports on a terminal: tables with the sentences that go with them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from narekenen.fieldtests.adjudication import Headline
from narekenen.fieldtests.analysis import Question, Report, Row
from narekenen.fieldtests.claims import ClaimResult
from narekenen.fieldtests.comparisons import Composition
from narekenen.fieldtests.estimands import ESTIMANDS
from narekenen.fieldtests.families import Adjusted
from narekenen.fieldtests.neumark import Decomposition
from narekenen.fieldtests.planning import Outlook
from narekenen.fieldtests.sentences import Lang, number, percent, sentence
from narekenen.fieldtests.verdicts import claim_text, interval_text, p_text, verdict
from narekenen.trace.model import Estimate

TEXT = {
    "nl": {
        "group": "groep", "question": "meetvraag", "value": "waarde (interval)", "sentence": "wat dan waar is",
        "tests": "Toetsen", "method": "methode", "seen": "kleinste aantoonbaar", "waves": "Verschillen",
        "model": "Alle profielen in één model (conditionele logit)", "odds": "odds ratio",
        "flow": "Van rijen naar paren",
        "noise": "Boven de ruis", "pairs": "paren", "power": "onderscheidend vermogen", "needed": "paren nodig",
        "cost": "kosten", "contacts": "berichten per partij", "too many": "te veel", "claim": "uitspraak",
        "verdict": "oordeel", "numbers": "cijfers", "composition": "samenstelling",
        "quality": "Niveau of spreiding (Neumark 2012)", "total": "totaal ± standaardfout", "level": "waarvan niveau",
        "spread": "waarvan spreiding", "ratio": "spreiding test / controle",
        "disputed": "Omstreden: {d} van {n}. De kop is {v} ({l} tot {h}); met alle omstreden codes andersom "
        "{r}; op zijn laagst {a}, op zijn hoogst {b}.",
        "cluster": "Per kantoor ({g} clusters): {p}; {i}; ontwerpeffect {e}.",
        "noisy": "{g}: ruis {q}; systematisch verschil {s} ({l} tot {h}); placeboparen zelf {p}.",
    },
    "en": {
        "group": "group", "question": "estimand", "value": "value (interval)", "sentence": "what is true then",
        "tests": "Tests", "method": "method", "seen": "smallest detectable", "waves": "Differences",
        "model": "All profiles in one model (conditional logit)", "odds": "odds ratio", "flow": "From rows to pairs",
        "noise": "Above the noise", "pairs": "pairs", "power": "power", "needed": "pairs needed", "cost": "cost",
        "contacts": "messages per party", "too many": "too many", "claim": "claim", "verdict": "verdict",
        "numbers": "numbers", "composition": "composition", "quality": "Level or spread (Neumark 2012)",
        "total": "total ± standard error", "level": "of which level", "spread": "of which spread",
        "ratio": "spread test / control",
        "disputed": "Disputed: {d} of {n}. The headline is {v} ({l} to {h}); with all disputed codes the "
        "other way {r}; at its lowest {a}, at its highest {b}.",
        "cluster": "By agency ({g} clusters): {p}; {i}; design effect {e}.",
        "noisy": "{g}: noise {q}; systematic difference {s} ({l} to {h}); placebo pairs themselves {p}.",
    },
}  # fmt: skip


def _percent(value: object, lang: Lang) -> str:
    return percent(value, lang) if isinstance(value, (int, float)) and math.isfinite(value) else "–"


def _small(p: float, lang: Lang) -> str:
    return number(p, 4, lang) if p >= 0.0001 else "< " + number(0.0001, 4, lang)


def print_rows(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """One table with its title."""
    table = Table(*columns, title=title, title_justify="left", show_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    console.print()


def print_cells(console: Console, row: Row, question: Question, lang: Lang) -> None:
    """One set of cells: seven numbers with their sentences, the tests, the verdict."""
    t = TEXT[lang]
    name = ", ".join(row.group)
    print_rows(console, name, [t["question"], t["value"], t["sentence"]], [
        [ESTIMANDS[e.name].label[lang], interval_text(e, lang), sentence(row.cells, e.name, lang)]
        for e in row.estimates
    ])  # fmt: skip
    print_rows(console, t["tests"], [t["method"], "p"], [[r.method, p_text(r.p, r.log10_p, lang)] for r in row.tests])
    console.print(verdict(row, question, lang))


def print_report(console: Console, report: Report, lang: Lang) -> None:
    """The whole report of an analysis."""
    t, asked = TEXT[lang], report.question
    print_rows(console, t["flow"], ["", "n"], [[name, number(count, 0, lang)] for name, count in report.flow])
    for family, rows in report.families.items():
        columns = [t["group"], "n10 / n01 / n11 / n00", t["value"], "p", "Holm", "BH", t["seen"]]
        print_rows(
            console,
            f"{family}: {ESTIMANDS[asked.estimand].label[lang]}",
            columns,
            [_line(r, asked, lang) for r in rows],
        )
    for row in report.families["profiles"]:
        console.print(f"{', '.join(row.group)}: {verdict(row, asked, lang)}")
        _print_extras(console, row, lang)
    console.print()
    if report.comparisons:
        print_rows(console, t["waves"], [t["group"], "", t["value"], "p", t["composition"]], [
            [c.profile, f"{c.column}: {c.first} → {c.second}",
             f"{percent(c.change.difference, lang)} ({percent(c.change.low, lang)}, {percent(c.change.high, lang)})",
             _small(c.change.z_p, lang), _mix(c.composition, lang)]
            for c in report.comparisons
        ])  # fmt: skip
    if report.model:
        print_rows(console, t["model"], ["", t["odds"], "p"], [
            [c.name, f"{number(math.exp(c.value), 2, lang)} ({number(math.exp(c.low), 2, lang)}, "
             f"{number(math.exp(c.high), 2, lang)})", p_text(10**c.log10_p, c.log10_p, lang)]
            for c in report.model.coefficients
        ])  # fmt: skip
    for note in report.notes:
        console.print(note)


def _mix(mixes: Mapping[str, Composition], lang: Lang) -> str:
    """How tight the market was in the two, and the level of each column that moved most."""
    first, second = next(iter(mixes.values())).any_positive
    shown = [f"≥ 1 + {percent(first, lang, 0)} → {percent(second, lang, 0)}"]
    for column, mix in mixes.items():
        moved = max(mix.shares.items(), key=lambda item: abs(item[1][1] - item[1][0]))
        if column:
            shown.append(f"{column} {moved[0]} {percent(moved[1][0], lang, 0)} → {percent(moved[1][1], lang, 0)}")
    return "; ".join(shown)


def _line(row: Row, asked: Question, lang: Lang) -> list[str]:
    headline = next(e for e in row.estimates if e.name == asked.estimand)
    c, test = row.cells, row.decisive
    p = p_text(test.p, test.log10_p, lang).removeprefix("p = ")
    adjusted = [_small(x, lang) for x in (row.p_holm, row.p_bh)]
    counts = " / ".join(str(x) for x in (c.n10, c.n01, c.n11, c.n00))
    return [", ".join(row.group), counts, interval_text(headline, lang), p, *adjusted, _percent(row.detectable, lang)]


def _print_extras(console: Console, row: Row, lang: Lang) -> None:
    t = TEXT[lang]
    if row.clustered:
        c = row.clustered
        effect = "–" if c.design_effect is None else number(c.design_effect, 2, lang)
        said = p_text(c.test.p, c.test.log10_p, lang)
        console.print("  " + t["cluster"].format(g=c.clusters, p=said, i=interval_text(c.interval, lang), e=effect))
        for warning in c.interval.warnings:
            console.print(f"  {warning}")
    if row.above_noise:
        a = row.above_noise
        values = {k: percent(x, lang) for k, x in
                  [("q", a.noise), ("s", a.systematic), ("l", a.systematic_low), ("h", a.systematic_high)]}  # fmt: skip
        p = "p = " + number(a.placebo_p, 4, lang)
        console.print("  " + t["noisy"].format(g=t["noise"], p=p, **values))


def print_quality(console: Console, found: Mapping[str, Decomposition], lang: Lang) -> None:
    """Level and spread per profile; nothing where quality was not asked for."""
    t = TEXT[lang]
    rows = [
        [profile, *(f"{percent(x.value, lang)} ± {percent(x.se, lang)}" for x in (d.total, d.level, d.variance)),
         f"{number(d.sd_ratio, 2, lang)} (p = {number(d.p_equal_spread, 3, lang)})"]
        for profile, d in found.items()
    ]  # fmt: skip
    if rows:
        print_rows(console, t["quality"], [t["group"], t["total"], t["level"], t["spread"], t["ratio"]], rows)


def print_families(console: Console, found: Sequence[Adjusted], lang: Lang) -> None:
    """Groups of each family that a protocol declared, with their adjusted p; nothing where none was."""
    columns = [TEXT[lang]["group"], "p", {"nl": "gecorrigeerd", "en": "adjusted"}[lang]]
    for family, method in dict.fromkeys((row.family, row.method) for row in found):
        rows = [row for row in found if row.family == family]
        print_rows(console, f"{family} ({'Holm' if method == 'holm' else 'Benjamini-Hochberg'})", columns, [
            [" / ".join(row.group), _small(row.p, lang), _small(row.adjusted, lang)] for row in rows
        ])  # fmt: skip


def print_outlook(console: Console, outlooks: Sequence[Outlook], lang: Lang) -> None:
    """A plan: power, detectable difference, costs and burden per stratum."""
    t = TEXT[lang]
    columns = [t["group"], t["pairs"], t["power"], t["seen"], t["needed"], t["cost"], t["contacts"]]
    rows = [
        [o.name, number(o.pairs, 0, lang), _percent(o.power, lang), _percent(o.detectable, lang),
         "–" if o.needed is None else number(o.needed, 0, lang), number(o.cost, 2, lang),
         "–" if o.contacts is None else number(o.contacts, 1, lang) + (f" ({t['too many']})" if o.exceeds else "")]
        for o in outlooks
    ]  # fmt: skip
    print_rows(console, "", columns, rows)
    for o in outlooks:
        if o.note:
            console.print(f"{o.name}: {o.note}")


def print_agreement(console: Console, estimates: Sequence[Estimate], headline: Headline | None, lang: Lang) -> None:
    """Agreement of coders, and what disputed codes could make of the headline."""
    rows = []
    for e in estimates:
        shown = [number(x, 3, lang) for x in (e.value, e.low, e.high) if isinstance(x, (int, float))]
        limits = f" ({shown[1]}, {shown[2]})" if len(shown) == 3 else ""
        rows.append([e.name, shown[0] + limits if shown else e.reason, str(e.n or "")])
    print_rows(console, "", ["", TEXT[lang]["value"], "n"], rows)
    if headline:
        h = headline
        numbers = {"v": h.value, "l": h.low, "h": h.high, "r": h.reversed_, "a": h.lowest, "b": h.highest}
        shares = {k: percent(x, lang) for k, x in numbers.items()}
        console.print(TEXT[lang]["disputed"].format(d=h.disputed, n=h.units, **shares))


def print_claims(console: Console, results: Sequence[ClaimResult], lang: Lang) -> None:
    """Claims with their verdict and the numbers behind it."""
    t = TEXT[lang]
    print_rows(
        console, "", [t["claim"], t["verdict"], t["numbers"]], [[r.claim, *claim_text(r, lang)] for r in results]
    )
