"""The code of docs/spacy.md runs and prints what the page says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_shows_what_its_code_prints(monkeypatch, tmp_path, capsys):
    import policytext.bridges.spacy  # noqa: F401  an editable install may be older than the entry point

    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(python|text)\n(.*?)^```", page, re.S | re.M)
    assert len(blocks) > 4
    names: dict[str, object] = {}
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, "docs/spacy.md", "exec"), names)
        else:
            assert capsys.readouterr().out == text
