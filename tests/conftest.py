"""Fixtures that several stages use."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

from policytext.records import (
    Answer,
    Commitment,
    Document,
    Edit,
    Label,
    Mention,
    Origin,
    Part,
    Particular,
    Report,
    Score,
    Section,
    Span,
    Statement,
)

# The suite draws the same examples every time, so that a change and not chance makes it fail; `make fuzz` draws new ones.
settings.register_profile("suite", derandomize=True)
settings.register_profile("fuzz", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

HEADING = "青禾县2016年政府信息公开工作年度报告"
PROBLEM = "部分乡镇信息更新不够及时。"
COMMITMENT = "6月底前由县司法局编制《政策解读工作规程》。"
VAGUE = "加强业务培训。"
MEASURE = "推行首问责任制。"
TEXT = "\n".join([HEADING, PROBLEM, COMMITMENT, VAGUE, MEASURE])


def _span(surface: str) -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface))


def _statement(number: int, text: str, role: str = "statement") -> Statement:
    return Statement(number, 1, "problems_improvements", role, _span(text), text)


def _particular(kind: str, surface: str, value: str) -> Particular:
    return Particular(3, kind, surface, value, _span(surface))


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """Build a small report about a county that does not exist; reports differ by ``source``."""

    def make(source: str = "青禾县 2016.txt", year: int = 2016) -> Report:
        specific = Commitment(
            3,
            3,
            "编制",
            "《政策解读工作规程》",
            (
                _particular("instrument", "《政策解读工作规程》", "政策解读工作规程"),
                _particular("actor", "县司法局", "县司法局"),
                _particular("deadline", "6月底前", "2017-06-30"),
            ),
            why="deadline, actor and instrument",
        )
        return Report(
            document=Document(
                source,
                sha256(source.encode()).hexdigest(),
                "text",
                TEXT,
                (Part("prose", Span(0, len(TEXT))),),
                (Edit("width", len(HEADING) + 1, len(HEADING) + 1, " ", ""),),
                "utf-8",
                warnings=("the signature date is damaged",),
            ),
            origin=Origin(
                place="青禾县",
                adcode="990101",
                county="青禾县",
                organ_level="county",
                year=year,
                signed=date(2017, 2, 17),
            ),
            sections=(Section(1, "problems_improvements", HEADING, (HEADING,), Span(0, len(TEXT))),),
            statements=(
                _statement(1, HEADING, "heading"),
                _statement(2, PROBLEM),
                _statement(3, COMMITMENT),
                _statement(4, VAGUE),
                _statement(5, MEASURE),
            ),
            words=30,
            labels={
                2: Label("problem", 0.9, "rules", "不够"),
                3: Label("improvement", 1 / 3, "rules", "编制"),
                4: Label("improvement", 0.8, "rules", "加强"),
                5: Label("achievement", 0.7, "rules", "推行"),
            },
            mentions=(
                Mention(5, "first_asked", "首问负责制", "service", "首问责任制", _span("首问责任制"), "adopted"),
            ),
            commitments={3: specific, 4: Commitment(4, 1, "加强", "业务培训", plus=("method",), why="no particular")},
            rectified=frozenset(),
            answers=(Answer(2, 3, "planned", 0.5, "更新"),),
            score=Score(
                {
                    "improvement": 2,
                    "problem": 1,
                    "checkable": 1,
                    "level_1": 1,
                    "level_3": 1,
                    "level_mean": 2.0,
                    "few": True,
                }
            ),
            warnings=(),
        )

    return make


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The tables of corpora/demo/reports, scored and compared."""
    import policytext as pt

    return pt.compare(pt.score_many([Path(__file__).parents[1] / "corpora" / "demo" / "reports"]))
