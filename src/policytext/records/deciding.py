"""What a person decided about a statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A person's decision about one statement, kept by what was said, by whom and when.

    ``unit`` and ``year`` say whose report it is, ``text`` what stands there, ``occurrence`` which one it is where the
    same text stands several times (1, 2 ...). ``machine_label`` and ``machine_level`` are what the person saw,
    ``label`` and ``level`` what they decided; a level of ``None`` leaves that to the program. ``reviewed_on`` is a
    date as YYYY-MM-DD.
    """

    unit: str
    year: int | None
    text: str
    occurrence: int
    label: str
    level: int | None
    reviewer: str
    reviewed_on: str
    reason: str = ""
    appeal_outcome: str = ""
    machine_label: str = ""
    machine_level: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A statement with a decision: what the program says of it now, and what the person decided."""

    key: str
    label: str
    level: int | None
    reviewer: str
    machine_label: str
    machine_level: int | None = None

    @property
    def confirms(self) -> bool:
        """Whether the person agrees with the program."""
        return self.label == self.machine_label and self.level in (None, self.machine_level)
