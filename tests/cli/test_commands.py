"""The smaller commands, and the group that holds them."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

import policytext
from policytext.cli import COMMANDS

HEAVY = ["spacy", "sklearn", "matplotlib", "pandas", "pyarrow", "numpy", "lxml", "jieba", "rich"]


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(' '.join(name for name in {HEAVY} if name in sys.modules))"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout.split()
    )


def test_importing_pulls_no_heavy_library() -> None:
    assert loaded_after("import policytext; policytext.score_many; policytext.read_tables") == set()


def test_help_pulls_no_heavy_library() -> None:
    assert (
        loaded_after(
            "from policytext.cli import run\nimport contextlib, io\n"
            "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])"
        )
        == set()
    )


def test_scoring_loads_no_pandas(report, tmp_path) -> None:
    """It takes 40 MB and a fifth of a second of every process; pyarrow loads it where it is given values of Python."""
    arguments = ["score", str(report), "-o", str(tmp_path / "out")]
    loaded = loaded_after(
        f"from policytext.cli import run\nimport contextlib, io\n"
        f"with contextlib.redirect_stdout(io.StringIO()): run({arguments})"
    )
    assert "pyarrow" in loaded
    assert "pandas" not in loaded


@pytest.mark.parametrize(("given", "used"), [(None, "system"), ("mimalloc", "mimalloc")])
def test_arrow_gives_memory_back_unless_told_otherwise(monkeypatch, given, used) -> None:
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    if given:
        monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", given)
    code = (
        "import contextlib\nfrom policytext.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--version'])\n"
        "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split()[-1] == used


def test_public_names_are_loaded_when_used() -> None:
    assert all(getattr(policytext, name) is not None for name in policytext.__all__)
    assert set(policytext.__all__) < set(dir(policytext))
    with pytest.raises(AttributeError, match="no attribute 'score_all'"):
        _ = policytext.score_all


def test_python_scores_one_report_and_many(report, tmp_path) -> None:
    one = policytext.score_file(str(report))
    assert one.score.figures["checkable"] == 1
    tables = policytext.score_many(report.parent, tmp_path / "out")
    assert tables["reports"]["report_id"].to_pylist() == [one.document.report_id]
    assert policytext.read_tables(tmp_path / "out").pandas("reports")["checkable"].tolist() == [1]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_is_there_for_everything(call, arguments) -> None:
    result = call(*arguments)
    assert result.code == 0
    assert result.out.startswith("Usage: policytext")


def test_version(call) -> None:
    assert call("--version").out.strip() == f"policytext, version {policytext.__version__}"


def test_a_command_that_is_not_there_is_a_mistake_of_usage(call) -> None:
    result = call("scor")
    assert result.code == 2
    assert "No such command 'scor'" in result.err


def test_an_interrupt_is_130(call, monkeypatch) -> None:
    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("policytext.store.read_tables", interrupt)
    result = call("diff", ".", ".")
    assert result.code == 130
    assert "interrupted" in result.err


def test_main_leaves_with_the_code(capsys) -> None:
    from policytext.cli import main

    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0


def test_python_m_policytext(report) -> None:
    code = subprocess.run([sys.executable, "-m", "policytext", "score", report], capture_output=True).returncode
    assert code == 2


def test_export_writes_and_names_the_files(call, report, tmp_path) -> None:
    call("score", report, "-o", tmp_path / "out", "--to", "none")
    result = call("export", tmp_path / "out", "--to", "csv,xlsx")
    assert result.out.split() == [str(tmp_path / "out" / "csv"), str(tmp_path / "out" / "scores.xlsx")]


def test_export_of_a_folder_that_is_no_output(call, tmp_path) -> None:
    result = call("export", tmp_path, "--to", "csv")
    assert result.code == 2
    assert "holds no manifest.json" in result.err


def test_segment_prints_json_lines_whose_spans_hold(call, report) -> None:
    lines = [json.loads(line) for line in call("segment", report).out.splitlines()]
    text = lines[0]["text"]
    statements = [line for line in lines if line["type"] == "statement"]
    assert {line["type"] for line in lines} == {"document", "section", "statement"}
    assert all(text[s["start"] : s["end"]] == s["text"] for s in statements)
    assert all("".join(s["words"]) == s["text"] for s in statements)
    assert any(line["kind"] == "improvements" for line in lines if line["type"] == "section")


def test_segment_without_utf8_loses_nothing(report) -> None:
    command = [sys.executable, "-m", "policytext", "segment", str(report)]
    done = subprocess.run(
        command, capture_output=True, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, check=True
    )
    assert "青禾县" in json.loads(done.stdout.splitlines()[0])["text"]


def test_diff_says_what_changed_and_by_which_span(call, report, tmp_path) -> None:
    call("score", report, "-o", tmp_path / "one", "--to", "none")
    report.write_text(report.read_text(encoding="utf-8").replace("6月底前由", "由"), encoding="utf-8")
    call("score", report, "-o", tmp_path / "two", "--to", "none")
    assert call("diff", tmp_path / "one", tmp_path / "one").out == (
        "The same versions, data and settings.\n0 reports are scored differently.\n"
    )
    text = call("diff", tmp_path / "one", tmp_path / "two").out
    assert "hashes.inputs" in text
    assert "1 reports are scored differently." in text
    changes = json.loads(call("diff", tmp_path / "one", tmp_path / "two", "--json").out)
    assert changes["reports"][0]["source"] == "qinghe-2016.txt"


def test_check_data_prints_findings_and_leaves_with_1(call, monkeypatch) -> None:
    finding = SimpleNamespace(code="E101", file="measures.csv", line=3, message="no name", hint="give one")
    monkeypatch.setattr("policytext.lint.check_data", lambda root: [finding])
    result = call("check-data")
    assert (result.code, result.out) == (1, "measures.csv:3: E101 no name; give one\n")


def test_check_data_without_findings_says_so(call, monkeypatch, tmp_path) -> None:
    asked = []
    monkeypatch.setattr("policytext.lint.check_data", lambda root: asked.append(root) or [])
    result = call("check-data", tmp_path)
    assert (result.code, result.out, asked) == (0, "", [tmp_path])
    assert "in order" in result.err


def test_doctor_examines_this_machine(call) -> None:
    result = call("doctor")
    assert result.code == 0
    assert policytext.__version__ in result.out
    assert "jieba" in result.out
    assert "rtf, ofd; wps as doc or docx" in result.out


def test_doctor_says_what_is_missing(call, monkeypatch) -> None:
    from policytext.cli import doctor

    monkeypatch.setattr(doctor, "_version", lambda name: None)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor, "_has", lambda text, encoding: False)
    monkeypatch.setenv("NO_COLOR", "1")
    result = call("doctor")
    assert result.code == 1
    assert "python -m pip install" in result.out
    assert "PYTHONUTF8=1" in result.out
    assert "off (NO_COLOR)" in result.out


def test_validate_runs_the_line_on_coded_reports(call, report, tmp_path) -> None:
    rows = [
        {
            "doc": "qinghe-2016",
            "i": 1,
            "text": "一是部分乡镇信息更新不够及时。",
            "role": "statement",
            "label": "problem",
        },
        {
            "doc": "qinghe-2016",
            "i": 2,
            "text": "全年共主动公开政府信息1203条。",
            "role": "statement",
            "label": "statistic",
        },
    ]
    more = {"truncated": False, "level": None, "particulars": [], "measures": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row | more, ensure_ascii=False) for row in rows), encoding="utf-8")
    result = call("validate", gold, "--reports", report.parent)
    assert result.code == 0
    assert "macro-F1" in result.out


def test_validate_without_the_report_says_which_is_missing(call, tmp_path) -> None:
    row = {
        "doc": "lost",
        "i": 1,
        "text": "甲。",
        "role": "statement",
        "label": "other",
        "truncated": False,
        "level": None,
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(row | {"particulars": [], "measures": []}), encoding="utf-8")
    result = call("validate", tmp_path / "gold.jsonl", "--reports", tmp_path)
    assert result.code == 2
    assert "lost" in result.err


def test_every_reason_of_a_failure_has_words_for_people() -> None:
    import re
    from pathlib import Path

    from policytext.store import words

    source = Path(policytext.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    pattern = re.compile(r"""(?:refuse|DocumentError)\(\s*"(\w+)"|Failure\(\s*[\w.()]+,\s*"(\w+)",\s*"run\"""")
    found = {name for text in texts for pair in pattern.findall(text) for name in pair if name}
    assert {"empty", "duplicate", "not_a_report", "timeout"} <= found
    assert found <= set(words()["reasons"])
