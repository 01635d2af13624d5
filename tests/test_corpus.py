import json

import pytest

from policytext.corpus import parse_unit, read_coded
from policytext.errors import DataError

ROW = {"doc": "yunting-2016", "i": 1, "text": "设立查阅点。", "role": "statement", "label": "achievement"}


def test_both_ways_to_write_a_span():
    as_pairs = parse_unit({**ROW, "measures": [["政府信息公开查阅点", "查阅点"]]})
    as_objects = parse_unit({**ROW, "measures": [{"name": "政府信息公开查阅点", "text": "查阅点"}]})
    assert as_pairs.measures == as_objects.measures == (("政府信息公开查阅点", "查阅点"),)


def test_units_come_in_order_of_their_numbers(tmp_path):
    rows = [{**ROW, "i": 2}, {**ROW, "i": 1}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    assert [unit.i for unit in read_coded(tmp_path)["yunting-2016"]] == [1, 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1"),
        (json.dumps({"doc": "x"}), "role"),
        (json.dumps({**ROW, "role": "title"}), "unknown role 'title'"),
        (json.dumps({**ROW, "label": "promise"}), "unknown label 'promise'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, said):
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DataError, match=said) as caught:
        read_coded(tmp_path)
    assert "a.jsonl, line 1" in str(caught.value)


def test_an_empty_folder_says_what_to_give(tmp_path):
    with pytest.raises(DataError, match=r"no \*\.jsonl file there"):
        read_coded(tmp_path)
