"""Commitment -> particulars -> level; problems -> answers; report -> figures with an interval.

>>> from policytext.records import Origin, Span, Statement
>>> text = "6月底前由县司法局编制《政策解读工作规程》。"
>>> promise = Statement(0, 0, "next_steps", "statement", Span(0, len(text)), text)
>>> commitment = measure_statement(promise, Origin(year=2016, organ_level="county"), load_rubric())
>>> commitment.level, [(p.kind, p.surface) for p in commitment.particulars]
(3, [('deadline', '6月底前'), ('actor', '县司法局'), ('instrument', '《政策解读工作规程》')])
"""

from __future__ import annotations

from policytext.score.answers import find_rectified, match_answers
from policytext.score.coding_error import LEAST_PROBABILITY
from policytext.score.detail import detail_of, details_of
from policytext.score.figures import score_report
from policytext.score.interval import index_of, posterior_interval
from policytext.score.known import KnownNames
from policytext.score.levels import level_of, measure_statement, measure_statements
from policytext.score.particulars import EXTRACTORS
from policytext.score.passage import DONE, PROBLEM, PROMISE
from policytext.score.rubric import Rubric, load_rubric

__all__ = [
    "DONE",
    "EXTRACTORS",
    "LEAST_PROBABILITY",
    "PROBLEM",
    "PROMISE",
    "KnownNames",
    "Rubric",
    "detail_of",
    "details_of",
    "find_rectified",
    "index_of",
    "level_of",
    "load_rubric",
    "match_answers",
    "measure_statement",
    "measure_statements",
    "posterior_interval",
    "score_report",
]
