"""The shapes of the answers. Texts are in Dutch and English; a value that is not there is null with its reason.

Plain models of pydantic: a Schema of ninja wraps and checks each one again, which took half the time of a page.
"""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from navolgbaar.api.addresses import address, page_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import is_withdrawn
from navolgbaar.programmes.models import Subject
from navolgbaar.publishing.models import Release
from navolgbaar.sources.models import Document


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str


class Words(BaseModel):
    nl: str
    en: str


class Organisation(BaseModel):
    key: str
    name: Words


class Period(BaseModel):
    first: date
    last: date


class Quantity(BaseModel):
    key: str
    version: int
    name: Words
    unit: Words
    denominator: str
    counting_rule: str


class Version(BaseModel):
    """One answer. `id` is how it is cited; `value` is exact, as text; `published` is what stands on the page."""

    id: str
    number: int
    value: str | None
    low: str | None
    high: str | None
    level: float | None
    n: int | None
    method: str
    absent_because: str
    published: Words
    reason: str
    known_at: datetime
    withdrawn: bool
    page: str
    bundle: str

    @classmethod
    def of(cls, version: FigureVersion) -> Version:
        """As the public may have it: of a value that is not there, its interval and its n are not there either."""
        there = version.value is not None
        return cls(
            id=str(version), number=version.number, value=version.value, low=version.low or None,
            high=version.high or None, level=version.level if there else None, n=version.n if there else None,
            method=version.method, absent_because=version.absent_because,
            published=Words(nl=version.published, en=version.published_en), reason=version.reason,
            known_at=version.known_at, withdrawn=is_withdrawn(version),
            page=address(f"/cijfers/{version}/"), bundle=address(f"/bundels/{version}.json"),
        )  # fmt: skip


class Figure(BaseModel):
    """One question and its newest answer that stands."""

    id: str
    subject: str
    quantity: Quantity
    breakdown: dict[str, str]
    area: str | None
    period: Period
    kind: str
    issuer: Organisation
    issued_on: date
    version: Version

    @classmethod
    def of(cls, version: FigureVersion) -> Figure:
        figure = version.figure
        quantity = figure.quantity
        return cls(
            id=figure.public_id,
            subject=figure.subject.public_id,
            quantity=Quantity(
                key=quantity.key, version=quantity.version, name=Words(nl=quantity.name, en=quantity.name_en),
                unit=Words(nl=quantity.unit, en=quantity.unit_en), denominator=quantity.denominator,
                counting_rule=quantity.counting_rule,
            ),
            breakdown=figure.breakdown,
            area=figure.area.code if figure.area else None,
            period=Period(first=figure.period.first, last=figure.period.last),
            kind=figure.kind,
            issuer=organisation(figure.issuer),
            issued_on=figure.issued_on,
            version=Version.of(version),
        )  # fmt: skip


class FigureWithVersions(Figure):
    versions: list[Version]


class SubjectOut(BaseModel):
    id: str
    kind: str
    name: Words
    summary: Words
    organisation: Organisation
    programme: str
    page: str

    @classmethod
    def of(cls, subject: Subject) -> SubjectOut:
        return cls(
            id=subject.public_id, kind=subject.kind, name=Words(nl=subject.name, en=subject.name_en),
            summary=Words(nl=subject.summary, en=subject.summary_en), organisation=organisation(subject.organisation),
            programme=subject.programme_key, page=page_of(subject),
        )  # fmt: skip


class ReleaseOut(BaseModel):
    """A frozen set of versions. `digest` is over the manifest, `chain` ties it to every release before."""

    id: str
    title: str
    organisation: Organisation
    programme: str
    category: str
    published_at: datetime
    keep_until: date
    digest: str
    chain: str
    supersedes: str | None
    superseded_by: str | None
    reason: str

    @classmethod
    def of(cls, release: Release) -> ReleaseOut:
        later = getattr(release, "superseded_by", None)
        return cls(
            id=release.public_id, title=release.title, organisation=organisation(release.organisation),
            programme=release.programme.key, category=release.category, published_at=release.at,
            keep_until=release.keep_until, digest=release.digest, chain=release.chain,
            supersedes=release.supersedes.public_id if release.supersedes else None,
            superseded_by=later.public_id if later else None, reason=release.reason,
        )  # fmt: skip


class DocumentOut(BaseModel):
    """What is known about a document; not its words. `true_from` is its own date, `known_at` when it came in."""

    id: str
    title: str
    programme: str
    organisation: Organisation
    origin: str
    licence: str
    true_from: date | None
    known_at: datetime
    reader: str
    media_type: str
    size: int
    sha256: str
    page: str

    @classmethod
    def of(cls, document: Document) -> DocumentOut:
        return cls(
            id=document.public_id, title=document.title, programme=document.programme.key,
            organisation=organisation(document.organisation), origin=document.origin, licence=document.licence,
            true_from=document.true_from, known_at=document.known_at, reader=document.reader,
            media_type=document.file.media_type, size=document.file.size,
            sha256=document.file.digest.removeprefix("sha256:"), page=page_of(document),
        )  # fmt: skip


class Citation(BaseModel):
    """How to cite a number: with its version, so that readers find what you saw. `csl` is for reference managers."""

    text: Words
    version: str
    page: str
    bundle: str
    sha256: str
    csl: dict[str, str | list[dict[str, str]] | dict[str, list[list[int]]]]


class FigureList(BaseModel):
    count: int
    items: list[Figure]


class SubjectList(BaseModel):
    count: int
    items: list[SubjectOut]


class ReleaseList(BaseModel):
    count: int
    items: list[ReleaseOut]


class DocumentList(BaseModel):
    count: int
    items: list[DocumentOut]


def organisation(found: object) -> Organisation:
    """An organisation by its key, which stays, and its names."""
    return Organisation(key=found.key, name=Words(nl=found.name, en=found.name_en))  # type: ignore[attr-defined]
