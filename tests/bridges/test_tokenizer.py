"""The tokenizer: it loses no character, and its words are its own and are saved."""

import pickle
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import jieba
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from policytext.bridges.spacy import WordTokenizer, make_component, make_pipeline, make_tokenizer
from policytext.errors import DataError

ROOT = Path(__file__).parents[2]
# jieba alone cuts each of these in two or more.
WORDS = ["禾苗公开日", "月查月报制", "云窗口"]
TEXT = "建立月查月报制，设禾苗公开日 和云窗口。"
TOKENIZER = WordTokenizer(Vocab(), WORDS)
# White space of every kind, characters beyond the basic plane, and what jieba cuts by patterns of its own.
ALPHABET = "加强培训公开指南月查报制《》，。：\n\r\t \x0b\x0c\x00\u00a0\u2028\u3000\U00020bb7㐀é😀+#&._%-a1"


def cut(tokenizer, text=TEXT):
    return [token.text for token in tokenizer(text)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40))
def test_words_and_spaces_are_the_text(text):
    doc = TOKENIZER(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text


def test_own_words_are_found():
    plain = cut(WordTokenizer(Vocab()))
    assert not set(WORDS) & set(plain)
    assert set(WORDS) <= set(cut(TOKENIZER))
    assert cut(WordTokenizer(Vocab(), reversed(WORDS * 2))) == cut(TOKENIZER), "neither order nor number counts"


def test_the_dictionary_is_private():
    cut(TOKENIZER)
    assert not set(WORDS) & set(jieba.dt.FREQ)
    other = WordTokenizer(Vocab(), ["公开日和"])
    cut(other)
    assert "公开日和" not in cut(TOKENIZER)


@pytest.fixture(scope="module")
def nlp():
    return make_pipeline(WORDS)


def to_disk(nlp, folder):
    nlp.to_disk(folder)
    return spacy.load(folder)


def to_bytes(nlp, folder):
    return spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())


def pickled(nlp, folder):
    return pickle.loads(pickle.dumps(nlp))


@pytest.mark.parametrize("keep", [to_disk, to_bytes, pickled], ids=lambda function: function.__name__)
def test_a_kept_pipeline_cuts_alike(nlp, keep, tmp_path):
    kept = keep(nlp, tmp_path / "nlp")
    assert kept.tokenizer.words == nlp.tokenizer.words == tuple(sorted(WORDS))
    assert cut(kept) == cut(nlp)
    assert kept.pipe_names == ["policytext"]


def test_what_was_saved_counts_and_not_what_ships(nlp, tmp_path):
    nlp.tokenizer.to_disk(tmp_path / "tokenizer")
    with_names = make_tokenizer()(spacy.blank("zh"))
    assert "首问负责制" in with_names.words
    assert with_names.from_disk(tmp_path / "tokenizer").words == nlp.tokenizer.words


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"words": 1}', b"\xff"])
def test_a_broken_file_says_what_to_do(data):
    with pytest.raises(DataError, match="save the pipeline again"):
        WordTokenizer(Vocab()).from_bytes(data)


def test_entry_points_lead_to_what_is_registered():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {
        (group, name): EntryPoint(name, value, group).load()
        for group, points in project["entry-points"].items()
        for name, value in points.items()
    }
    assert found["spacy_factories", "policytext"] is make_component
    assert spacy.Language.has_factory("policytext")
    name = make_pipeline(WORDS).config["nlp"]["tokenizer"]["@tokenizers"]
    assert found["spacy_tokenizers", name] is spacy.registry.tokenizers.get(name)
