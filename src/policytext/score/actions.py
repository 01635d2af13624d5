"""Action and object: a verb that does or changes something, and what it does it to (codebook section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from policytext.records import Span
from policytext.resources import read_lines, read_toml
from policytext.score.names import strip_generic
from policytext.score.passage import Passage, any_of, listed_words, noun_verbs

LONGEST_SHOWN = 24
"""Characters of an object that are shown to people."""

FIVE_NAMED = 3
"""From so many of 决策公开, 执行公开 … on, the slogan 五公开 is meant; one part named alone is an object."""

ELSEWHERE = "（承前）"
"""The object of a second part after a turn, when it stands in the first."""

WHOLE = "（见全句）"
"""The action where no listed verb, but a particular says that something is done."""

JOINT = re.compile(r"[、和与及]|以及|并")
HAN = re.compile(r"[\u4e00-\u9fff]")
FRAME = re.compile(r"^[了、的]+|(?:予以|进行|给予|加以|[、的])+$")
"""What is not shown of an object."""
EMPTY_CHARACTERS = re.compile(r"\d{4}年度?|[^\u4e00-\u9fffA-Za-z\d]")
"""What says nothing of an object: years and marks."""
MOVED = re.compile(r"[将把对给](?P<what>[^，。；]{2,})$")
"""An object that 将 or 把 has moved in front of its verb."""
OBJECT_FIRST = re.compile(r"(?<![针面应核相])(?P<mark>[将把对给])(?P<what>[^，。；]{4,})")
"""An object in front of a verb that is on no list."""
QUOTED = re.compile(r"(?:^|“)[^“”、，。；]{2,12}”")
"""A name in quotation marks, the first of which may be gone; a verb in it says nothing of what is done."""


class Deed(NamedTuple):
    """An action and its object; ``refused`` is an object that does not count, where no other was found."""

    action: str = ""
    object: str = ""
    refused: str = ""


def find_deed(passage: Passage, turn: bool = False) -> Deed:
    """The first action on something that counts as an object.

    Args:
        passage: the statement.
        turn: whether it is the second part of a sentence cut at a turn; its object may stand in the first.
    """
    best = Deed()
    for piece in _pieces(passage):
        deed = _deed_of(piece)
        if deed.action and deed.object:
            return deed
        best = best if best.refused or (best.action and not deed.refused) else deed
    if turn and best.action and not best.refused:
        return Deed(best.action, ELSEWHERE)
    return best


def implied_deed(passage: Passage, deed: Deed, particulars: Iterable[Span]) -> Deed:
    """The deed of a promise whose verb or object is on no list: a particular says that its clause does something.

    每个账号每月原创不低于4条 promises something though no listed verb says so.
    """
    first = min(particulars, default=None)
    if first is None:
        return deed
    return Deed(deed.action or WHOLE, passage.clause_at(first.start).of(passage.text)[:LONGEST_SHOWN])


def is_excluded(what: str) -> bool:
    """Whether one object is none by the codebook: a quality, a duty, a slogan, or nothing but generic words.

    >>> [is_excluded(w) for w in ("服务意识", "信息公开工作", "依申请公开流程", "各项任务的落实")]
    [True, True, False, True]
    """
    none = read_lines("excluded_objects.txt")
    if what.endswith(none):
        return True
    heads = _heads().match(what)
    core = _without_verb(what[heads.end() :] if heads else what)
    core = _tails().sub("", core) if core.endswith(_listed("object", "tails")) else core
    return core.endswith(none) or not EMPTY_CHARACTERS.sub("", strip_generic(core))


def _pieces(passage: Passage) -> Iterator[str]:
    """Clauses, cut once more before verbs of purpose (加强培训|提高能力)."""
    text = passage.text
    has_purpose = _purpose_verbs().search(text)
    for clause in passage.clauses:
        told = text[clause.start : clause.end]
        if has_purpose:
            yield from (piece for piece in _purpose().split(told) if len(piece) > 1)
        elif len(told) > 1:
            yield told


def _deed_of(piece: str) -> Deed:
    """The deed of one clause."""
    basis = _basis().match(piece)
    plain = (piece[basis.end() :] if basis else piece).strip("、“”‘’ .")
    slogan = listed_words("slogans.txt").first(plain)
    if slogan:
        return Deed("", "", slogan)
    if _is_attitude(plain):
        return Deed("", "", plain[:LONGEST_SHOWN])
    risen = _risen().match(plain) if plain.endswith(_listed("risen", "verbs")) else None
    if risen:
        return _judge(plain[risen.end("what") :], _lead().sub("", risen["what"]))
    names = [Span(*name.span()) for name in QUOTED.finditer(plain)] if "”" in plain else []
    verb = _verb_of(plain, names)
    if verb:
        named = next((name for name in names if name.overlaps(verb)), None)
        return _judge(WHOLE, f"“{plain[named.start :].lstrip('“')}") if named else _deed_by(plain, verb)
    marked = OBJECT_FIRST.search(plain)
    return _judge(f"{marked['mark']}…", marked["what"]) if marked else Deed()


def _is_attitude(plain: str) -> bool:
    """把政务公开摆上重要位置, 认真落实《条例》: how a thing is taken, not what is done."""
    if not _attitudes().search(plain):
        return False
    return bool(_treats().match(plain) or (_obeys().match(plain) and _laws().search(plain)))


def _deed_by(plain: str, verb: Span) -> Deed:
    """The deed of a clause by its verb: the object stands behind it, or else in front."""
    action, after = verb.of(plain), plain[verb.end :]
    if action in _alone() and not after.endswith(read_lines("excluded_objects.txt")):
        return Deed(action, (action + after)[:LONGEST_SHOWN])
    if not HAN.search(after):
        return _judge(action, _lead().sub("", plain[: verb.start]))
    deed = _judge(action, after)
    moved = None if deed.object else MOVED.search(plain, 0, verb.start)
    in_front = _judge(action, moved["what"]) if moved else Deed()
    return in_front if in_front.object else deed


def _verb_of(plain: str, names: Sequence[Span]) -> Span | None:
    """The first verb that is nothing but a verb; else the first that may also be part of a noun.

    One inside a quoted name is given where there is no other.
    """
    found = listed_words("action_verbs.txt").places(plain)
    if not found:
        return None
    if names:
        found = [verb for verb in found if not any(name.overlaps(Span(*verb[1:])) for name in names)] or found
    start = _lead().match(plain)
    head = start.end() if start else 0
    verbs = [verb for verb in found if not _noun_behind().match(plain, verb[2])] or found
    often_nouns = noun_verbs()
    pure = (verb for verb in verbs if verb[1] == head or plain[verb[1] : verb[2]] not in often_nouns)
    _, begin, end = next(pure, verbs[0])
    return Span(begin, end)


def _judge(action: str, what: str) -> Deed:
    """An action with its object, if one of its members counts."""
    published = _published() if action in _publishing() else ()
    if any(not is_excluded(part) or part.endswith(published) for part in _members(what)):
        return Deed(action, FRAME.sub("", what)[:LONGEST_SHOWN])
    return Deed(action, "", what[:LONGEST_SHOWN])


def _members(what: str) -> list[str]:
    """The members of an object; 加大X的公开力度 has the object X."""
    force = _force().match(what) if "度" in what else None
    what = force["what"] if force else what
    named = set(_five().findall(what))
    if len(named) >= FIVE_NAMED:
        what = re.sub(any_of(named), "", what)
    return [part for part in JOINT.split(what) if part]


def _without_verb(what: str) -> str:
    """An object without the verb of its own: 加强和|改进|政府信息公开工作."""
    verb = listed_words("action_verbs.txt").at_start(what)
    return what[len(verb) :] if len(verb) < len(what) and verb not in noun_verbs() else what


# ---------------------------------------------------------------- patterns from data/actions.toml


@cache
def _words() -> dict[str, dict[str, Any]]:
    return read_toml("actions.toml")


@cache
def _listed(table: str, key: str) -> tuple[str, ...]:
    """For ``str.endswith``: patterns that end in a word of a list are tried only where the text does."""
    return tuple(_words()[table][key])


@cache
def _publishing() -> frozenset[str]:
    return frozenset(_words()["object"]["publishing"])


def _published() -> tuple[str, ...]:
    return _listed("object", "published")


@cache
def _alone() -> frozenset[str]:
    return frozenset(_words()["object"]["alone"])


@cache
def _five() -> re.Pattern[str]:
    return re.compile(_any("object", "five"))


def _any(table: str, key: str) -> str:
    return any_of(_words()[table][key])


@cache
def _basis() -> re.Pattern[str]:
    return re.compile(
        rf"^{_any('basis', 'subjects')}*{_any('basis', 'open')}[^，。；]{{1,40}}?{_any('basis', 'close')}"
    )


@cache
def _obeys() -> re.Pattern[str]:
    return re.compile(rf"^[^，。；]{{0,12}}?{_any('obey', 'manner')}*{_any('obey', 'verbs')}")


@cache
def _laws() -> re.Pattern[str]:
    return re.compile(rf"(?!{_any('obey', 'not_laws')}){_any('obey', 'laws')}")


@cache
def _treats() -> re.Pattern[str]:
    return re.compile(rf"^[^，。；]{{0,12}}?[把将][^，。；]{{1,30}}?{_any('treat', 'verbs')}")


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^，]{{4}})(?={_any('purpose', 'adverbs')}?{_any('purpose', 'verbs')}[^，。；]{{2}})")


@cache
def _purpose_verbs() -> re.Pattern[str]:
    return re.compile(_any("purpose", "verbs"))


@cache
def _attitudes() -> re.Pattern[str]:
    """A verb without which a clause neither treats nor obeys anything."""
    return re.compile(any_of(_listed("treat", "verbs") + _listed("obey", "verbs")))


@cache
def _risen() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<what>.{{2,40}}?){_any('risen', 'marks')}?{_any('risen', 'adverbs')}*{_any('risen', 'verbs')}$"
    )


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^{_any('object', 'heads')}+")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"的?{_any('object', 'tail_adverbs')}*{_any('object', 'tails')}+$")


@cache
def _force() -> re.Pattern[str]:
    degree = "[力强深广]度"
    return re.compile(rf"^对?(?P<what>.{{0,40}}?)的?{_any('object', 'force')}?{degree}(?:[和与、]?{degree})*$")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^{_any('lead', 'words')}+")


@cache
def _noun_behind() -> re.Pattern[str]:
    return re.compile(_any("noun", "behind"))
