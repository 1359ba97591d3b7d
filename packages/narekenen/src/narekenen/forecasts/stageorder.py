"""Stages in the order in which the work goes."""

from __future__ import annotations

from narekenen.errors import say
from narekenen.forecasts.plan import Stage


def in_order(stages: list[tuple[Stage, str | None]]) -> tuple[tuple[Stage, ...], list[str]]:
    """(stages in order, problems). The second of each pair is the stage that it comes after; None for the first one.

    Without any, the rows are in order. The work is one line: a stage that nothing leads to, a cycle, or two stages
    after the same one is a problem.
    """
    names = [stage.name for stage, _ in stages]
    if all(after is None for _, after in stages):
        return tuple(stage for stage, _ in stages), []
    problems: list[str] = [
        say("stage {name!r} comes after {after!r}, which is no stage", name=stage.name, after=after)
        for stage, after in stages
        if after is not None and after not in names
    ]
    follows: dict[str | None, list[Stage]] = {}
    for stage, after in stages:
        follows.setdefault(after, []).append(stage)
    problems += [
        say("{count} stages begin the work: the work is one line", count=len(found))
        if after is None
        else say("{count} stages come after {after!r}: the work is one line", count=len(found), after=after)
        for after, found in follows.items()
        if len(found) > 1
    ]
    line: list[Stage] = []
    here: str | None = None
    while not problems and len(line) < len(stages):
        if here not in follows:
            rest = [name for name in names if name not in {stage.name for stage in line}]
            problems.append(say("the stages {those} form a cycle, or nothing leads to them", those=", ".join(rest)))
        else:
            line.append(follows[here][0])
            here = line[-1].name
    return tuple(line), problems
