"""Which fields of an origin a place fills."""

from __future__ import annotations

from typing import Any

from policytext.identify.places import Finding
from policytext.identify.table import Place, load_places

KINDS = {"县": "county", "旗": "county", "区": "county", "省": "province", "州": "city", "盟": "city"}
"""What the last character of a name tells about its level; 市 may be of city or county level and tells nothing."""


def place_fields(finding: Finding | None) -> dict[str, Any]:
    """``place``, ``adcode``, ``province``, ``city`` and ``county`` as far as the finding settles them."""
    if finding is None:
        return {}
    if finding.place:
        return fields_of(finding.place)
    fields: dict[str, Any] = {"place": finding.name}
    if finding.candidates:
        provinces = {place.province for place in finding.candidates}
        return fields | {"province": provinces.pop() if len(provinces) == 1 else None}
    for name in finding.upper:
        rows = load_places().named(name)
        full = rows[0].name if len(rows) == 1 else name
        fields["province" if full[-1] == "省" or full.endswith("自治区") else "city"] = full
        fields |= {"province": rows[0].province} if len(rows) == 1 else {}
    return fields | own_level(finding.name)


def own_level(name: str) -> dict[str, Any]:
    """The field that a place outside the table fills itself; 市 may be a city or a county and fills none."""
    kind = KINDS.get(name[-1])
    return {kind: name} if kind else {}


def fields_of(place: Place) -> dict[str, Any]:
    """The fields of ``Origin`` that a row of the table fills.

    >>> fields_of(load_places().coded("321200", 2024))["city"]
    '泰州市'
    """
    own = {"city": place.name} if place.level == "city" else {}
    county = place.name if place.level == "county" else None
    fields: dict[str, Any] = {"place": place.name, "adcode": place.adcode, "province": place.province}
    return fields | {"city": place.city or None, "county": county} | own
