"""A roster file -> the units and years that are expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policytext.errors import DataError
from policytext.resources import read_toml
from policytext.spreadsheets import read_sheets

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?年?度?")
_CODE = re.compile(r"(\d{6})(?:0{6})?(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a roster: a unit that has to report on a year.

    ``year`` is ``None`` where the roster has no years: any one counts. ``aliases`` are other and former names.
    """

    row: int
    unit: str
    adcode: str | None = None
    level: str | None = None
    superior: str | None = None
    year: int | None = None
    aliases: tuple[str, ...] = ()


def read_roster(path: str | Path) -> list[Entry]:
    """The entries of a roster, in its order.

    Args:
        path: CSV in UTF-8 or GB18030, or the first sheet of an ``.xlsx``, with a column ``unit`` (单位) and any of
            ``adcode`` (行政区划代码), ``level`` (层级), ``superior`` (上级), ``year`` (年度) and ``aliases`` (别名,
            joined by ；). Other columns do not count, nor do rows without a unit.

    Raises:
        DataError: the file cannot be read, has no column of units, names one unit and year twice, or a cell is no
            year or code.
    """
    path = Path(path)
    header, *rows = next(read_sheets(path, "roster")) or [[]]
    columns = _columns(path, header)
    entries: list[Entry] = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in enumerate(rows, start=2):
        given = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if not given["unit"]:
            continue
        entry = _entry(path, number, given)
        key = entry.unit, entry.adcode, entry.superior, entry.year
        if key in seen:
            raise DataError(f"{path} row {number} names {entry.unit} again (row {seen[key]}); keep one of the two")
        seen[key] = number
        entries.append(entry)
    if not entries:
        raise DataError(f"{path} names no unit; give one in each row below the headers")
    return entries


def _entry(path: Path, number: int, given: dict[str, str]) -> Entry:
    year, code = given.get("year", ""), given.get("adcode", "")
    if year and not _YEAR.fullmatch(year):
        raise DataError(f"{path} row {number} has the year {year!r}; write it as four digits, or leave it empty")
    if code and not _CODE.fullmatch(code):
        raise DataError(f"{path} row {number} has the code {code!r}; write six digits, or leave it empty")
    return Entry(
        row=number,
        unit=re.sub(r"\s", "", given["unit"]),
        adcode=_CODE.fullmatch(code)[1] if code else None,  # type: ignore[index]
        level=given.get("level") or None,
        superior=given.get("superior") or None,
        year=int(_YEAR.fullmatch(year)[1]) if year else None,  # type: ignore[index]
        aliases=tuple(alias.strip() for alias in re.split("[；;、,，]", given.get("aliases", "")) if alias.strip()),
    )


def _columns(path: Path, header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; the order of the names in ``roster.toml`` decides between two."""
    places = {_plain(cell): at for at, cell in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for name, spellings in headers().items():
        at = next((places[spelling] for spelling in spellings if spelling in places), None)
        if at is not None and at not in found.values():
            found[name] = at
    if "unit" not in found:
        listed = ", ".join(cell for cell in header if cell) or "nothing"
        raise DataError(f"{path} row 1 has no column of units ({listed}); head it unit or 单位")
    return found


@cache
def headers() -> dict[str, list[str]]:
    """The spellings of each column, plain."""
    table = read_toml("roster.toml")["headers"]
    return {name: [_plain(spelling) for spelling in spellings] for name, spellings in table.items()}


def _plain(header: str) -> str:
    return re.sub(r"[\s\ufeff*＊]", "", header).lower()
