"""Characters folded to their common form: odd spaces, full widths, radicals, pinyin glosses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from policytext.clean.characters import HAN, NUMERALS
from policytext.clean.edits import Change
from policytext.resources import read_csv

_ODD = (
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_ODD_SPACE = re.compile(f"{_ODD}{_ODD}*")
_SPACES = dict.fromkeys("\xa0\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
_SPACES |= dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", " ")  # left only in cells: lines end before this step
_SPACES |= dict.fromkeys("\u2002\u2003\u3000", "  ")  # as wide as a Han character

_TONED = re.compile("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c]")
_GLOSS = re.compile(
    rf"[(（](?<=[{HAN}].)([a-zA-Zɑɡüêāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0308\u030c '’]{{1,40}})[)）]"
)
_NEUTRAL = frozenset({"de", "le", "zi", "men", "zhe", "ma", "ba", "ne", "ge", "shang", "li", "di"})

_FOLDED = (
    "[＂-＇＊＋－-９＜-＞＠-｝｡-､谘⺀-⿕㈠-㈩⑴-⒛"
    "\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe32\ufe35-\ufe44\ufe50-\ufe6b\U0002f800-\U0002fa1f]"
)
_FOLDABLE = re.compile(f"{_FOLDED}{_FOLDED}*")
_ZERO = re.compile(rf"[○◯ОO0](?<=[{NUMERALS}〇○].)(?=[{NUMERALS}〇○◯ОO0年])")


def odd_spaces(text: str) -> Iterator[Change]:
    r"""Every space a plain one; what has no width, and controls, go.

    >>> list(odd_spaces("一\u3000二\u200b"))
    [Change(start=1, end=2, after='  '), Change(start=3, end=4, after='')]
    """
    for match in _ODD_SPACE.finditer(text):
        yield Change(match.start(), match.end(), "".join(_SPACES.get(c, "") for c in match.group()))


def pinyin_gloss(text: str) -> Iterator[Change]:
    """Delete pronunciations in brackets behind a character.

    A gloss has a tone mark; particles in the neutral tone have none and count only beside others that have.

    >>> list(pinyin_gloss("報(bào)告，APP(app)"))
    [Change(start=1, end=6, after='')]
    """
    glosses = list(_GLOSS.finditer(text))
    if not any(_TONED.search(match[1]) for match in glosses):
        return
    for match in glosses:
        if _TONED.search(match[1]) or match[1].strip() in _NEUTRAL:
            yield Change(match.start(), match.end(), "")


def width(text: str) -> Iterator[Change]:
    """Full-width letters, digits and signs to half width; radicals and compatibility characters to common ones.

    Chinese punctuation stays full-width, half-width Chinese punctuation becomes so.

    >>> [change.after for change in width("２０２４年，⼯作９５％")]
    ['2024', '工', '95%']
    """
    folded = [Change(*match.span(), _fold_all(match.group())) for match in _FOLDABLE.finditer(text)]
    zeros = [Change(*match.span(), "〇") for match in _ZERO.finditer(text)]
    yield from sorted([*folded, *zeros]) if zeros else folded


def _fold_all(run: str) -> str:
    return "".join(_fold(character) for character in run)


@cache
def _fold(character: str) -> str:
    """The common form of one character of the foldable ranges."""
    if character in "\ufe30\ufe13":
        return "："
    folded = _variants().get(character) or unicodedata.normalize("NFKC", character)
    if "㈠" <= character <= "㈩" or "⑴" <= character <= "⒇":
        folded = f"（{folded.strip('()')}）"
    return folded if folded.strip() else character


@cache
def _variants() -> dict[str, str]:
    return {row["character"]: row["common"] for row in read_csv("character_variants.csv")}
