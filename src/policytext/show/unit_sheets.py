"""Tables -> one Word document for each unit: what was received, what was found with the texts, room to object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.show.links import name_files
from policytext.show.options import Options
from policytext.show.report import describe, read_pages
from policytext.show.reviewed import confirmed_by_report
from policytext.show.sheet_words import SheetWords
from policytext.show.unit_parts import (
    write_appeal,
    write_checks,
    write_commitments,
    write_follow,
    write_problems,
    write_received,
    write_result,
)
from policytext.show.word import Run, Word
from policytext.store import replacing

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]


def write_unit_sheets(tables: Tables, folder: Path, options: Options | None = None) -> int:
    """Write a Word document for each unit into a folder; returns how many.

    Args:
        tables: a dataset with its comparisons.
        folder: made where it is missing. Files are named after the units.
        options: ``lang`` counts; of ``years`` the last is the year reported on, as for ``write_report``.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
        UsageError: no report is of the year asked for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, (file, data) in enumerate(render_unit_sheets(tables, options), 1):  # noqa: B007  # counts
        with replacing(folder / file) as staged:
            staged.write_bytes(data)
    return count


def render_unit_sheets(tables: Tables, options: Options | None = None) -> Iterator[tuple[str, bytes]]:
    """The name of a file and its content, for each unit in the order of codes; the same bytes for the same tables.

    Raises:
        DataError: as for ``write_unit_sheets``.
    """
    options = options or Options()
    pages = read_pages(tables, options)
    sheets = _Sheets(tables, SheetWords(options.lang))
    for unit, file in name_files(pages.units(), "docx").items():
        yield file, sheets.render(pages.section(unit))


class _Sheets:
    """What the documents of a dataset share."""

    def __init__(self, tables: Tables, words: SheetWords) -> None:
        self._words = words
        self._about = describe(tables, words)
        self._reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
        self._confirmed = confirmed_by_report(tables)
        self._others = [
            self._reports[row["report_id"]]
            for row in tables["uncompared"].to_pylist()
            if row["reason"] == "other_version"
        ]

    def render(self, section: Row) -> bytes:
        """The document of a unit."""
        words = self._words
        title = words.tell("title", unit=section["unit"], year=section["year"])
        document = Word(title, lang=words.lang)
        document.page_numbers(words.say("note"), words.tell("page", page="{page}", pages="{pages}"))
        document.title(title, size=18)
        document.line([Run(words.say("note"), quiet=True)], size=9.5, centred=True)
        full = section | self._more(section)
        for part in (write_received, write_result, write_commitments, write_problems, write_follow, write_checks):
            part(document, full, words)
        document.line([Run(words.say("how_versions", **self._about), quiet=True)], size=8)
        write_appeal(document, words)
        return document.data()

    def _more(self, section: Row) -> Row:
        """What the page does not say of a unit: the files, the figures of the report shown."""
        shown = [self._reports[row["report_id"]] for row in section["years"]]
        report = next(row for row in shown if row["year"] == section["year"])
        same = [row for row in self._others if _who(row) == _who(report)]
        received = [row | {"other": False} for row in shown] + [row | {"other": True} for row in same]
        return {
            "received": sorted(received, key=lambda row: (row["year"] or 0, row["other"], row["source"])),
            "report": report,
            "confirmed": self._confirmed.get(report["report_id"], 0),
        }


def _who(report: Row) -> tuple[Any, ...]:
    return report["place"], report["organ_level"], report["organ"] if report["organ_level"] == "department" else ""
