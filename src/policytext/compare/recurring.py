"""Problems that stand in the next report again: copied or rephrased, for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policytext.compare.editions import Line, Transition
from policytext.compare.likeness import NEAR, Floats, shared_stretches
from policytext.compare.topics import topics_in_common, topics_of
from policytext.compare.units import Row

REPHRASED = 0.255
"""Least similarity of a problem that was rephrased. Chosen on the tuning half of the coded pairs (docs/method.md)."""

TOPICS = 0.2
"""What it adds to the similarity when two problems have all their topics in common: 更新不及时 and 更新偏慢 are one
matter. Of 0, .1, .2 and .3 the best on the tuning half."""

SHOWN = 4
"""Stretches in common that are given as the reason of a match."""


def follow_problems(steps: Sequence[Transition], names: Mapping[str, str]) -> list[Row]:
    """Rows of ``recurring`` for one unit.

    Args:
        steps: from each of the unit's reports to the next, which need not be that of the next year.
        names: canonical names of measures by id.

    Returns:
        A row for each problem that the next report holds again. Every problem has at most one successor and one
        predecessor: the pairs most alike are taken first.
    """
    rows: list[Row] = []
    chains: dict[int, tuple[int, int]] = {}
    for step in steps:
        extended: dict[int, tuple[int, int]] = {}
        for problem, again, how, similarity in match_problems(step):
            run, first = chains.get(problem.id, (1, step.before.year))
            extended[again.id] = (run + 1, first)
            rows.append(
                _row(step, problem, again)
                | {"how": how, "similarity": round(similarity, 4), "run": run + 1, "first_year": first}
                | {"matched": _matched(problem, again, names)}
            )
        chains = extended
    return rows


def match_problems(step: Transition) -> list[tuple[Line, Line, str, float]]:
    """Problem, the same problem in the next report, how it returns, and how alike they are."""
    problems, offers = step.before.of("problem"), step.after.of("problem")
    if not problems or not offers:
        return []
    copied = step.repeated(problems, offers)
    alike = problem_scores(step, problems, offers)
    strength = np.where(copied >= NEAR, 1.0 + copied, np.where(alike >= REPHRASED, alike, 0.0))
    return [
        (
            problems[i],
            offers[j],
            "copied" if copied[i, j] >= NEAR else "rephrased",
            float(copied[i, j] or alike[i, j]),
        )
        for i, j in _assign(strength)
    ]


def problem_scores(step: Transition, problems: Sequence[Line], offers: Sequence[Line]) -> Floats:
    """How far each problem of the next report speaks of the same matter: shape (problems, offers), 0-1."""
    topics = topics_in_common([topics_of(p.text) for p in problems], [topics_of(o.text) for o in offers])
    return np.minimum(step.contained(problems, offers) + TOPICS * topics, 1.0)


def _assign(strength: Floats) -> list[tuple[int, int]]:
    """Pairs with a strength above 0, the strongest first, each row and column once; in the order of the rows."""
    order = np.dstack(np.unravel_index(np.argsort(-strength, axis=None, kind="stable"), strength.shape))[0]
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for i, j in order.tolist():
        if strength[i, j] > 0 and i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    return sorted(found)


def _row(step: Transition, problem: Line, again: Line) -> Row:
    edition, following = step.before, step.after
    return edition.who | {
        "year": edition.year,
        "next_year": following.year,
        "report_id": edition.id,
        "statement_id": problem.id,
        "text": problem.text,
        "next_report_id": following.id,
        "next_statement_id": again.id,
        "next_text": again.text,
    }


def _matched(problem: Line, again: Line, names: Mapping[str, str]) -> str:
    shared = sorted(names[id_] for id_ in problem.measures & again.measures if id_ in names)
    return "；".join(dict.fromkeys([*shared, *shared_stretches(problem.plain, again.plain)[:SHOWN]]))
