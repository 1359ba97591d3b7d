"""A large installation made up by a seeded generator, and copied into an empty database.

Everything in it fits: a figure stands in its sentence, is answered, published in a release of 400, and has the bundle
that the manifest of that release names. The words are made of syllables; nothing is taken from anybody.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from multiprocessing import get_context
from types import SimpleNamespace
from typing import Any

import numpy as np
from load_sizes import Made, Size
from load_words import RARE, sentences

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
FIRST_YEAR, YEARS = 1997, 30
PER_RELEASE = 400


class Loader:
    """Copies one table after the other. Keys count from 1: the database is empty but for the people and programmes."""

    def __init__(self, connection: Any, size: Size, world: SimpleNamespace, *, processes: int = 2) -> None:
        self.connection, self.size, self.world, self.processes = connection, size, world, processes
        self.rng = np.random.default_rng(size.seed)
        self.made = Made()
        self.seconds: dict[str, float] = {}

    def copy(self, model: Any, names: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of a model; `names` are its fields, the first of them its key."""
        columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in names.split())
        table = model._meta.db_table
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)
        self.connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
        )
        self.world.commit()

    def load(self) -> Made:
        for step in (self.spine, self.plan, self.papers, self.ledger, self.releases, self.number_series):
            began = time.perf_counter()
            step()
            self.seconds[step.__name__] = time.perf_counter() - began
        return self.made

    def spine(self) -> None:
        """Subjects, areas, periods, quantities."""
        from navolgbaar.figures.models import Quantity
        from navolgbaar.programmes.models import Area, Period, Subject
        from navolgbaar.programmes.states import SubjectKind

        first = len(self.world.programmes) + 1
        names = list(sentences(np.random.default_rng(self.size.seed + 1), self.size.subjects))
        kinds = [SubjectKind.AREA, SubjectKind.RECOMMENDATION, SubjectKind.ADDRESS, SubjectKind.TEAM, SubjectKind.OTHER]
        self.subjects = [
            Subject(
                pk=first + at,
                public_id=f"NB-S-2026-{first + at:05d}",
                kind=kinds[at % 5],
                name=" ".join(names[at].split()[:4]).rstrip("."),
                summary=names[at],
                organisation=self.world.organisations[at % len(self.world.organisations)],
                programme_key=self.world.programmes[at % len(self.world.programmes)].key,
                is_public=at % 20 != 19,
            )
            for at in range(self.size.subjects)
        ]
        self.made.subject_of_many, self.made.subject_of_few = self.subjects[0].public_id, self.subjects[1].public_id
        self.made.subject_name = self.subjects[0].name
        fields = "id public_id kind name name_en summary summary_en organisation programme_key is_public"
        self.copy(Subject, fields, (
            (s.pk, s.public_id, s.kind, s.name, "", s.summary, "", s.organisation_id, s.programme_key, s.is_public)
            for s in self.subjects
        ))  # fmt: skip
        self.areas = [
            Area(pk=at + 1, code=f"GM{at:04d}", name=f"Gemeente {at}", kind="municipality", valid_from=date(1990, 1, 1))
            for at in range(342)
        ]
        rows = ((a.pk, a.code, a.name, a.kind, a.valid_from) for a in self.areas)
        self.copy(Area, "id code name kind valid_from", rows)
        years = [FIRST_YEAR + at for at in range(YEARS)]
        self.periods = [Period(pk=at + 1, first=date(y, 1, 1), last=date(y, 12, 31)) for at, y in enumerate(years)]
        self.copy(Period, "id first last", ((p.pk, p.first, p.last) for p in self.periods))
        self.quantities = [
            Quantity(pk=at + 1, key=f"count-{at}", version=1, name=f"Aantal {names[at % len(names)].split()[0]} {at}",
                     name_en=f"Number {at}", unit="woningen", unit_en="dwellings", decimals=0)
            for at in range(400)
        ]  # fmt: skip
        self.copy(Quantity, "id key version name name_en unit unit_en denominator counting_rule decimals", (
            (q.pk, q.key, 1, q.name, q.name_en, q.unit, q.unit_en, "", "", 0) for q in self.quantities
        ))  # fmt: skip

    def plan(self) -> None:
        """Which figures there are (question, value) and in which passage each stands."""
        size, rng = self.size, self.rng
        many, few = size.figures // 20, 4
        rest = size.figures - many - few
        of = np.concatenate([np.zeros(many, int), np.ones(few, int), np.sort(rng.integers(2, size.subjects, rest))])
        starts = np.concatenate([[0], np.flatnonzero(np.diff(of)) + 1])
        within = np.arange(size.figures) - np.repeat(starts, np.diff([*starts, size.figures]))
        again = within % 20 == 19  # the same question as the one before, from another issuer
        place = within - again
        self.of, self.again = of, again
        self.quantity, self.period = place % len(self.quantities), (place // len(self.quantities) + place) % YEARS
        kind = np.array(["observed", "observed", "observed", "target", "forecast", "claimed"], dtype=object)
        self.kind = kind[place % 6]
        self.value = rng.integers(1_000, 1_000_000, size.figures)
        self.passage = np.sort(rng.choice(size.passages, size.figures, replace=False))
        self.computed = (within % 50 == 49) & (np.arange(size.figures) > 2)
        self.corrected = (np.arange(size.figures) % 33 == 5) & ~self.computed
        self.public = rng.random(size.figures) < 0.95
        self.public[self.computed] = False  # decided below, by what they rest on

    def papers(self) -> None:
        """Files, documents, passages."""
        from django.contrib.postgres.indexes import GinIndex

        from navolgbaar.sources.models import Document, Passage, StoredFile
        from navolgbaar.sources.states import DocumentState

        total = self.size.passages
        lengths = [max(100, total // 400)]
        while (left := total - sum(lengths)) > 0 and left > 200:
            lengths += [int(n) for n in self.rng.integers(20, 180, max(1, left // 200))]
        lengths.append(total - sum(lengths))
        self.files = [
            StoredFile(pk=at + 1, digest=f"sha256:{at + 1:064x}", size=20_000, media_type="text/plain", known_at=START)
            for at in range(len(lengths))
        ]
        self.copy(StoredFile, "id digest size media_type known_at", (
            (f.pk, f.digest, f.size, f.media_type, START) for f in self.files
        ))  # fmt: skip
        self.documents = [
            Document(
                pk=at + 1, public_id=f"NB-D-2026-{at + 1:05d}", file=file, title=f"Voortgang van brief {at}",
                programme=self.world.programmes[at % len(self.world.programmes)], organisation=self.world.owner,
                origin="https://example.org", licence="CC0", reader="text@1", true_from=date(2025, 1, 1 + at % 28),
                known_at=START, state=DocumentState.TAKEN_IN if at % 10 == 9 else DocumentState.PUBLIC,
            )
            for at, file in enumerate(self.files)
        ]  # fmt: skip
        fields = "id public_id file title programme organisation origin licence reader true_from known_at state"
        self.copy(Document, fields, (
            (d.pk, d.public_id, d.file_id, d.title, d.programme_id, d.organisation_id, d.origin, d.licence, d.reader,
             d.true_from, START, d.state)
            for d in self.documents
        ))  # fmt: skip
        self.made.long_document = self.documents[0].public_id
        self.made.documents = [d.public_id for d in self.documents[1:200] if d.state == DocumentState.PUBLIC]
        self.kept: list[Passage] = []
        index = next(index for index in Passage._meta.indexes if isinstance(index, GinIndex))
        self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no key waits to be looked up
        self.connection.execute(f"DROP INDEX {index.name}")
        fields = "id document ident order kind start end text source_text salt"
        self.copy(Passage, fields, self._passages(lengths))
        with self.world.schema_editor() as editor:
            editor.add_index(Passage, index)

    def _passages(self, lengths: list[int]) -> Iterator[tuple[Any, ...]]:
        from navolgbaar.sources.models import Passage

        rare = {int(n) for n in self.rng.choice(self.size.passages, 3, replace=False)}
        figures = iter(enumerate(self.passage))
        figure, wanted = next(figures)
        names = ("pk", "document_id", "ident", "order", "kind", "start", "end", "text", "source_text", "salt")
        number, words = 0, sentences(self.rng, self.size.passages)
        for document, length in zip(self.documents, lengths, strict=True):
            start = 0
            for order in range(length):
                text = next(words)
                if number in rare:
                    text = f"{text[:-1]} {RARE}."
                holds = number == wanted
                if holds:
                    said = format(int(self.value[figure]), ",").replace(",", ".")
                    text = f"In {FIRST_YEAR + int(self.period[figure])} waren er {said} woningen. {text}"
                row = (number + 1, document.pk, f"p{order}.s1", order, "sentence", start, start + len(text), text, text,
                       f"{number:020x}")  # fmt: skip
                yield row
                if holds:
                    self.kept.append(Passage(**dict(zip(names, row, strict=True))))
                    figure, wanted = next(figures, (figure, -1))
                start += len(text) + 1
                number += 1

    def ledger(self) -> None:
        """Anchors, readings with their answers, figures, versions, and the computations."""
        from narekenen.recipes import run_recipe
        from narekenen.trace.canonical import digest, plain
        from navolgbaar.figures.models import Figure, FigureVersion, InputOrigin, Reading, Run, RunInput
        from navolgbaar.sources.models import Anchor

        self.anchors, self.figures, self.versions = [], [], []
        answers: list[Reading] = []
        runs: list[tuple[int, Any, list[FigureVersion], list[RunInput]]] = []
        count = self.size.figures
        for at in range(count):
            passage, document = self.kept[at], self.documents[self.kept[at].document_id - 1]
            passage.document = document
            begin = passage.text.index("waren er ") + len("waren er ")
            end = passage.text.index(" woningen")
            anchor = Anchor(
                pk=at + 1, source=document.file.digest, reader="text@1", start=passage.start + begin,
                end=passage.start + end, passage=passage, at=begin, to=end, locator=f"line {passage.order}",
                commitment=digest({"salt": passage.salt, "text": passage.text[begin:end]}),
            )  # fmt: skip
            self.anchors.append(anchor)
            value = str(int(self.value[at]))
            proposal = Reading(pk=at + 1, anchor=anchor, kind="number", value=value, unit="woningen",
                               by="reader:reading.number@1", verdict="proposed")  # fmt: skip
            answers.append(Reading(pk=count + at + 1, anchor=anchor, kind="number", value=value, unit="woningen",
                                   by="person", verdict="confirmed", answers=proposal))  # fmt: skip
            self.figures.append(
                Figure(
                    pk=at + 1, public_id=f"NB-2026-{at + 1:05d}", subject=self.subjects[self.of[at]],
                    quantity=self.quantities[self.quantity[at]], breakdown={},
                    area=self.areas[self.quantity[at] % 342] if self.quantity[at] % 5 == 0 else None,
                    period=self.periods[self.period[at]], kind=str(self.kind[at]),
                    issuer=self.world.organisations[1] if self.again[at] else self.world.owner,
                    issued_on=document.true_from, owner=self.world.owner,
                )
            )  # fmt: skip
            self.versions.append(self._version(at, 1, value, reading=answers[-1]))
            if self.computed[at]:
                below = self.versions[at - 2 : at]
                terms = ("figure", [version.value for version in below], " ".join(map(str, below)))
                computed = run_recipe("arithmetic.sum@1", {"terms": terms})
                estimates = plain(computed.estimates)
                run = Run(pk=len(runs) + 1, recipe=computed.recipe, code=computed.code, estimates=estimates)
                rows = [
                    RunInput(run=run, name=i.name, kind=i.kind, digest=i.digest, value=plain(i.value), origin=i.origin)
                    for i in computed.inputs
                ]
                runs.append((len(runs) + 1, run, below, rows))
                self.versions[at] = self._version(at, 1, str(computed.estimates[0].value), run=run)
                self.public[at] = self.public[at - 2 : at].all()
        corrected = np.flatnonzero(self.corrected)
        for extra, at in enumerate(corrected):
            value = str(int(self.value[at]) + 1)
            answers.append(
                Reading(pk=2 * count + extra + 1, anchor=self.anchors[at], kind="number", value=value,
                        unit="woningen", by="person", verdict="corrected", answers=answers[at].answers)
            )  # fmt: skip
            later = self._version(int(at), 2, value, reading=answers[-1])
            later.pk, later.reason = count + extra + 1, "Bij narekenen bleek een verschil van een."
            self.versions.append(later)
        self.copy(Anchor, "id source reader start end passage at to locator commitment", (
            (a.pk, a.source, a.reader, a.start, a.end, a.passage_id, a.at, a.to, a.locator, a.commitment)
            for a in self.anchors
        ))  # fmt: skip
        readings = [*(answer.answers for answer in answers[:count]), *answers]
        self.copy(Reading, "id anchor kind value high unit by verdict answers known_at", (
            (r.pk, r.anchor_id, r.kind, r.value, "", r.unit, r.by, r.verdict, r.answers_id, START) for r in readings
        ))  # fmt: skip
        self.copy(Figure, "id public_id subject quantity breakdown area period kind issuer issued_on owner", (
            (f.pk, f.public_id, f.subject_id, f.quantity_id, "{}", f.area_id, f.period_id, f.kind, f.issuer_id,
             f.issued_on, f.owner_id)
            for f in self.figures
        ))  # fmt: skip
        from psycopg.types.json import Jsonb

        self.copy(Run, "id recipe seed code estimates known_at", (
            (pk, run.recipe, "", run.code, Jsonb(run.estimates), START) for pk, run, _, _ in runs
        ))  # fmt: skip
        self.copy(FigureVersion, "id figure number value low high method absent_because warnings published "
                  "published_en run estimate reading reason known_at", (
            (v.pk, v.figure_id, v.number, v.value, "", "", v.method, "", "[]", v.published, v.published_en, v.run_id,
             v.estimate, v.reading_id, v.reason, START)
            for v in self.versions
        ))  # fmt: skip
        inputs = [row for _, _, _, rows in runs for row in rows]
        for pk, row in enumerate(inputs, start=1):
            row.pk = pk
        self.copy(RunInput, "id run name kind digest value origin", (
            (row.pk, row.run_id, row.name, row.kind, row.digest, Jsonb(row.value), row.origin) for row in inputs
        ))  # fmt: skip
        origins = [(rows[0].pk, at, version.pk) for _, _, below, rows in runs for at, version in enumerate(below)]
        self.copy(InputOrigin, "id input position version", ((pk, *row) for pk, row in enumerate(origins, start=1)))

    def _version(self, at: int, number: int, value: str, **origin: Any) -> Any:
        from navolgbaar.figures.models import FigureVersion

        shown = format(int(value), ",")
        return FigureVersion(
            pk=at + 1, figure=self.figures[at], number=number, value=value, published=shown.replace(",", "."),
            published_en=shown, method="reading" if "reading" in origin else "",
            estimate="value" if "run" in origin else "", **origin,
        )  # fmt: skip

    def releases(self) -> None:
        """Proposals and releases with their manifests, bundles, publications, uses and withdrawals."""
        from psycopg.types.json import Jsonb

        from navolgbaar.figures.models import Publication, Use, Withdrawal
        from navolgbaar.publishing.models import Proposal, Release, ReleasedBundle
        from navolgbaar.publishing.science import START as BEGIN
        from navolgbaar.publishing.science import chained, digest, manifest_of

        chosen = [at for at, version in enumerate(self.versions) if self.public[version.figure_id - 1]]
        readings = [at for at in chosen if self.versions[at].run is None]
        global _LOADER
        _LOADER = self
        with get_context("fork").Pool(self.processes) as pool:
            frozen = dict(zip(readings, pool.imap(_freeze, readings, chunksize=500), strict=True))
        frozen |= {at: _freeze(at) for at in chosen if self.versions[at].run is not None}
        groups = [chosen[i : i + PER_RELEASE] for i in range(0, len(chosen), PER_RELEASE)]
        before, rows = BEGIN, []
        for pk, group in enumerate(groups, start=1):
            versions = [self.versions[at] for at in group]
            digests = {str(self.versions[at]): frozen[at][:2] for at in group}
            manifest = manifest_of(f"NB-R-2026-{pk:05d}", versions, digests)
            before = chained(before, digest(manifest))
            rows.append((pk, f"NB-R-2026-{pk:05d}", manifest, digest(manifest), before))
        programme, owner = self.world.programmes[0].pk, self.world.owner.pk
        self.copy(Proposal, "id organisation programme title category retention_years reason state remark prepared_by "
                  "approved_by approved_at", (
            (pk, owner, programme, f"Voortgang {pk}", "report", 20, "", "approved", "", self.world.editor.pk,
             self.world.publisher.pk, START)
            for pk, *_ in rows
        ))  # fmt: skip
        self.copy(Release, "id public_id proposal organisation programme title category keep_until manifest digest "
                  "chain reason at", (
            (pk, name, pk, owner, programme, f"Voortgang {pk}", "report", date(2046, 1, 1), Jsonb(manifest), said,
             chain, "", START)
            for pk, name, manifest, said, chain in rows
        ))  # fmt: skip
        placed = [(at, pk) for pk, group in enumerate(groups, start=1) for at in group]
        self.copy(ReleasedBundle, "id release version sha256 without_words text", (
            (n, pk, self.versions[at].pk, *frozen[at]) for n, (at, pk) in enumerate(placed, start=1)
        ))  # fmt: skip
        self.copy(Publication, "id version release at", (
            (n, self.versions[at].pk, f"NB-R-2026-{pk:05d}", START) for n, (at, pk) in enumerate(placed, start=1)
        ))  # fmt: skip
        self.copy(Use, "id version place title at", (
            (n, self.versions[at].pk, f"NB-R-2026-{pk:05d}", f"Voortgang {pk}", START)
            for n, (at, pk) in enumerate(placed, start=1)
        ))  # fmt: skip
        gone = [(at, pk) for at, pk in placed if at % 200 == 7]
        self.copy(Withdrawal, "id version release by_release reason at", (
            (n, self.versions[at].pk, f"NB-R-2026-{pk:05d}", rows[-1][1], "Ingetrokken.", START)
            for n, (at, pk) in enumerate(gone, start=1)
        ))  # fmt: skip
        withdrawn = {at for at, _ in gone}
        seen = [self.versions[at] for at in chosen if at not in withdrawn]
        seen = [version for version in seen if version.figure.subject.is_public]
        spread = seen[:: max(1, len(seen) // 200)]
        self.made.figures = [version.figure.public_id for version in spread if version.run is None]
        self.made.computed = [version.figure.public_id for version in seen if version.run is not None][:50]

    def number_series(self) -> None:
        """The next public id is one that nobody has."""
        subjects = len(self.subjects) + len(self.world.programmes)
        counts = {"NB": len(self.figures), "NB-D": len(self.documents), "NB-S": subjects, "NB-R": 10_000}
        for prefix, last in counts.items():
            self.connection.execute(
                "INSERT INTO core_numberseries (prefix, year, last) VALUES (%s, %s, %s)"
                " ON CONFLICT (prefix, year) DO UPDATE SET last = EXCLUDED.last",
                [prefix, START.year, last],
            )
        self.world.commit()


_LOADER: Loader


def _freeze(at: int) -> tuple[str, str, str]:
    from navolgbaar.publishing.frozen import freeze

    frozen = freeze(_LOADER.versions[at])
    return frozen.sha256, frozen.without_words, frozen.text
