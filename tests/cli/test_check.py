"""``policytext check`` as a user calls it: contradictions, matters of form and notices are told apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "corpora" / "demo" / "reports"


@pytest.fixture(scope="module")
def noticed() -> Path:
    """A report that contradicts nothing, and lacks what the regulation asks of governments."""
    return next(REPORTS.glob("xiuyun-2021.*"))


@pytest.fixture(scope="module")
def contradicting() -> Path:
    """A report whose text says otherwise than its table."""
    return next(REPORTS.glob("liaozhou-2023.*"))


def test_notices_are_counted_apart_and_are_no_fault(call, noticed) -> None:
    result = call("check", noticed, "--strict")
    assert result.code == 0
    assert "不一致 0 · 格式不符 0 · 待核 0 · 提示 3 · 无法核对 0" in result.out
    assert "! 考核评议追责（legal_content·appraisal）" in result.out


def test_contradictions_are_faults_where_they_are_asked_for(call, contradicting) -> None:
    assert call("check", contradicting).code == 0
    result = call("check", contradicting, "--strict")
    assert result.code == 1
    assert "✗ " in result.out
    assert "不一致 1 · " in result.out


def test_rows_keep_the_verdict_and_say_how_it_is_told(call, noticed, tmp_path) -> None:
    rows = [json.loads(line) for line in call("check", noticed, "--json").out.splitlines()]
    assert {(row["verdict"], row["verdict_name"], row["severity"]) for row in rows} == {("fail", "提示", "note")}
    assert call("check", noticed, "--all", "-o", tmp_path / "checks.csv").code == 0
    written = list(csv.DictReader((tmp_path / "checks.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["verdict_name"] for row in written} == {"提示", "一致"}
    assert len(written) > len(rows)


def test_a_file_that_cannot_be_read_is_named(call, tmp_path) -> None:
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    result = call("check", tmp_path / "空.txt")
    assert result.code == 3
    assert "not checked: 空.txt" in result.err
