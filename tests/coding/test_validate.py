"""Coded units against the whole line, on a small report written for the test."""

import json

import pytest

from policytext.coding import validate
from policytext.coding.confidence import as_toml, main, rule_confidence
from policytext.coding.validate import align_reports
from policytext.errors import DataError
from policytext.pipeline import load_tools

TITLE = "云汀县人民政府2022年政府信息公开工作年度报告"
UNITS = [
    (TITLE, "heading", None, {}),
    ("一、总体情况", "heading", None, {}),
    ("全年主动公开政府信息1203条。", "statement", "statistic", {}),
    ("推行首问责任制。", "statement", "achievement", {"measures": [["首问负责制", "首问责任制"]]}),
    ("二、存在的主要问题", "heading", None, {}),
    ("部分乡镇更新不够及时。", "statement", "problem", {}),
    ("三、改进措施", "heading", None, {}),
    (
        "6月底前由县司法局编制《政策解读工作规程》。",
        "statement",
        "improvement",
        {
            "level": 3,
            "action": True,
            "object": True,
            "particulars": [["deadline", "6月底前"], ["actor", "县司法局"], ["instrument", "《政策解读工作规程》"]],
        },
    ),
    ("加强业务培训。", "statement", "improvement", {"level": 1, "action": True, "object": True}),
]


@pytest.fixture(scope="module")
def tools():
    return load_tools()


@pytest.fixture
def coded(tmp_path):
    """Writes the units, changed as a test wants, and the report; gives the two folders."""

    def write(**changed):
        gold, reports = tmp_path / "gold", tmp_path / "reports"
        gold.mkdir(exist_ok=True)
        reports.mkdir(exist_ok=True)
        rows = []
        for i, (text, role, label, more) in enumerate(UNITS, 1):
            row = {"doc": "yunting-2022", "i": i, "text": text, "role": role, "label": label, **more}
            rows.append(row | changed.get(f"unit_{i}", {}))
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (gold / "yunting-2022.jsonl").write_text("\n".join(lines), encoding="utf-8")
        text = changed.get("text") or "\n".join(text for text, *_ in UNITS)
        (reports / "yunting-2022.txt").write_text(text, encoding="utf-8")
        return gold, reports

    return write


def test_agreement_in_everything(coded, tools):
    result = validate(*coded(), tools)
    assert result.macro_f1().value == 1.0
    assert result.level_kappa().value == 1.0
    assert result.disagreements == ()
    text = result.text()
    assert "macro-F1 1.000" in text
    assert "yunting-2022" in text


def test_the_frame_says_what_the_text_says(coded, tools):
    frame = validate(*coded(unit_6={"label": "achievement"}), tools).frame().set_index("name")
    assert frame.loc["achievement", ["what", "coded", "precision", "recall"]].tolist() == ["label", 2, 1.0, 0.5]
    assert frame.loc["improvement", "f1"] == 1.0
    assert frame.loc["deadline", ["what", "coded", "f1"]].tolist() == ["particular", 1, 1.0]
    assert frame.loc["measures by name", "what"] == "measure"
    known = frame.dropna()
    assert (known["low"] <= known["f1"]).all()
    assert (known["f1"] <= known["high"]).all()
    assert frame.loc["other", ["precision", "recall", "f1", "low", "high"]].isna().all()


def test_punctuation_and_space_do_not_matter(coded, tools):
    text = "\n".join(text.replace("。", " .").replace("《", "<<") for text, *_ in UNITS)
    assert validate(*coded(text=text), tools).labels[0].sum() == 5


def test_another_label_is_a_disagreement(coded, tools):
    result = validate(*coded(unit_4={"label": "statistic"}), tools)
    assert [(d.i, d.what, d.coded, d.found) for d in result.disagreements] == [(4, "label", "statistic", "achievement")]
    assert "推行首问责任制。" in result.text(errors=True)


def test_another_level_is_shown_with_its_reason(coded, tools):
    result = validate(*coded(unit_9={"level": 0, "object": False}), tools)
    (only,) = result.disagreements
    assert (only.what, only.found) == ("level", "1")
    assert only.why.startswith("1级")


def test_a_unit_that_the_file_does_not_hold_is_lost(coded, tools):
    result = validate(*coded(text="\n".join(text for text, *_ in UNITS[:-1])), tools)
    assert any(d.found == "lost" for d in result.disagreements)
    assert result.macro_f1().value < 1.0


def test_a_statement_coded_as_heading_is_a_disagreement_of_role(coded, tools):
    result = validate(*coded(unit_6={"role": "heading", "label": None}), tools)
    assert [(d.i, d.what) for d in result.disagreements] == [(6, "role")]


def test_a_missing_report_is_named(coded, tools):
    gold, reports = coded()
    (reports / "yunting-2022.txt").unlink()
    with pytest.raises(DataError, match="no file yunting-2022"):
        validate(gold, reports, tools)


def test_confidence_is_the_share_that_coders_gave_too(coded, tools, capsys):
    gold, reports = coded(unit_4={"label": "statistic"})
    rules = load_tools(classifier="rules")
    shares = rule_confidence(align_reports(gold, reports, rules))
    assert shares["year"][1] == 1
    assert 0 < shares["year"][0] < shares["problem"][0] < 1
    main(["rules", str(gold), str(reports)])
    assert capsys.readouterr().out == as_toml(shares)
    main(["levels", str(gold), str(reports)])
    assert "[0, 0, 0, 1]," in capsys.readouterr().out
