"""Words of a unit's document, from ``data/sheet_words.toml``; what it has not, the page has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.show.page_words import PageWords
from policytext.store import told_notices


@cache
def _file() -> dict[str, Any]:
    return read_toml("sheet_words.toml")


@dataclass(frozen=True, slots=True)
class SheetWords(PageWords):
    """The words of a unit's document; what it has not itself, the page has."""

    def tell(self, name: str, /, **values: Any) -> str:
        """A phrase of the document, filled in.

        >>> SheetWords("zh").tell("confirmed", n=3)
        '3句经人工确认'
        """
        return str(_file()[self.lang][name]).format(**values)

    def named(self, group: str, name: str) -> str:
        """A word of a group: ``columns``, ``rows``, ``numbers`` or ``sign``."""
        return str(_file()[self.lang][group][name])

    def number(self, kind: str, at: int) -> str:
        """What a line is called when somebody objects to it.

        >>> SheetWords("zh").number("commitment", 3)
        '承诺3'
        """
        return self.tell("number_of", kind=self.named("numbers", kind), n=at)

    def notices(self, warnings: str | None) -> str:
        """Notices of a file, in words where there are words for them.

        >>> SheetWords("zh").notices(None)
        '无'
        """
        return (told_notices(warnings) if self.lang == "zh" else warnings) or self.tell("good")
