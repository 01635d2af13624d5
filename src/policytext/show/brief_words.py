"""Words of the brief, from ``data/brief_words.toml``; what it has not, the page has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.show.page_words import PageWords

NAMED = 3
"""Units that a sentence names; of more it says how many there are."""

LONGEST_NAME = 14
"""Characters of a unit's name in a sentence: the name of an office can be as long as a line."""


@cache
def _file() -> dict[str, Any]:
    return read_toml("brief_words.toml")


@dataclass(frozen=True, slots=True)
class BriefWords(PageWords):
    """The words of the brief in one language."""

    def tell(self, name: str, /, **values: Any) -> str:
        """A phrase, filled in.

        >>> BriefWords("zh").tell("mean", mean=51.3)
        '均值 51'
        """
        return str(_file()[self.lang][name]).format(**values)

    def tell_known(self, name: str, /, **values: Any) -> str:
        """A phrase, or "" where one of its figures is not known.

        >>> BriefWords("zh").tell_known("mean", mean=None)
        ''
        """
        return "" if None in values.values() else self.tell(name, **values)

    def group(self, name: str) -> str:
        """The name of a group among peers."""
        return str(_file()[self.lang]["groups"][name])

    def alias(self, level: str | None, letters: str) -> str:
        """A name that tells no place.

        >>> BriefWords("zh").alias("county", "A"), BriefWords("en").alias(None, "B")
        ('县A', 'Unit B')
        """
        nouns: Mapping[str, str] = _file()[self.lang]["alias"]
        return nouns.get(level or "", nouns["unit"]) + letters

    def names(self, units: Sequence[str]) -> str:
        """The first units by name, and how many there are.

        >>> BriefWords("zh").names(["甲县", "乙县", "丙县", "丁县"])
        '甲县、乙县、丙县等4个'
        """
        said = self.tell("join").join(_short(unit) for unit in units[:NAMED])
        return self.tell("named" if len(units) > NAMED else "all_named", names=said, n=len(units))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
