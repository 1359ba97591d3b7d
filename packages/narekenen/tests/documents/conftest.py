"""Small documents of every kind, made on the spot."""

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def _part(root: str, inner: str) -> bytes:
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{_R}">{inner}</w:{root}>'.encode()


def _docx(
    body: str, *, links: dict[str, str] | None = None, raw: dict[str, bytes] | None = None, **parts: str
) -> bytes:
    """A DOCX with `body` in its document; other parts by name (footnotes="…", header1="…"); raw parts by full name."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    relations = [f'<Relationship Id="r{n}" Type="{_R}/{kind}" Target="{n}.xml"/>' for n, kind in kinds.items()]
    for key, target in (links or {}).items():
        relations.append(f'<Relationship Id="{key}" Type="{_R}/hyperlink" Target="{target}" TargetMode="External"/>')
    files = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        ).encode(),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _RELATIONS.format("".join(relations)).encode(),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = _part(roots.get(kinds[name], kinds[name]), inner)
    return _zip({**files, **(raw or {})}.items())


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def _pdf(pages: list[str], info: str = "", picture: bool = False) -> bytes:
    """A PDF in its plainest syntax: one font, one text line per line of a page; `picture` puts a picture on each."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    dot = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    dot += "stream\nx\nendstream"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", font, dot, f"<<{info}>>"]
    resources = "<</Font<</F1 3 0 R>>/XObject<</I 4 0 R>>>>"
    kids = []
    for page in pages:
        lines = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in page.split("\n")]
        content = "BT /F1 11 Tf 14 TL 60 780 Td " + "".join(f"({line}) Tj T* " for line in lines) + "ET"
        content += " 595 0 0 842 0 0 cm /I Do" * picture
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream")
        box = f"/MediaBox[0 0 595 842]/Resources{resources}/Contents {len(objects)} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Info 5 0 R/Size {size}>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF".encode())


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return _docx


@pytest.fixture(scope="session")
def make_zip() -> Callable[[Iterable[tuple[str, bytes]]], bytes]:
    return _zip


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return _pdf
