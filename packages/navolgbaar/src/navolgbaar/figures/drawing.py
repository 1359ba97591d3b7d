"""A series as a picture: SVG written here, in the colours of our own style sheet, dark mode included.

Bars stand for what was measured, a thick line with a diamond for what was promised, an open mark for what is expected
or claimed: kinds differ by shape as well as by colour. The table beside a picture holds the same values, each with its
origin. Pages of figures are asked for far too often to start a drawing engine for them (docs/adr/0009).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from navolgbaar.figures.states import FigureKind

INK, SOFT, LINE, ON_BAR = "var(--ink)", "var(--ink-soft)", "var(--line)", "var(--on-thread)"
MEASURED, PROMISED, EXPECTED = "var(--measured)", "var(--promised)", "var(--expected)"
STEP, WIDEST, HEIGHT, LETTERS, SMALL = 66, 660, 210, 15, 14
ROW, NARROW, PAD, BAR = 40, 190, 6, 0.7
"""On a telephone periods stand below each other: so high each, and so wide the scale."""
READABLE = 46
"""In narrower steps than this there is no room for values in words."""
NEAR = 0.12
"""Of the whole scale: marks of one period that are closer than this share the place where their words stand."""
WIDTH_OF_A_LETTER = 0.6
"""Of its height, a little more than digits need."""
LONG = 9
"""Labels of more letters than this are turned where periods stand side by side."""


@dataclass(frozen=True, slots=True)
class Point:
    """One answer: under which label it stands, its value, what is written beside it, and its ends if it has them."""

    label: str
    value: float
    kind: str
    shown: str
    low: float | None = None
    high: float | None = None


def drawing(points: Sequence[Point], *, title: str, ident: str) -> SafeString:
    """Points as SVG, once for a wide page and once for a telephone; the style sheet shows one of the two.

    title   the sentence that a screen reader reads; ident makes the ids of one picture on a page unique
    """
    scale = scale_of(points)
    wide, narrow = _Wide(points, scale), _Narrow(points, scale)
    return _svg(wide, "wide", title, ident) + _svg(narrow, "narrow", title, f"{ident}-narrow")


def _svg(plot: _Plot, form: str, title: str, ident: str) -> SafeString:
    width, height = math.ceil(plot.width), math.ceil(plot.height)
    return format_html(
        '<svg class="series {}" viewBox="0 0 {} {}" width="{}" role="img" aria-labelledby="{}">'
        '<title id="{}">{}</title>{}</svg>',
        form, width, height, width, ident, ident, title,
        mark_safe("".join(plot.parts())),  # noqa: S308 (every word in it is escaped)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last round number around all values, zero among them."""

    first: float
    last: float
    step: float

    def part(self, value: float) -> float:
        """Where a value lies: 0 at the first, 1 at the last."""
        return (value - self.first) / (self.last - self.first)

    @property
    def ticks(self) -> list[float]:
        return [self.first + self.step * at for at in range(round((self.last - self.first) / self.step) + 1)]


def scale_of(points: Sequence[Point]) -> Scale:
    """About four steps of 1, 2 or 5 times a power of ten."""
    values = [0.0, *(end for p in points for end in (p.value, p.low, p.high) if end is not None)]
    low, high = min(values), max(values)
    rough = ((high - low) or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= 0.75 * rough)
    return Scale(step * math.floor(low / step), step * (math.ceil(high / step) or 1), step)


def in_digits(value: float, step: float) -> str:
    """A number of the scale as the reader's language writes it, with the decimals that its step has."""
    said = f"{value:,.{max(0, -math.floor(math.log10(step)))}f}"
    return said if get_language() == "en" else said.translate(str.maketrans(",.", ".,"))


