"""Words of the charts in the language asked for, from ``data/chart_words.toml`` and ``data/wording.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from policytext.resources import read_toml
from policytext.show.options import Options
from policytext.show.page import Heading
from policytext.store import ALL_TABLES, peers_name, words


@cache
def _file() -> dict[str, Any]:
    return read_toml("chart_words.toml")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one kind of chart in one language."""

    kind: str
    lang: str

    def say(self, name: str, /, **values: Any) -> str:
        """A phrase of this kind, or of all kinds, filled in."""
        file = _file()[self.lang]
        phrase = file[self.kind].get(name) or file["common"][name]
        return str(phrase).format(**values)

    def code(self, group: str, code: Any) -> str:
        """The name of a code, such as a label or a level; the code itself where there is none."""
        own: Mapping[str, str] = _file()[self.lang]["names"].get(group, {})
        names = {**words().get(group, {}), **own} if self.lang == "zh" else own
        return str(names.get(str(code), code))

    def peers(self, peers: str) -> str:
        """A group of peers in words.

        >>> Phrases("ranking", "zh").peers("panel/county/standard")
        '全部样本 · 县级 · 2021年起格式'
        """
        return peers_name(peers, self.code)

    def heading(
        self, page: int = 1, pages: int = 1, notes: tuple[str, ...] = (), variant: str = "", **values: Any
    ) -> Heading:
        """Title, subtitle, alternative text, notes and source line of a page; ``variant`` ends the phrases' names."""
        subtitle = self.say(f"subtitle{variant}", **values)
        if pages > 1:
            subtitle += self.say("page", page=page, pages=pages)
        own = (self.say("note", **values),) if "note" in _file()[self.lang][self.kind] else ()
        title, alt = self.say(f"title{variant}", **values), self.say(f"alt{variant}", **values)
        return Heading(title, subtitle, alt, self.source(), (*own, *notes))

    def source(self) -> str:
        """Where the figures come from, and the sentence that stands on every figure."""
        note = words()["note"] if self.lang == "zh" else self.say("standing")
        return self.say("source", version=version("policytext")) + str(note)

    def columns(self) -> dict[str, str]:
        """Names of columns in words: the file's, else for Chinese those of the schema, for English plain names."""
        columns = [column for table in ALL_TABLES.values() for column in table.columns]
        usual = {
            column.name: column.label if self.lang == "zh" else column.name.replace("_", " ") for column in columns
        }
        return usual | dict(_file()[self.lang]["columns"])


def phrases(kind: str, options: Options) -> Phrases:
    """The words of a kind of chart."""
    return Phrases(kind, options.lang)
