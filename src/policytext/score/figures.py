"""The figures of a report: columns of the table ``reports`` (codebook section 6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from policytext.corpus import LABELS
from policytext.quantities import count_deadlines, find_numbers
from policytext.records import Answer, Commitment, Label, Mention, Particular, Score, Statement
from policytext.score.coding_error import wide_interval
from policytext.score.interval import index_of, posterior_interval
from policytext.score.names import core_name
from policytext.score.passage import TITLE
from policytext.score.rubric import Rubric

LEVELS = (0, 1, 2, 3)
Figure = int | float | str | bool | None


def score_report(
    statements: Sequence[Statement],
    labels: Mapping[int, Label],
    commitments: Mapping[int, Commitment],
    rectified: frozenset[int],
    answers: Iterable[Answer],
    mentions: Collection[Mention],
    words: int,
    rubric: Rubric,
    doubtful: Mapping[int, int] | None = None,
) -> Score:
    """Every figure of one report; with no commitment its scores are ``None``, never 0.

    Args:
        statements: the report's units; only those of role ``statement`` count.
        labels: by id, of those.
        commitments: measured statements by id.
        rectified: ids of rectified statements.
        answers: of problems.
        mentions: of measures.
        words: how many words the report's text has.
        rubric: the rules.
        doubtful: levels, as promises, of statements labelled otherwise that may be promises all the same.

    Returns:
        Score: ``figures`` by column name, ``words`` to ``few``.
    """
    units = [s for s in statements if s.role == "statement"]
    by_label = _by_label(units, labels)
    scored, problems = (_measured(by_label[name], commitments) for name in ("improvement", "problem"))
    figures: dict[str, Figure] = {"words": words, "statements": len(units), **_sizes(by_label)}
    figures |= {"rectified": len(rectified), "unsure": sum(label.unsure for label in labels.values())}
    figures |= _level_figures([c.level for c in scored], rubric)
    figures |= _wide_figures(scored, labels, doubtful or {}, rubric)
    figures |= _particular_figures(scored, rubric)
    figures |= {"detail_mean": _mean_detail(scored), "problem_level_mean": _mean([c.level for c in problems])}
    figures |= _answer_figures([s.id for s in by_label["problem"]], answers)
    figures["entity_density"] = 100 * _count_entities(units, mentions) / words if words else None
    figures |= {"measures": len({mention.measure_id for mention in mentions}), "few": len(scored) < rubric.few}
    return Score(_rounded(figures))


def _by_label(units: Sequence[Statement], labels: Mapping[int, Label]) -> dict[str, list[Statement]]:
    """The statements of each label."""
    found: dict[str, list[Statement]] = {name: [] for name in LABELS}
    for unit in units:
        if unit.id in labels:
            found[labels[unit.id].name].append(unit)
    return found


def _sizes(by_label: Mapping[str, Sequence[Statement]]) -> dict[str, int]:
    return {name: len(found) for name, found in by_label.items()}


def _measured(statements: Iterable[Statement], commitments: Mapping[int, Commitment]) -> list[Commitment]:
    """Measured statements; a truncated one is shown and not scored."""
    return [commitments[s.id] for s in statements if s.id in commitments and not s.truncated]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _mean_detail(scored: Iterable[Commitment]) -> float | None:
    return _mean([c.detail for c in scored if c.detail is not None])


def _rounded(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Fractions to four digits: what all machines compute alike."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


def _level_figures(levels: Sequence[int], rubric: Rubric) -> dict[str, Figure]:
    counted = Counter(levels)
    counts = tuple(counted[level] for level in LEVELS)
    low, high = posterior_interval(counts, rubric) if levels else (None, None)
    return {
        **{f"level_{level}": counted[level] for level in LEVELS},
        "checkable": sum(level >= rubric.checkable for level in levels),
        "level_mean": _mean(levels),
        "specificity": index_of(counts, rubric),
        "specificity_low": low,
        "specificity_high": high,
        "vague_share": _mean([level <= 1 for level in levels]),
    }


def _wide_figures(
    scored: Sequence[Commitment], labels: Mapping[int, Label], doubtful: Mapping[int, int], rubric: Rubric
) -> dict[str, Figure]:
    """The second interval; it always holds the index."""
    levels = [c.level for c in scored]
    if not levels:
        return {"specificity_wide_low": None, "specificity_wide_high": None}
    found = [(labels[c.statement_id].promise_probability, c.level) for c in scored]
    found += [(labels[number].promise_probability, level) for number, level in doubtful.items()]
    low, high = wide_interval(found, rubric)
    index = index_of(tuple(levels.count(level) for level in LEVELS), rubric) or 0.0
    return {"specificity_wide_low": min(low, index), "specificity_wide_high": max(high, index)}


def _particular_figures(scored: Sequence[Commitment], rubric: Rubric) -> dict[str, Figure]:
    distinct = {named for c in scored for p in c.particulars if p.kind in rubric.kinds for named in _named_by(p)}
    present = [{p.kind for p in c.particulars} for c in scored]
    shares = {f"with_{kind}": _mean([kind in kinds for kinds in present]) for kind in rubric.kinds}
    shared = _without_own(scored, rubric) if scored else None
    return {"distinct_particulars": len(distinct) if scored else None, "checkable_shared": shared, **shares}


def _without_own(scored: Sequence[Commitment], rubric: Rubric) -> int:
    """Checkable commitments each of whose particulars stands in two others too: 年内由政务公开办牵头 behind all."""
    named = {c.statement_id: {n for p in c.particulars if p.kind in rubric.kinds for n in _named_by(p)} for c in scored}
    times = Counter(name for names in named.values() for name in names)
    checkable = (named[c.statement_id] for c in scored if c.level >= rubric.checkable)
    return sum(all(times[name] >= SHARED for name in names) for names in checkable)


SHARED = 3
"""A particular in so many commitments says nothing of any one of them; two may well have the same deadline."""


def _named_by(particular: Particular) -> Iterator[tuple[str, str]]:
    """What a particular names: a list of units each of them, so that it makes no difference where a list is cut."""
    values = particular.value.split("；") if particular.kind == "actor" else [particular.value]
    return ((particular.kind, core_name(value)) for value in values)


def _answer_figures(problems: Sequence[int], answers: Iterable[Answer]) -> dict[str, Figure]:
    """Each problem once: done before planned before unanswered."""
    by_kind = {"done": set[int](), "planned": set[int]()}
    for answer in answers:
        by_kind[answer.kind].add(answer.problem_id)
    done = [p for p in problems if p in by_kind["done"]]
    planned = [p for p in problems if p in by_kind["planned"] and p not in by_kind["done"]]
    return {
        "answered_done": len(done),
        "answered_planned": len(planned),
        "unanswered": len(problems) - len(done) - len(planned),
    }


def _count_entities(units: Sequence[Statement], mentions: Collection[Mention]) -> int:
    """Named particulars of any statement: titles in 《》, measures, counts with a unit, dates and terms."""
    count = len(mentions)
    for unit in units:
        count += len(TITLE.findall(unit.text)) if "《" in unit.text else 0
        if HAS_NUMBER.search(unit.text):
            count += sum(bool(number.unit) for number in find_numbers(unit.text)) + count_deadlines(unit.text)
    return count


HAS_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百]")
