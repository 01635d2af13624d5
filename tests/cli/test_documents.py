"""``policytext report --to docx`` and ``policytext brief`` as a user calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "corpora" / "demo" / "reports"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    import policytext as pt

    folder = tmp_path_factory.mktemp("documents") / "out"
    pt.score_many([DEMO / "weihang-202*"], out=folder)
    return folder


def test_a_document_for_each_unit(call, out, tmp_path) -> None:
    result = call("report", out, "--each", "place", "--to", "docx", "-o", tmp_path / "units")
    assert result.code == 0
    assert [path.name for path in (tmp_path / "units").iterdir()] == ["苇杭县.docx"]


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_brief(call, out, tmp_path, ending) -> None:
    path = tmp_path / f"简报.{ending}"
    result = call("brief", out, "-o", path, "--anonymous", "--issuer", "测评组")
    assert result.code == 0
    assert path.stat().st_size > 5000
    assert "written" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "--to", "docx", "-o", "a.docx"], "add --each place"),
        (["report", "--each", "place", "--to", "docx", "-o", "a.docx"], "give -o a folder"),
        (["report", "-o", "a.docx"], "`policytext brief` one page"),
        (["brief", "-o", "a.odt"], ".docx, .html, .pdf"),
    ],
)
def test_wrong_calls_teach(call, out, arguments, message) -> None:
    result = call(arguments[0], out, *arguments[1:])
    assert result.code == 2
    assert message in result.err
