"""Where a unit and the parts of its section are found: on the same page, or on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

INDEX = "index"
"""Stem of the page that leads to the units' pages; no unit's page may take it."""

LONGEST = 60
"""Characters of a file's stem. A Chinese character is three bytes and a file name ends at 255."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of units.

    Args:
        files: the file of each unit; empty where all stand on one page.
    """

    files: Mapping[str, str] = field(default_factory=dict)

    def to(self, unit: str, part: str = "") -> str:
        """The address of a unit or of a part of its section, such as ``commitments``.

        >>> Links().to("甲县", "problems")
        '#u-7532-53bf-problems'
        >>> Links({"甲县": "甲县.html"}).to("甲县")
        '%E7%94%B2%E5%8E%BF.html'
        """
        file = quote(self.files[unit]) if unit in self.files else ""
        return file if file and not part else f"{file}#{anchor_of(unit, part)}"


def anchor_of(unit: str, part: str = "") -> str:
    """An id for a unit, or a part of its section, that is the same every time.

    >>> anchor_of("甲县")
    'u-7532-53bf'
    """
    return "-".join(["u", *(f"{ord(char):x}" for char in unit), *([part] if part else [])])


def name_files(units: Iterable[str], ending: str = "html") -> dict[str, str]:
    """A file for each unit, named so that a person finds it and no two are one, whatever the file system.

    >>> name_files(["甲县", "甲/县", "Index"])
    {'甲县': '甲县.html', '甲/县': '甲_县.html', 'Index': 'Index-2.html'}
    """
    taken, files = {INDEX}, {}
    for unit in units:
        stem = _NOT_IN_NAMES.sub("_", unit)[:LONGEST].strip(".") or "_"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        files[unit] = f"{name}.{ending}"
    return files
