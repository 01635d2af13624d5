"""Automatic numbering of Word: 一、 （一） 1. are not in the text but follow from list definitions and order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.read.numerals import render_number
from policytext.read.package import Package, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_ON = {"1", "true", "on"}
_LONGEST_CHAIN = 20  # styles that a style is based on, one after the other; Word stops at about ten
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts. ``pattern`` holds %1 ... %9 for the numbers of the levels."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about numbering, its ancestors included."""

    name: str = ""
    number_id: str | None = None
    level: int | None = None


class ListCounter:
    """Gives each numbered paragraph its mark, in the order of the document."""

    def __init__(self, lists: dict[str, tuple[str, dict[int, Level]]], overrides: dict[str, dict[int, int]]) -> None:
        self._lists = lists
        self._overrides = overrides
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def next_mark(self, number_id: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level (0-8); "" where the list is not defined."""
        if number_id not in self._lists:
            return ""
        key, levels = self._lists[number_id]
        counts = self._counts.setdefault(key, {})
        if number_id not in self._started:
            self._started.add(number_id)
            for overridden, start in self._overrides.get(number_id, {}).items():
                counts[overridden] = start - 1
        here = levels.get(level, Level())
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            if _restarts(levels.get(deeper, Level()), level):
                counts.pop(deeper, None)
        return _render(here, levels, counts)

    def level_of_style(self, number_id: str, style_id: str) -> int:
        """The level that a list ties to a paragraph style; 0 where it ties none."""
        _, levels = self._lists.get(number_id, ("", {}))
        return next((index for index, level in levels.items() if level.style == style_id), 0)


def read_numbering(package: Package) -> ListCounter:
    """The list definitions of a .docx file."""
    path = package.related(package.main, "numbering")
    root = package.part(path) if path else None
    if root is None:
        return ListCounter({}, {})
    abstract = {_attribute(node, "abstractNumId"): node for node in root.iter(f"{W}abstractNum")}
    styled = {_value(node, "styleLink"): node for node in abstract.values()}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    overrides: dict[str, dict[int, int]] = {}
    for number in root.iter(f"{W}num"):
        key = _value(number, "abstractNumId")
        number_id = _attribute(number, "numId")
        definition = abstract.get(key)
        # A definition that only links to a list style: the one that bears the style has the levels.
        link = _value(definition, "numStyleLink")
        levels = dict(_levels(styled.get(link, definition) if link else definition))
        for override in number.iter(f"{W}lvlOverride"):
            index = _whole(_attribute(override, "ilvl"), 0)
            levels.update(_levels(override))
            if override.find(f"{W}startOverride") is not None:
                overrides.setdefault(number_id, {})[index] = _whole(_value(override, "startOverride"), 1)
        lists[number_id] = (key, levels)
    return ListCounter(lists, overrides)


def read_styles(package: Package) -> dict[str, Style]:
    """The paragraph styles of a .docx file by id; "" is the default style."""
    path = package.related(package.main, "styles")
    root = package.part(path) if path else None
    nodes = {_attribute(node, "styleId"): node for node in root.iter(f"{W}style")} if root is not None else {}
    styles = {style_id: _style(style_id, nodes) for style_id in nodes}
    defaults = (i for i, n in nodes.items() if _attribute(n, "default") in _ON and _attribute(n, "type") == "paragraph")
    return {**styles, "": styles.get(next(defaults, ""), Style())}


def paragraph_mark(paragraph: _Element, styles: dict[str, Style], counter: ListCounter) -> str:
    """The automatic number of a paragraph, counting it; "" where it has none."""
    properties = paragraph.find(f"{W}pPr")
    style_id = _value(properties, "pStyle") if properties is not None else ""
    style = styles.get(style_id, styles.get("", Style()))
    own = properties.find(f"{W}numPr") if properties is not None else None
    number_id = _value(own, "numId") if own is not None else ""
    number_id = number_id or style.number_id or "0"
    if number_id == "0":
        return ""
    level = _value(own, "ilvl") if own is not None else ""
    if level:
        index = _whole(level, 0)
    else:
        index = style.level if style.level is not None else counter.level_of_style(number_id, style_id)
    return counter.next_mark(number_id, min(index, _LEVELS - 1))


def _style(style_id: str, nodes: dict[str, _Element]) -> Style:
    """A style with what it inherits; the nearest ancestor that says something counts."""
    name = _value(nodes[style_id], "name").lower()
    number_id: str | None = None
    level: int | None = None
    seen: set[str] = set()
    while style_id in nodes and style_id not in seen and len(seen) < _LONGEST_CHAIN:
        seen.add(style_id)
        numbered = nodes[style_id].find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            number_id = number_id or _value(numbered, "numId") or None
            level = level if level is not None or not _value(numbered, "ilvl") else _whole(_value(numbered, "ilvl"), 0)
        style_id = _value(nodes[style_id], "basedOn")
    return Style(name, number_id, level)


def _levels(node: _Element | None) -> Iterator[tuple[int, Level]]:
    for level in node.iterchildren(f"{W}lvl") if node is not None else ():
        restart = _value(level, "lvlRestart")
        yield (
            _whole(_attribute(level, "ilvl"), 0),
            Level(
                form=_value(level, "numFmt") or "decimal",
                pattern=_value(level, "lvlText"),
                start=_whole(_value(level, "start"), 1),
                restart=_whole(restart, 0) if restart else None,
                legal=level.find(f"{W}isLgl") is not None,
                style=_value(level, "pStyle"),
            ),
        )


def _restarts(level: Level, after: int) -> bool:
    """Whether a level counts anew after a paragraph of the level ``after``: always, unless it names another or 0."""
    return level.restart is None or after < level.restart


def _render(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    """The mark: the pattern with the numbers in; bullets give none."""
    if level.form == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, Level())
        return render_number(counts.get(index, other.start), "decimal" if level.legal else other.form)

    return _PLACE.sub(number, level.pattern)


def _value(node: _Element | None, child: str) -> str:
    """The w:val of a child element."""
    found = node.find(f"{W}{child}") if node is not None else None
    return _attribute(found, "val") if found is not None else ""


def _attribute(node: _Element, name: str) -> str:
    return str(node.get(f"{W}{name}", ""))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
