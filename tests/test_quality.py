"""The shipped model is that of the corpus, the corpus is whole, and the program holds its floors on the test split."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from policytext.classify.model import packaged_model
from policytext.coding import confidence, information
from policytext.coding.manifest import find_faults, read_corpus
from policytext.coding.overview import corpus_sharing, describe_corpus, describe_variety, shared_too_much
from policytext.resources import read_text

ROOT = Path(__file__).parents[1]
HOW = "run `make confidence`"


def load_script(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


gate = load_script(ROOT / "eval" / "gate.py")


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(ROOT / "corpora")


def test_the_corpus_is_whole_and_its_documents_are_their_own(corpus):
    assert list(find_faults(corpus)) == []
    assert [f"{s.doc} {s.other} {s.share:.3f}" for s in shared_too_much(corpus, corpus_sharing(corpus))] == []


def test_the_model_is_that_of_the_corpus(corpus):
    trained_on = packaged_model().card["trained_on"]
    assert trained_on["splits"] == ["train", "dev"]
    assert trained_on["corpus_sha256"] == corpus.hash(["train", "dev"]), "run `make model`"


def test_the_information_of_words_is_that_of_the_corpus(corpus):
    assert read_text("word_information.csv") == information.as_csv(corpus), "run `make information`"


def test_the_confidence_of_rules_and_levels_is_that_of_the_test_split():
    held_out = ROOT / "corpora" / "labelled" / "test"
    found = confidence.align_by_rules([held_out / "gold", held_out / "reports"])
    assert read_text("rule_confidence.toml") == confidence.as_toml(confidence.rule_confidence(found)), HOW
    assert read_text("level_confusion.toml") == confidence.levels_as_toml(found), HOW


def test_every_floor_holds(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["gate.py"])
    assert gate.main() == 0, capsys.readouterr().out


def test_a_floor_is_not_lowered_in_silence(monkeypatch, capsys, tmp_path):
    pinned = tmp_path / "floors.toml"
    pinned.write_text('test_split_sha256 = "other"\nlowered = []\n\n[floors]\nmacro_f1 = 1.0\n', encoding="utf-8")
    monkeypatch.setattr(gate, "FLOORS", pinned)
    monkeypatch.setattr(gate, "measure", lambda _: {"macro_f1": 0.9})
    monkeypatch.setattr(sys, "argv", ["gate.py"])
    assert gate.main() == 1
    monkeypatch.setattr(sys, "argv", ["gate.py", "--update"])
    assert gate.main() == 1
    assert "below its floor of 1.000" in capsys.readouterr().out
    assert "macro_f1 = 1.0\n" in pinned.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["gate.py", "--lower", "the test split grew"])
    assert gate.main() == 0
    assert "the test split grew: macro_f1 is 0.900" in pinned.read_text(encoding="utf-8")


def test_the_datasheet_has_the_counts_of_the_corpus(corpus):
    text = (ROOT / "corpora" / "labelled" / "README.md").read_text(encoding="utf-8")
    assert describe_corpus(corpus) in text, "run `make manifest`"
    assert describe_variety(corpus) in text, "run `make manifest`"


def test_the_corpus_is_as_large_and_various_as_promised(corpus):
    units = [unit for entry in corpus.entries for unit in corpus.units(entry) if unit.role == "statement"]
    levels = [unit.level for unit in units if unit.label == "improvement"]
    assert len(corpus.entries) >= 140
    assert len(units) >= 6000
    assert levels.count(2) >= 400
    assert levels.count(3) >= 250
    assert {entry.era for entry in corpus.entries} == {"free", "trial", "standard", "other"}


def test_two_coders_agree_as_promised():
    figures = json.loads((ROOT / "corpora" / "agreement.json").read_text(encoding="utf-8"))
    assert figures["statements"] >= 800
    assert figures["label_kappa"]["value"] >= 0.95
    assert figures["level_kappa"]["value"] >= 0.90


def test_the_agreement_is_that_of_the_two_codings(tmp_path):
    load_script(ROOT / "corpora" / "make_agreement.py").main(tmp_path)
    for name in ("agreement.json", "disagreements.csv"):
        assert (tmp_path / name).read_bytes() == (ROOT / "corpora" / name).read_bytes(), "run corpora/make_agreement.py"
