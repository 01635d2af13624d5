"""What is a report of this field, case by case."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.identify import is_report
from policytext.records import Document

CASES = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_report_is_told_from_other_documents(case):
    assert is_report(Document("case.txt", "0" * 64, "txt", case["text"], ())) is case["report"]
