"""Words of the page in the language asked for, from ``data/page_words.toml``; names of codes as in the charts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.show.phrases import Phrases


@cache
def _file() -> dict[str, Any]:
    return read_toml("page_words.toml")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the page in one language."""

    lang: str

    def say(self, name: str, **values: Any) -> str:
        """A phrase, filled in.

        >>> PageWords("zh").say("h_specific")
        '承诺最具体'
        """
        return str(_file()[self.lang][name]).format(**values)

    def column(self, name: str) -> str:
        """The head of a column."""
        return str(_file()[self.lang]["columns"][name])

    def code(self, group: str, code: Any) -> str:
        """The name of a code, such as a level, a grade or a kind of particular."""
        return Phrases("ranking", self.lang).code(group, code)

    def peers(self, peers: str) -> str:
        """A group of peers in words."""
        return Phrases("ranking", self.lang).peers(peers)
