"""Words or measures that tell two groups of reports apart."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from policytext.compare.groups import Group, check_labels, select_reports
from policytext.errors import UsageError
from policytext.segment import Words

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from policytext.store import Tables

#: The prior of the log-odds is the text of both groups at this weight: a term that one group lacks then has log-odds of
#: about log 11 and not infinity. Between random halves of the demonstration panel z keeps its spread up to a tenth (sd
#: .83 at .01, .84 at .1, .57 at 1). As a share of the text, not a number of words, it lets repeated texts keep ratios.
PRIOR_WEIGHT = 0.1
COLUMNS = (
    "term",
    "one",
    "other",
    "per_10000_one",
    "per_10000_other",
    "log_likelihood",
    "p",
    "log_odds",
    "z",
    "documents_one",
    "documents_other",
)
_NUMBER = re.compile(r"[\d.,%‰：:/-]+")


@dataclass
class Counts:
    """How often each term stands in a group, in how many of its reports, and how many words the group has."""

    terms: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    words: int = 0


def keyness(
    tables: Tables,
    one: Group,
    other: Group,
    of: str = "words",
    label: str | Iterable[str] | None = None,
    least: int = 3,
) -> pd.DataFrame:
    """Words or measures that one group of reports has more often than another.

    Args:
        tables: the tables of a dataset.
        one: the first group: a dict of columns of ``reports`` and their values (``{"year": 2023}``), one boolean for
            each report, or values of ``report_id``.
        other: the second group, in the same way.
        of: ``words`` (as jieba cuts them, numbers left out) or ``measures``.
        label: only statements of this label or these labels.
        least: terms that both groups together have fewer times are left out.

    Returns:
        One row a term, those of ``one`` first: term · one, other: times · per_10000_one, per_10000_other: times per
        10,000 words of the group's statements · log_likelihood: Dunning's G², with a minus sign where ``other`` has
        the term more often · p: of G², one degree of freedom · log_odds, z: log-odds ratio with an informative
        Dirichlet prior, and over its standard deviation · documents_one, documents_other: reports with the term.
        ``attrs`` holds the words and the reports of both groups.

    Raises:
        UsageError: a group holds no report, a column or label is not known.

    Note:
        Both measures take words for independent draws, and they are not: a word that one report repeats looks as
        sure as one that all use. Look at documents_one and documents_other, and read p as an order only (many terms
        are tried at once). Compare groups of one organ level and one form of the report, or the form is what you see.

    References:
        Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational
        Linguistics 19(1). Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis
        16(4).
    """
    import pandas as pd

    if of not in TERMS:
        raise UsageError(f"of={of!r} is not known; choose from {', '.join(TERMS)}")
    groups = select_reports(tables, one), select_reports(tables, other)
    ours, theirs = _count(tables, groups, of, check_labels(label))
    rows = [row for row in compare_counts(ours, theirs) if row["one"] + row["other"] >= least]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame.attrs = {"words": (ours.words, theirs.words), "reports": tuple(map(len, groups))}
    return frame


def compare_counts(one: Counts, other: Counts) -> list[dict[str, Any]]:
    """The rows of ``keyness`` for two groups that have been counted, those of ``one`` first."""
    terms = [term for term in one.terms | other.terms if not _NUMBER.fullmatch(term)]
    rows = [_row(term, one, other) for term in terms]
    return sorted(rows, key=lambda row: (-row["log_likelihood"], -row["z"], row["term"]))


def signed_log_likelihood(one: int, words_one: int, other: int, words_other: int) -> float:
    """Dunning's G² of a term in two texts; negative where the second has it more often.

    Args:
        one: times in the first text.
        words_one: words of the first text.
        other: times in the second text.
        words_other: words of the second text.

    The table of Dunning's paper gives 270.72 for "the swiss": 110 of 2,552 words after "the", 111 of 29,225 others.

    >>> round(signed_log_likelihood(110, 2552, 111, 29225), 2)
    270.72
    """
    share = (one + other) / (words_one + words_other)
    cells = (
        (one, words_one * share),
        (other, words_other * share),
        (words_one - one, words_one * (1 - share)),
        (words_other - other, words_other * (1 - share)),
    )
    g2 = 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
    lead = one * words_other - other * words_one
    # Equal shares leave rounding errors of either sign.
    return math.copysign(max(g2, 0.0), lead) if lead else 0.0


def log_odds(
    one: int, words_one: int, other: int, words_other: int, weight: float = PRIOR_WEIGHT
) -> tuple[float, float]:
    """The log-odds ratio of a term with an informative Dirichlet prior, and its z.

    Args:
        one: times in the first text.
        words_one: words of the first text.
        other: times in the second text.
        words_other: words of the second text.
        weight: the prior holds both texts at this weight.

    >>> log_odds(5, 100, 5, 100)
    (0.0, 0.0)
    """
    if one + other == words_one + words_other:  # there is no other word, so nothing to choose between
        return 0.0, 0.0
    prior, prior_words = weight * (one + other), weight * (words_one + words_other)

    def odds(times: int, words: int) -> float:
        return math.log((times + prior) / (words + prior_words - times - prior))

    difference = odds(one, words_one) - odds(other, words_other)
    return difference, difference / math.sqrt(1 / (one + prior) + 1 / (other + prior))


def _row(term: str, one: Counts, other: Counts) -> dict[str, Any]:
    from scipy.special import chdtrc

    pair = one.terms[term], one.words, other.terms[term], other.words
    likelihood, (odds, z) = signed_log_likelihood(*pair), log_odds(*pair)
    return {
        "term": term,
        "one": pair[0],
        "other": pair[2],
        "per_10000_one": 10_000 * pair[0] / one.words,
        "per_10000_other": 10_000 * pair[2] / other.words,
        "log_likelihood": likelihood,
        "p": float(chdtrc(1, abs(likelihood))),
        "log_odds": odds,
        "z": z,
        "documents_one": one.documents[term],
        "documents_other": other.documents[term],
    }


def _count(
    tables: Tables, groups: tuple[frozenset[str], frozenset[str]], of: str, labels: frozenset[str]
) -> tuple[Counts, Counts]:
    """Both groups' counts in one pass; a report may be in both."""
    counts, words = (Counts(), Counts()), Words()
    terms_of = TERMS[of](tables)
    for report_id, statements in _by_report(tables, groups[0] | groups[1], labels):
        cut = {number: _words(words, text) for number, text in statements.items()}
        terms = Counter(terms_of(report_id, cut))
        for group, count in zip(groups, counts, strict=True):
            if report_id in group:
                count.terms.update(terms)
                count.documents.update(terms.keys())
                count.words += sum(map(len, cut.values()))
    for name, count in zip(("first", "second"), counts, strict=True):
        if not count.words:
            raise UsageError(f"the {name} group has no statement labelled {', '.join(sorted(labels))}")
    return counts


