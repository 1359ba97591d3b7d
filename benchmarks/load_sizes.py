"""How large an installation is made up for the measurement, and what the measurement needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. One subject holds a twentieth of all figures, another four."""

    passages: int = 1_000_000
    figures: int = 100_000
    seed: int = 1

    @property
    def subjects(self) -> int:
        return max(20, self.figures // 5)


@dataclass(slots=True)
class Made:
    """What the measurement asks for: public ids, keys of sessions, words."""

    subject_of_few: str = ""
    subject_of_many: str = ""
    figures: list[str] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    long_document: str = ""
    subject_name: str = ""
    editor_session: str = ""
