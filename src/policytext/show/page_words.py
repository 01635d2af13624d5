"""Words of the page in the language asked for, from ``data/page_words.toml``; names of codes as in the charts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.show.phrases import Phrases
from policytext.store import check_label


@cache
def _file() -> dict[str, Any]:
    return read_toml("page_words.toml")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the page in one language."""

    lang: str

    def say(self, name: str, /, **values: Any) -> str:
        """A phrase, filled in.

        >>> PageWords("zh").say("h_specific", year=2023)
        '2023年的具体可核承诺'
        """
        return str(_file()[self.lang][name]).format(**values)

    def column(self, name: str) -> str:
        """The head of a column."""
        return str(_file()[self.lang]["columns"][name])

    def code(self, group: str, code: Any) -> str:
        """The name of a code, such as a level, a grade or a kind of particular."""
        return Phrases("ranking", self.lang).code(group, code)

    def arrival(self, status: str) -> str:
        """The name of what became of an entry of the roster.

        >>> PageWords("zh").arrival("missing"), PageWords("en").arrival("missing")
        ('未收到', 'missing')
        """
        return str(_file()[self.lang]["statuses"][status])

    def peers(self, peers: str) -> str:
        """A group of peers in words."""
        return Phrases("ranking", self.lang).peers(peers)

    def run(self, reports: int, first: int, last: int) -> str:
        """How long something returns, in reports: a year may be without one.

        >>> PageWords("zh").run(2, 2019, 2023)
        '连续2份报告出现（2019—2023年）'
        """
        return self.say("run", n=reports, first=first, last=last)

    def check(self, check: str) -> str:
        """The name of a check.

        >>> PageWords("zh").check("carried"), PageWords("en").check("period")
        ('跨年结转一致', 'year and period')
        """
        return check_label(check, self.lang)

    def failure(self, code: str) -> str:
        """Why a file was not scored, or a report not compared."""
        own: dict[str, str] = _file()[self.lang]["reasons"]
        return own.get(code) or (self.code("reasons", code) if self.lang == "zh" else code.replace("_", " "))
