"""Where one sentence turns from what is to what will be done (codebook section 1): found by words alone."""

from __future__ import annotations

import re
from functools import cache

from policytext.resources import read_toml

#: The first part must be long enough to say something by itself.
FIRST_PART_CHARS = 6
#: What has no stop for so long has lost its punctuation, and no cut would be right.
LONGEST_SENTENCE = 1000
#: Before 下一步 or 今后 any part that is longer than a courtesy says something.
WHOLE_PART_CHARS = 16


def find_turn(sentence: str) -> int | None:
    """The offset at which the second statement of a turning sentence begins, ``None`` where it does not turn.

    >>> find_turn("部分乡镇更新不够及时，下一步将按月通报更新情况。")
    11
    >>> find_turn("针对更新不够及时的问题，下一步将按月通报更新情况。") is None
    True
    >>> find_turn("我县将信息公开延伸至村屯，方便了群众。") is None
    True
    """
    if len(sentence) > LONGEST_SENTENCE:
        return None
    turn, states, setting = _patterns()
    for found in turn.finditer(sentence):
        first = setting.sub("", sentence[: found.end()])
        plain = found.group("marker") and len(first) >= WHOLE_PART_CHARS
        if len(first) >= FIRST_PART_CHARS and (plain or states.search(first)):
            return found.end()
    return None


def may_turn(paragraph: str) -> bool:
    """Whether any sentence of a paragraph may turn: most paragraphs hold none of the words.

    >>> may_turn("更新不够及时，下一步将按月通报。"), may_turn("更新不够及时。人员不足。")
    (True, False)
    """
    return _patterns()[0].search(paragraph) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = read_toml("turns.toml")
    verbs, markers = "|".join(data["verbs_after_jiang"]), "|".join(data["markers"])
    leads, subjects = "|".join(data["leads"]), "|".join(data["subjects"])
    turn = re.compile(f"，(?=(?:(?:{leads})，?)?(?:{subjects})?(?:(?P<marker>{markers})|将(?:{verbs})|拟(?!定)))")
    return turn, re.compile("|".join(data["states"])), re.compile(f"^(?:{'|'.join(data['settings'])})[^，]{{0,60}}，")