class _Plot(ABC):
    """What both forms share. `along` is the direction of the periods, `up` that of the values."""

    step: float
    says_values: bool
    within: float  # the room for words within a bar
    every: int  # so many labels beside each other share the place of one
    width: float
    height: float

    def __init__(self, points: Sequence[Point], scale: Scale) -> None:
        self.points, self.scale = points, scale
        self.labels = list(dict.fromkeys(point.label for point in points))
        self.ticks = [(tick, in_digits(tick, scale.step)) for tick in scale.ticks]
        self.place = {label: at for at, label in enumerate(self.labels)}
        self.arrange()

    @abstractmethod
    def arrange(self) -> None:
        """Set width and height, and where the scale lies."""

    def parts(self) -> Iterator[str]:
        """The whole picture, from back to front."""
        yield from self.axes()
        for draw in (self.bar, self.promise, self.open_mark):
            for point in self.points:
                yield draw(point)
        if self.says_values:
            for point in self.points:
                if point.shown and point.low is None:  # a range is drawn; its words stand in the table
                    yield self.words(point)

    @abstractmethod
    def axes(self) -> Iterator[str]:
        """The scale with its numbers, and the periods."""

    @abstractmethod
    def dot(self, along: float, up: float) -> tuple[float, float]:
        """x and y of a place: `along` in steps from the first period, `up` as a value."""

    @abstractmethod
    def words(self, point: Point) -> str:
        """The value of an answer, beside its mark."""

    def bar(self, point: Point) -> str:
        if point.kind != FigureKind.OBSERVED:
            return ""
        middle = self.place[point.label] + 0.5
        (x, y), (x2, y2) = self.dot(middle - BAR / 2, 0.0), self.dot(middle + BAR / 2, point.value)
        return f'<path d="M{x:.1f},{y:.1f}h{x2 - x:.1f}v{y2 - y:.1f}h{x - x2:.1f}z" fill="{MEASURED}"/>'

    def promise(self, point: Point) -> str:
        if point.kind != FigureKind.TARGET:
            return ""
        middle = self.place[point.label] + 0.5
        ends = self.dot(middle - 0.41, point.value), self.dot(middle + 0.41, point.value)
        x, y = self.dot(middle, point.value)
        diamond = f'<path d="M{x:.1f},{y - 7:.1f}l7,7l-7,7l-7,-7z" fill="{PROMISED}"/>'
        return self.range(point, PROMISED) + _line(*ends, PROMISED, 4) + diamond

    def open_mark(self, point: Point) -> str:
        if point.kind not in (FigureKind.FORECAST, FigureKind.CLAIMED):
            return ""
        x, y = self.dot(self.place[point.label] + 0.5, point.value)
        expected = point.kind == FigureKind.FORECAST
        look = f'stroke="{EXPECTED}" stroke-dasharray="3,2"' if expected else f'stroke="{SOFT}"'
        mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="none" stroke-width="2.5" {look}/>'
        return (self.range(point, EXPECTED) if expected else "") + mark

    def range(self, point: Point, colour: str) -> str:
        if point.low is None or point.high is None:
            return ""
        middle = self.place[point.label] + 0.5
        return _line(self.dot(middle, point.low), self.dot(middle, point.high), colour, 3)

    def is_inside(self, point: Point) -> bool:
        """Whether the words of a bar stand in it: where it is long enough, and wide enough where it stands upright."""
        long = point.kind == FigureKind.OBSERVED and point.value > (NEAR + 0.02) * self.scale.last
        return long and _width(point.shown, LETTERS) <= self.within

    def beyond(self, point: Point) -> float:
        """The value beyond which the words of a mark stand: the largest of those that are close to it."""
        reach = NEAR * (self.scale.last - self.scale.first)
        return max(p.value for p in self.points if p.label == point.label and abs(p.value - point.value) < reach)


