"""Words of a unit's document, from ``data/sheet_words.toml``; what it has not, the page has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.show.page_words import PageWords


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
        """Notices of a file in words; one that the file of words does not have is shown as it is.

        >>> SheetWords("zh").notices("place_conflict: the title says 甲县, the page says 乙县")
        '标题与落款的地区不一致'
        """
        known: dict[str, str] = _file()[self.lang]["notices"]
        told = [
            next((say for part, say in known.items() if part in notice), notice)
            for notice in (warnings or "").split("；")
            if notice
        ]
        return self.say("clause").join(dict.fromkeys(told)) or self.tell("good")
