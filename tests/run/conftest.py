from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def poison(monkeypatch):
    """The module ``poison``, importable here and in workers."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import poison

    return poison


@pytest.fixture
def stand_in(monkeypatch):
    """Scores by ``stand_in.StandIn`` instead of the line; workers can import it."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import stand_in

    monkeypatch.setattr("policytext.run.batch.Settings.scorer", lambda self: stand_in.StandIn())
    return stand_in


@pytest.fixture
def folder(tmp_path) -> Path:
    """Five good files, one of them twice, and two bad ones."""
    root = tmp_path / "年 报"
    root.mkdir()
    texts = {"a.txt": "甲", "b.txt": "乙", "c.txt": "丙", "d.txt": "丁", "e.txt": "戊"}
    for name, text in (texts | {"copy.txt": "甲", "bad.txt": "坏", "break.txt": "崩"}).items():
        (root / name).write_text(text, encoding="utf-8")
    return root