class _Wide(_Plot):
    """Periods side by side, values upwards."""

    def arrange(self) -> None:
        self.step = min(STEP, WIDEST / len(self.labels))
        widest = max(_width(point.shown, LETTERS) for point in self.points)
        self.says_values, self.within = self.step >= max(READABLE, widest), BAR * self.step
        longest = max(_width(label, SMALL) for label in self.labels)
        self.turned = max(map(len, self.labels)) > LONG
        self.every = 1 if self.turned else _every(longest, self.step)
        self.left = max(_width(said, SMALL) for _, said in self.ticks) + 2 * PAD
        self.left = max(self.left, 0.8 * longest - self.step / 2) if self.turned else self.left
        self.top = 2.0 * LETTERS
        self.width = self.left + self.step * len(self.labels) + max(PAD, longest / 2 - self.step / 2)
        self.height = self.top + HEIGHT + (0.65 * longest + 3 * PAD if self.turned else 2 * SMALL)

    def dot(self, along: float, up: float) -> tuple[float, float]:
        return self.left + self.step * along, self.top + HEIGHT * (1 - self.scale.part(up))

    def axes(self) -> Iterator[str]:
        for tick, said in self.ticks:
            x, y = self.dot(0, tick)
            yield _line((x, y), self.dot(len(self.labels), tick), LINE, 1)
            yield _text(said, x - PAD, y + SMALL / 3, SOFT, "end", SMALL)
        for label in self.labels[:: self.every]:
            x, y = self.dot(self.place[label] + 0.5, self.scale.first)
            turn = f' transform="rotate(-40 {x:.1f} {y + 2 * PAD:.1f})"' if self.turned else ""
            where = (x, y + 2 * PAD) if self.turned else (x, y + SMALL + PAD)
            yield _text(label, *where, SOFT, "end" if self.turned else "middle", SMALL, turn)

    def words(self, point: Point) -> str:
        middle = self.place[point.label] + 0.5
        if self.is_inside(point):
            x, y = self.dot(middle, 0.0)
            return _text(point.shown, x, y - PAD, ON_BAR, "middle", LETTERS, ' font-weight="600"')
        x, y = self.dot(middle, self.beyond(point))
        return _text(point.shown, x, y - 10, INK, "middle", LETTERS, ' font-weight="600"')


class _Narrow(_Plot):
    """Periods below each other, values to the right."""

    def arrange(self) -> None:
        self.step, self.says_values, self.within = ROW, True, NARROW
        widest = max(_width(said, SMALL) for _, said in self.ticks)
        self.every = _every(widest, NARROW / (len(self.ticks) - 1))
        self.left = max(widest / 2, max(_width(label, SMALL) for label in self.labels) + 2 * PAD)
        free = [p for p in self.points if p.shown and p.low is None and not self.is_inside(p)]
        ends = [NARROW * self.scale.part(self.beyond(p)) + 10 + _width(p.shown, LETTERS) for p in free]
        last = NARROW + widest / 2
        self.width = self.left + max([last, *ends]) + PAD
        self.height = ROW * len(self.labels) + 2 * SMALL

    def dot(self, along: float, up: float) -> tuple[float, float]:
        return self.left + NARROW * self.scale.part(up), ROW * along

    def axes(self) -> Iterator[str]:
        for tick, _ in self.ticks:
            x, y = self.dot(len(self.labels), tick)
            yield _line((x, 0.0), (x, y), LINE, 1)
        for tick, said in self.ticks[:: self.every]:
            x, y = self.dot(len(self.labels), tick)
            yield _text(said, x, y + SMALL + PAD, SOFT, "middle", SMALL)
        for label, at in self.place.items():
            x, y = self.dot(at + 0.5, self.scale.first)
            yield _text(label, x - PAD, y + SMALL / 3, SOFT, "end", SMALL)

    def words(self, point: Point) -> str:
        middle = self.place[point.label] + 0.5
        x, y = self.dot(middle, 0.0 if self.is_inside(point) else self.beyond(point))
        shift, colour = (PAD, ON_BAR) if self.is_inside(point) else (10, INK)
        return _text(point.shown, x + shift, y + LETTERS / 3, colour, "start", LETTERS, ' font-weight="600"')


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, width: int) -> str:
    (x, y), (x2, y2) = start, end
    return f'<path d="M{x:.1f},{y:.1f}L{x2:.1f},{y2:.1f}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(words: str, x: float, y: float, colour: str, anchor: str, size: int, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" font-size="{size}"'
    return f"<text {place}{more}>{escape(words)}</text>"


def _width(words: str, size: int) -> float:
    return WIDTH_OF_A_LETTER * size * len(words)


def _every(width: float, room: float) -> int:
    """Of labels in a row that are so wide, each with so much room: which one in how many can be written."""
    return math.ceil((width + PAD) / room)
