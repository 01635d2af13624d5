"""Statements -> mentions: which measures a report names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policytext.find.expansions import find_expansion
from policytext.find.gazetteer import Gazetteer, Hit
from policytext.find.lists import complete_endings, complete_heads, complete_pairs, may_be_list
from policytext.find.titles import find_titles
from policytext.find.variants import heads, squeeze
from policytext.records import Mention, Span, Statement
from policytext.resources import read_lines

# What may follow an organ's name that is founded; before another noun it is an attribute (便民服务中心窗口).
_NAME_ENDS = "，。；：、！？\n和与及并（"
_CLAUSE_BREAK = "，。；：！？\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_BREAK}]")
_LONGEST_CLAUSE = 200
# 8月底在县开发区挂牌: a date and a place between an organ and the word for its founding.
_OPENED = re.compile(r"(?:于|已)?[0-9年月日上中下旬底初]{0,10}在[^，。；：！？\n]{1,12}?(?:挂牌|揭牌|启用)")


def find_mentions(statements: Sequence[Statement], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The measures that the statements name; a measure named twice in one statement counts once, at its fullest.

    Headings and what is set aside do not count. A run-in heading counts only for measures that its elaboration does not
    name again (codebook section 1).

    Returns:
        Mentions in the order of the text, without a stance (see ``assign_stances``).
    """
    units = [statement for statement in statements if statement.role in ("statement", "runin")]
    named = gazetteer.find_in_each([unit.text for unit in units])
    found = {
        unit.id: _mentions_of(unit, plain, names, gazetteer) for unit, (plain, names) in zip(units, named, strict=True)
    }
    for statement in statements:
        if statement.runin is not None and statement.role == "statement":
            again = {mention.measure_id for mention in found[statement.id]}
            own = found.get(statement.runin, [])
            found[statement.runin] = [mention for mention in own if mention.measure_id not in again]
    return tuple(mention for statement in statements for mention in found.get(statement.id, ()))


def _mentions_of(statement: Statement, plain: str, names: list[Hit], gazetteer: Gazetteer) -> list[Mention]:
    if not (names or "《" in plain or may_be_list(plain)):
        return []  # three of four statements
    by, text = statement.span.start, statement.text
    places = squeeze(text)[1]
    return [
        Mention(
            statement_id=statement.id,
            measure_id=hit.measure.id,
            name=hit.measure.name,
            category=hit.measure.category,
            surface=text[hit.start : hit.end],
            span=Span(by + hit.start, by + hit.end),
            expansion=find_expansion(text[hit.start : hit.end], text, hit.end),
        )
        for hit in (_in_text(hit, text, places) for hit in _full_names(plain, names, gazetteer))
    ]


def find_names(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """The measures that a text names, each once, in order, with the whole of the name as it stands there.

    >>> from policytext.find.gazetteer import load_gazetteer
    >>> text = "实行预约服务延时服务上门服务，印发《甲县政府信息公开工作监督考核制度》"
    >>> [text[hit.start:hit.end] for hit in find_names(text, load_gazetteer())]
    ['预约服务', '延时服务', '上门服务', '《甲县政府信息公开工作监督考核制度》']
    """
    plain, places = squeeze(text)
    return [_in_text(hit, text, places) for hit in _full_names(plain, gazetteer.find_plain(plain), gazetteer)]


def _full_names(plain: str, names: list[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """The measures that a squeezed text names; ``names`` are those that stand in it as the gazetteer has them."""
    titles, rest = find_titles(plain, gazetteer) if "《" in plain else ([], plain)
    names = names if rest == plain else gazetteer.find_plain(rest)
    hits = [*titles, *(_widen(hit, rest) for hit in (*names, *complete_heads(rest, names, gazetteer)))]
    if may_be_list(rest):
        hits += [*complete_pairs(rest, gazetteer), *complete_endings(rest, gazetteer)]
    hits = [hit for hit in _leftmost_longest(hits) if _counts(hit, plain, gazetteer)]
    return _once_each(hits, plain)


def _in_text(hit: Hit, text: str, places: Sequence[int]) -> Hit:
    """The hit with the offsets of the text, and with the opening quote of a part of it: “办不成事”反映窗口."""
    start, end = places[hit.start], places[hit.end - 1] + 1
    opened = text[:start].endswith("“") and "”" in text[start:end]
    return Hit(start - opened, end, hit.measure)


def _widen(hit: Hit, plain: str) -> Hit:
    """The hit with the shared head before it: 政府信息公开 belongs to the name."""
    head = next((head for head in heads() if plain.endswith(head, 0, hit.start)), "")
    return hit._replace(start=hit.start - len(head))


def _leftmost_longest(hits: Iterable[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen


def _once_each(hits: Iterable[Hit], plain: str) -> list[Hit]:
    """Of each measure one hit: that with its canonical name, else the longest."""
    fullest: dict[str, tuple[bool, int, Hit]] = {}
    for hit in hits:
        rank = (hit.measure.name in plain[hit.start : hit.end], hit.end - hit.start, hit)
        known = fullest.get(hit.measure.id)
        if known is None or rank[:2] > known[:2]:
            fullest[hit.measure.id] = rank
    return sorted(hit for _, _, hit in fullest.values())


def _counts(hit: Hit, plain: str, gazetteer: Gazetteer) -> bool:
    """An organ counts only where its founding is told."""
    return not gazetteer.is_organ(hit.measure) or _is_founded(hit, plain)


def _is_founded(hit: Hit, plain: str) -> bool:
    """成立 stands before the organ in its clause and the organ is no place (在…设立), or 挂牌 follows it."""
    before = clause_before(plain, hit.start)
    if "在" in before:
        return False
    if plain.startswith(read_lines("find/founded.txt"), _after_date(plain, hit.end)):
        return True
    if _OPENED.match(plain, hit.end):
        return True
    is_object = hit.end == len(plain) or plain[hit.end] in _NAME_ENDS
    return is_object and any(verb in before for verb in read_lines("find/founding.txt"))


def _after_date(plain: str, end: int) -> int:
    while end < len(plain) and plain[end] in "于已也0123456789年月日":
        end += 1
    return end


def clause_before(text: str, start: int) -> str:
    """What stands before ``start`` in its clause: back to the last mark of punctuation, 、 apart."""
    window = max(0, start - _LONGEST_CLAUSE)
    return text[max(window, *(text.rfind(mark, window, start) + 1 for mark in _CLAUSE_BREAK)) : start]


def clause_after(text: str, end: int) -> str:
    """What stands behind ``end`` in its clause.

    >>> clause_before("制定了保密审查制度，印发", 3), clause_after("制定了保密审查制度，印发", 3)
    ('制定了', '保密审查制度')
    """
    window = min(len(text), end + _LONGEST_CLAUSE)
    found = _CLAUSE_END.search(text, end, window)
    return text[end : found.start() if found else window]
