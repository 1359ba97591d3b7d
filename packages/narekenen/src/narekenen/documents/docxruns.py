"""The inside of a Word paragraph: runs of text with their looks, links, note marks, fields and text boxes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator

from narekenen.documents.docxstyles import child, numeral, value
from narekenen.documents.elements import Element, local_name
from narekenen.documents.writer import SPACE, Writer

_SYMBOLS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}
_LOOK_THROUGH = frozenset(("ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo"))
_SHOWN = ("{*}footnoteReference", "{*}endnoteReference", "{*}sym")
_OFF = frozenset(("0", "false", "off", "none"))


class RunWriter:
    """Writes paragraphs into a Writer and remembers what has to come after them: notes and text boxes.

    links        addresses by relation id
    note_format  numeral style of "footnote" and "endnote"
    cite         called with ("footnote" or "endnote", id, label) for every note mark
    boxes        gets the text boxes
    seen         counts what a reader should be warned about
    """

    def __init__(
        self,
        writer: Writer,
        links: dict[str, str],
        note_format: Callable[[str], str],
        cite: Callable[[str, str, str], None],
        boxes: deque[Element],
        seen: Counter[str],
    ) -> None:
        self.writer, self.links, self.cite, self.boxes, self.seen = writer, links, cite, boxes, seen
        self.note_format = note_format
        self.counts: Counter[str] = Counter()
        self.look = ""
        self.mute = False
        self.fields: list[bool] = []

    def has_text(self, element: Element) -> bool:
        """Whether anything would be written for it, text boxes left aside."""
        if any(inner.text and inner.text.strip() for inner in element.iter("{*}t")):
            return True
        return next(element.iter(*_SHOWN), None) is not None

    def paragraph(self, element: Element, label: str) -> None:
        """The text of a paragraph after its list label. Spaces and tabs alone are not text."""
        self.mute = not label and not self.has_text(element)
        if label:
            self.writer.write(label)
            self.writer.gap(SPACE)
        self._inline(element)
        self._as("")
        self.mute = False

    def _inline(self, parent: Element) -> None:
        for element in parent:
            name = local_name(element)
            if name == "r":
                self._run(element)
            elif name == "hyperlink":
                self._link(element)
            elif name in _LOOK_THROUGH:
                self.seen["ins"] += name == "ins"
                self._inline(element)
            elif name in ("del", "moveFrom"):
                self.seen[name] += 1
            elif name in ("oMath", "oMathPara"):
                self._write(formula(element))
            elif name == "AlternateContent":
                self._inline(chosen(element))

    def _link(self, element: Element) -> None:
        target = self.links.get(value(element, "id"), "")
        anchor = value(element, "anchor")
        self._as("")
        self.writer.open("link", href=target or (f"#{anchor}" if anchor else ""))
        self._inline(element)
        self._as("")
        self.writer.close()

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        looks = {local_name(one): one for one in (() if properties is None else properties)}
        if _on(looks, "vanish"):
            self.seen["hidden"] += any(True for _ in run.iter("{*}t"))
            return
        self._as(_look(looks))
        for element in run:
            name = local_name(element)
            if name == "t":
                self._write(_text(element))
            elif name in _SYMBOLS:
                self._write(" " if name == "br" and value(element, "type") in ("page", "column") else _SYMBOLS[name])
            elif name == "sym":
                self._write(_symbol(value(element, "char")))
            elif name in ("footnoteReference", "endnoteReference"):
                if self._note(name.removesuffix("Reference"), element, run):
                    break
            elif name == "fldChar":
                self._field(value(element, "fldCharType"))
            elif name == "commentReference":
                self.seen["comment"] += 1
            elif name in ("AlternateContent", "drawing", "pict", "object"):
                self._drawing(element)

    def _drawing(self, element: Element) -> None:
        """The text boxes of a drawing; of a character that only newer versions can draw, the one for older versions."""
        boxes = list(_text_boxes([element]))
        self.boxes.extend(boxes)
        fallback = child(element, "Fallback")
        for text in () if boxes or fallback is None else fallback.iter("{*}t"):
            self._write(_text(text))

    def _write(self, text: str) -> None:
        if not self.mute and not any(self.fields):
            self.writer.write(text)

    def _field(self, kind: str) -> None:
        """Between its begin and its separator a field holds an instruction, after that its result."""
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()

    def _note(self, kind: str, element: Element, run: Element) -> bool:
        """A note mark. True where the mark is text of the author's own, which follows in the same run."""
        custom = value(element, "customMarkFollows") not in ("", *_OFF)
        if custom:
            label = next((t.text for t in run.iter("{*}t") if t.text), "*").strip()
        else:
            self.counts[kind] += 1
            label = numeral(self.counts[kind], self.note_format(kind))
        self._as("")
        self.writer.open("note_ref", label=label, type=kind)
        self.writer.write(label)
        self.writer.close()
        self.cite(kind, value(element, "id"), label)
        return custom

    def _as(self, look: str) -> None:
        """Change to a look: the mark of the last one ends, that of the next begins."""
        if look == self.look:
            return
        if self.look:
            self.writer.close()
        if look:
            self.writer.open("emphasis", style=look)
        self.look = look


def chosen(element: Element) -> Element:
    """Of two renderings of the same thing the first, for newer versions of Word."""
    found = child(element, "Choice")
    return element if found is None else found


def formula(element: Element) -> str:
    """A formula on one line. Fractions and powers keep their sign: one half is (1)/(2) and not 12."""
    name = local_name(element)
    if name == "t":
        return element.text or ""
    parts = {"f": ("num", "den", "/"), "sSup": ("e", "sup", "^"), "sSub": ("e", "sub", "_")}.get(name)
    if not parts:
        return "".join(formula(inner) for inner in element)
    first, second = (child(element, part) for part in parts[:2])
    written = ["" if part is None else "".join(formula(inner) for inner in part) for part in (first, second)]
    return f"({written[0]}){parts[2]}({written[1]})" if name == "f" else parts[2].join(written)


def _text(element: Element) -> str:
    """The text of a `t`; spaces at its ends only count where it says so."""
    text = element.text or ""
    return text if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip(" \t\r\n")


def _text_boxes(elements: Iterable[Element]) -> Iterator[Element]:
    """The outermost text boxes. Of two renderings of one drawing (Choice, Fallback) the first is taken."""
    chosen = False
    for element in elements:
        name = local_name(element)
        if name == "txbxContent":
            yield element
        elif name != "Fallback" or not chosen:
            yield from _text_boxes(element)
        chosen = chosen or name == "Choice"


def _on(looks: dict[str, Element], name: str) -> bool:
    return name in looks and value(looks[name]) not in _OFF


def _look(looks: dict[str, Element]) -> str:
    raised = {"superscript": "sup", "subscript": "sub"}.get(value(looks.get("vertAlign")), "")
    return raised or " ".join(word for name, word in (("b", "bold"), ("i", "italic")) if _on(looks, name))


def _symbol(code: str) -> str:
    """The character of a `sym`. Symbol fonts put theirs at F000 and up, where they have no meaning of their own."""
    try:
        character = chr(int(code, 16))
    except ValueError:
        return "\ufffd"
    return character if character.isprintable() else "•" if code.upper() in ("F0B7", "F0A7") else "\ufffd"