def _by_report(tables: Tables, wanted: frozenset[str], labels: frozenset[str]) -> Iterator[tuple[str, dict[int, str]]]:
    """The statements of each report; those of one report stand together."""
    columns = ["report_id", "statement_id", "label", "text"]
    blocks = (block.columns for block in tables.batches("statements", columns))
    rows = (row for block in blocks for row in zip(*(column.to_pylist() for column in block), strict=True))
    for report_id, found in groupby(rows, key=itemgetter(0)):
        if report_id in wanted:
            yield report_id, {number: text for _, number, label, text in found if label in labels}


def _words(words: Words, text: str) -> list[str]:
    """The words that hold a letter, digit or Han character at their beginning."""
    return [word for word in words.cut(text) if word[0].isalnum()]


_Terms = Callable[[str, Mapping[int, list[str]]], Iterable[str]]


def _terms_words(tables: Mapping[str, pa.Table]) -> _Terms:
    return lambda _, cut: (word for words in cut.values() for word in words)


def _terms_measures(tables: Mapping[str, pa.Table]) -> _Terms:
    named: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for row in tables["measures"].select(["report_id", "statement_id", "name"]).to_pylist():
        named[row["report_id"], row["statement_id"]].append(row["name"])
    return lambda report_id, cut: (name for number in cut for name in named.get((report_id, number), ()))


TERMS: dict[str, Callable[[Mapping[str, pa.Table]], _Terms]] = {"words": _terms_words, "measures": _terms_measures}
"""What can be counted: for tables, a function from a report and its cut statements to terms."""
