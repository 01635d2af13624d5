"""Tables -> the rows that a chart draws: selecting, naming and ordering, no figures of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from policytext.errors import UsageError
from policytext.show.options import Options

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

Item = TypeVar("Item")

# Organ levels whose unit is the place itself; the others are named by their organ.
_GOVERNMENTS = frozenset(("province", "city", "county", "township"))


def unit_reports(tables: Tables, options: Options) -> pd.DataFrame:
    """The reports with ``unit``, ``name`` (the unit as a chart shows it) and ``series`` (peers without the era).

    Takes unit and peers from ``ranks`` where the tables were compared, so that all charts tell units apart alike.
    """
    frame = tables.pandas("reports")
    frame = frame[frame["year"].notna()]
    government = frame["organ_level"].isin(_GOVERNMENTS) | frame["organ"].isna()
    frame["unit"] = frame["place"].where(government & frame["place"].notna(), frame["organ"]).fillna(frame["source"])
    frame["peers"] = frame["province"].fillna("panel") + "/" + frame["organ_level"].fillna("") + "/"
    frame["peers"] += frame["era"].fillna("")
    if "ranks" in tables:
        known = tables.pandas("ranks").drop_duplicates("report_id").set_index("report_id")
        frame = frame[frame["report_id"].isin(known.index)]
        for column in ("unit", "peers"):
            frame[column] = frame["report_id"].map(known[column])
    frame = frame.sort_values(["published", "report_id"]).drop_duplicates(["unit", "adcode", "year"], keep="last")
    return named(frame, options)


def unit_rows(tables: Tables, name: str, options: Options) -> pd.DataFrame:
    """A table of comparisons with ``name`` and ``series``, in the order of units and years."""
    return named(tables.pandas(name), options)


def named(frame: pd.DataFrame, options: Options) -> pd.DataFrame:
    """Rows of the places and peers asked for, with ``name`` and ``series``, in the order of adcode, unit and year."""
    frame = frame.copy()
    frame["adcode"] = frame["adcode"].fillna("")
    frame["name"] = _names(frame)
    frame["series"] = frame["peers"].str.rsplit("/", n=1).str[0]
    frame = frame[frame["peers"].str.startswith(options.peers)]
    if options.places:
        frame = frame[_chosen(frame, options.places)]
    keys = ["adcode", "unit", "year"] if "year" in frame else ["adcode", "unit"]
    return frame.sort_values(keys, kind="stable").reset_index(drop=True)


def _names(frame: pd.DataFrame) -> list[str]:
    """The unit; with its place where it is an organ, with its adcode where several units share the name."""
    places, units, codes = (list(frame[column].fillna("")) for column in ("place", "unit", "adcode"))
    names = [unit if place in unit else f"{place} {unit}" for place, unit in zip(places, units, strict=True)]
    codes_of = dict[str, set[str]]()
    for name, code in zip(names, codes, strict=True):
        codes_of.setdefault(name, set()).add(code)
    return [f"{n} {c}" if c and len(codes_of[n]) > 1 else n for n, c in zip(names, codes, strict=True)]


def _chosen(frame: pd.DataFrame, places: tuple[str, ...]) -> pd.Series[bool]:
    columns = [column for column in ("unit", "place", "adcode", "name") if column in frame]
    unknown = [place for place in places if not frame[columns].isin([place]).any(axis=None)]
    if unknown and len(unknown) == len(places):
        known = "、".join(frame["name"].drop_duplicates().head(8))
        raise UsageError(f"no unit {'、'.join(unknown)} among these; there are {known} …")
    return frame[columns].isin(places).any(axis=1)


def chosen_years(frame: pd.DataFrame, options: Options, column: str = "year") -> list[int]:
    """The years to draw, in order: those asked for, or all.

    Raises:
        UsageError: none of the years asked for is there.
    """
    there = sorted({int(year) for year in frame[column].dropna()})
    years = [year for year in there if year in options.years] if options.years else there
    if not years and there:
        asked = ", ".join(map(str, options.years))
        raise UsageError(f"nothing of {asked} to draw; there are {there[0]} to {there[-1]}")
    return years


def by_series(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of units that are compared with each other, those of most units first."""
    size = frame.groupby("series")["name"].nunique().to_dict()
    for series in sorted(map(str, size), key=lambda name: (-size[name], name)):
        yield series, frame[frame["series"] == series]


def latest(frame: pd.DataFrame, options: Options) -> pd.DataFrame:
    """The rows of the latest year of each series, or of the years asked for."""
    if options.years:
        return frame[frame["year"].isin(chosen_years(frame, options))]
    return frame[frame["year"] == frame.groupby("series")["year"].transform("max")]


def by_year(frame: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    """The rows year by year."""
    for year in sorted({int(year) for year in frame["year"]}):
        yield year, frame[frame["year"] == year]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def order_of_units(frame: pd.DataFrame) -> list[str]:
    """Names of units in the order of the rows."""
    return list(dict.fromkeys(frame["name"]))


def in_pages(items: list[Item], per_page: int) -> list[list[Item]]:
    """Cut a list into pages of nearly the same length.

    >>> in_pages([1, 2, 3, 4, 5], 4)
    [[1, 2, 3], [4, 5]]
    """
    count = -(-len(items) // per_page)
    step = -(-len(items) // count) if count else 1
    return [items[start : start + step] for start in range(0, len(items), step)]
