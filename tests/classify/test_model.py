"""The trained classifier: what it sees, that it answers like any classifier, and that a wrong file is refused."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.classify import (
    LABELS,
    ModelClassifier,
    RulesClassifier,
    contexts,
    label_statements,
    load_classifier,
    read_model,
)
from policytext.classify.features import BUCKETS, grams_of, place_facts
from policytext.classify.model import CARD, WEIGHTS, packaged_model
from policytext.classify.training import Example, figures, fit_temperature, train_model
from policytext.errors import DataError
from policytext.records import Document, Part, Span, Statement
from policytext.segment import segment_document

WORDS = {
    "problem": ["更新不够及时。", "解读形式单一。", "力量较为薄弱。"],
    "improvement": ["将加强培训。", "将完善目录。", "拟增设查询机。"],
    "achievement": ["开展了培训。", "印发了办法。", "建成了专区。"],
    "statistic": ["公开信息120条。", "未收到申请。", "收费0元。"],
    "other": ["现将情况报告如下。", "欢迎来电咨询。", "根据条例编制本报告。"],
}


def statements_of(texts):
    return [Statement(k, 1, "overview", "statement", Span(0, len(text)), text) for k, text in enumerate(texts, 1)]


def example(group, part):
    pairs = [(label, texts[part]) for label, texts in WORDS.items()]
    seen = tuple(contexts(statements_of([text for _, text in pairs])))
    return Example(group, seen, tuple(label for label, _ in pairs))


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    card = train_model([example(f"place {k}", k % 3) for k in range(12)], folder, "small", {"documents": 12})
    return folder, card


def test_a_model_learns_and_says_who_it_is(trained):
    folder, card = trained
    model = ModelClassifier(read_model(folder))
    labels = model.label(statements_of(["将加强宣传。", "未收到投诉。"]))
    assert [label.name for label in labels] == ["improvement", "statistic"]
    assert {label.by for label in labels} == {"small"}
    assert labels[0].cue.startswith("year: ")
    assert card["held_out"]["n"] == 60
    assert card["trained_on"] == {"documents": 12}


def test_training_twice_gives_the_same_bytes(trained, tmp_path):
    folder, _ = trained
    train_model([example(f"place {k}", k % 3) for k in range(12)], tmp_path, "small", {"documents": 12})
    for name in (WEIGHTS, CARD):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_an_unsure_label_names_the_runner_up(trained):
    folder, _ = trained
    strict = replace(read_model(folder), unsure=1.01)
    label = ModelClassifier(strict).label(statements_of(["甲乙丙丁。"]))[0]
    assert label.unsure
    assert any(f"/ {name} 0." in label.cue for name in LABELS if name != label.name)


TINY = st.tuples(st.sampled_from(["", "一是", "1."]), st.text("一是。1将", max_size=2))


@given(st.lists(TINY, max_size=4))
def test_texts_too_short_for_the_longest_n_gram_get_labels_too(pairs):
    units = statements_of([mark + rest for mark, rest in pairs])
    units = [replace(unit, marker=mark) for unit, (mark, _) in zip(units, pairs, strict=True)]
    labels = ModelClassifier(packaged_model()).label(units)
    assert len(labels) == len(units)
    assert all(0 < label.probability <= 1 for label in labels)


def test_a_bare_mark_alone_is_labelled_by_its_place():
    bare = replace(statements_of(["一是"])[0], marker="一是")
    assert ModelClassifier(packaged_model()).label([bare])[0].cue.startswith("year")


def test_the_rules_are_asked_as_the_card_says(trained):
    folder, card = trained
    model = read_model(folder)
    assert (card["doubt"], card["rules_weight"]) == (model.doubt, model.rules_weight)
    seen = list(contexts(statements_of(["未收到投诉。", "将加强宣传。", "甲乙丙丁。"])))
    alone, _ = replace(model, doubt=0.0).predict(seen)
    weightless, _ = replace(model, rules_weight=0.0).predict(seen)
    asked, _ = replace(model, doubt=1.01, rules_weight=50.0).predict(seen)
    assert np.array_equal(alone, weightless)
    assert [LABELS[k] for k in asked.argmax(axis=1)] == [
        label.name for label in RulesClassifier().label([c.statement for c in seen])
    ]
    assert not np.allclose(alone, asked)


def damage(folder, tmp_path, **card):
    for name in (WEIGHTS, CARD):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    known = json.loads((tmp_path / CARD).read_text(encoding="utf-8"))
    (tmp_path / CARD).write_text(json.dumps(known | card), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("card", "message"),
    [
        ({"weights_sha256": "0" * 64}, "is not the file that card.json describes"),
        ({"features_version": 0}, "trained for another version"),
        ({"labels": ["problem"]}, "trained for another version"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(trained, tmp_path, card, message):
    with pytest.raises(DataError, match=message):
        read_model(damage(trained[0], tmp_path, **card))


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(DataError, match="no model can be read there"):
        load_classifier(str(tmp_path))


def test_arrays_hold_no_pickle(trained):
    folder, _ = trained
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        assert set(arrays) == {"buckets", "gram_weights", "facts", "fact_weights", "bias"}


@given(st.text(alphabet="一、是（）。；：，将要已了不够问题改进措施加强条件次123公开信息\n", max_size=160))
def test_one_label_per_statement_in_order(text):
    _, statements = segment_document(Document("x", "0" * 64, "txt", text, (Part("prose", Span(0, len(text))),)))
    labels = label_statements(statements, ModelClassifier(packaged_model()))
    assert list(labels) == [s.id for s in statements if s.role == "statement"]
    assert all(label.name in LABELS and 0 < label.probability <= 1 for label in labels.values())


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6), st.integers(0, 5))
def test_grams_of_a_text_do_not_depend_on_its_neighbours(texts, index):
    index %= len(texts)
    together, alone = grams_of(texts), grams_of([texts[index]])
    assert sorted(together.ids[together.owners == index].tolist()) == sorted(alone.ids.tolist())
    assert (together.ids < BUCKETS).all()
    assert (together.ids >= 0).all()


def test_digits_count_as_one_and_marks_do_not_count():
    seen = [Statement(1, 1, "problems", "statement", Span(0, 9), "一是公开12条。", marker="一是")]
    other = [Statement(1, 1, "problems", "statement", Span(0, 9), "二是公开98条。", marker="二是")]
    one, two = ([*place_facts(list(contexts(units)))] for units in (seen, other))
    assert one == two
    assert grams_of(["公开12条"]).ids.tolist() == grams_of(["公开98条"]).ids.tolist()


def test_temperature_softens_what_is_too_sure():
    logits = np.array([[4.0, 0, 0, 0, 0]] * 10)
    assert fit_temperature(logits, np.array([0] * 6 + [1] * 4)) > 1
    assert fit_temperature(logits / 4, np.array([0] * 10)) < 1


def test_figures_of_probabilities():
    shares = np.array([[0.9, 0.1, 0, 0, 0], [0.6, 0.4, 0, 0, 0]])
    found = figures(shares, np.array([0, 1]))
    assert found["n"] == 2
    assert found["brier"] == pytest.approx((0.02 + 0.72) / 2)
    assert found["unsure"] == {"n": 1, "right": 0.0}
    assert [row["n"] for row in found["reliability"]] == [1, 1]
