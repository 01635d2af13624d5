"""What a manifest says about a document: it wins over the text, and a contradiction is told with both values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from policytext.identify.fields import fields_of, place_fields
from policytext.identify.organs import split_places
from policytext.identify.places import Finding
from policytext.identify.table import load_places
from policytext.identify.years import YEARS
from policytext.records import Origin

LEVELS = ("province", "city", "county", "township", "department", "zone")
ERAS = ("free", "trial", "standard")
DATES = ("period_start", "period_end", "published", "signed")
PLACES = ("place", "adcode", "province", "city", "county")
SKIPPED = ("place_id", "adcode_base", "candidates", "warnings")
ANSWERS = {
    "adcode": ("ambiguous:", "place_not_in_table:", "place_missing:", "place_year:"),
    "year": ("year_missing:",),
    "organ_level": ("level_unknown:",),
    "title": ("title_missing:",),
}
"""Which doubts about a document a hint settles."""
FIELDS = tuple(field.name for field in fields(Origin) if field.name not in SKIPPED)
"""The hints that are used; other columns of a manifest are none of this stage's business."""


def hinted_year(hints: Mapping[str, str]) -> int | None:
    """The year that a manifest gives, if it is one."""
    value = str(hints.get("year") or "").strip().removesuffix("年")
    return int(value) if value.isascii() and value.isdigit() and int(value) in YEARS else None


def hinted_names(hints: Mapping[str, str], place: str | None) -> list[str]:
    """The places that a manifest names, from large to small; without a place of its own, it is about the document's.

    >>> hinted_names({"province": "江苏省", "place": "南京市鼓楼区"}, None), hinted_names({"city": "南京市"}, "鼓楼区")
    (['江苏省', '南京市', '鼓楼区'], ['南京市', '鼓楼区'])
    """
    given = {key: str(hints.get(key) or "").strip() for key in ("province", "city", "county", "place")}
    own = given["place"] or given["county"] or place or ""
    names = [given["province"], given["city"], *(split_places(own) or (own,))]
    return list(dict.fromkeys(name for name in names if name)) if any(given.values()) and own else []


def apply_hints(origin: Origin, hints: Mapping[str, str], hinted: Finding | None) -> Origin:
    """Let a manifest override what was read.

    Args:
        origin: what the document says.
        hints: values by field of ``Origin``; blank ones are no hints.
        hinted: what the place named in the hints means.
    """
    written = {name: str(hints.get(name) or "").strip() for name in FIELDS}
    parsed = {name: parse_hint(name, value) for name, value in written.items() if value}
    given = {name: value for name, value in parsed.items() if value is not None}
    values = given | place_values(given, hinted, origin, given.get("year") or origin.year)
    told = [f"hint_unusable: {n} cannot be {written[n]!r}; it is not used" for n in parsed if parsed[n] is None]
    told += conflicts(origin, {name: values[name] for name in given})
    told += _contradiction(given, hinted) if "adcode" in given else hinted.warnings if hinted else ()
    answered = tuple(code for name, codes in ANSWERS.items() if name in values for code in codes)
    kept = [warning for warning in origin.warnings if not warning.startswith(answered)]
    return replace(origin, **values, warnings=tuple(dict.fromkeys([*kept, *told])))


def _contradiction(given: Mapping[str, Any], hinted: Finding | None) -> list[str]:
    """A manifest whose adcode is not that of the place it names."""
    named = hinted.place if hinted and "place" in given else None
    if named is None or named.adcode == given["adcode"]:
        return []
    return [f"adcode_conflict: the manifest's place {named.name} has {named.adcode}, its adcode is {given['adcode']}"]


def place_values(given: Mapping[str, Any], hinted: Finding | None, origin: Origin, year: int | None) -> dict[str, Any]:
    """All fields that a place fills, where the hints name one or its code; the code wins."""
    place = load_places().coded(given["adcode"], year) if "adcode" in given else hinted and hinted.place
    if not place and not hinted:
        return {}
    values = dict.fromkeys(PLACES) | (fields_of(place) if place else place_fields(hinted))
    values["candidates"] = () if place or not hinted else tuple(row.adcode for row in hinted.candidates)
    if place and not (origin.organ or origin.organ_level or "organ_level" in given):
        values["organ_level"] = place.level
    return values


def parse_hint(name: str, written: str) -> Any:
    """A hint's value, or ``None`` where it cannot be one."""
    if name == "year":
        return hinted_year({"year": written})
    if name in DATES:
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            return None
    known = {"organ_level": LEVELS, "era": ERAS, "adcode": load_places().codes}.get(name)
    return written if known is None or written in known else None


def conflicts(origin: Origin, given: Mapping[str, Any]) -> list[str]:
    """A warning for each hint that contradicts the document."""
    return [
        f"{name}_conflict: the manifest says {value}, the document says {read}; the manifest is followed"
        for name, value in given.items()
        if (read := getattr(origin, name)) is not None and read != value
    ]
