"""A dataset on disk, made of reports that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.records import Failure
from policytext.store import TableWriter, digest_of, encode_rows, failure_row, report_rows, staged, write_json
from policytext.store.writing import write_table


def write_dataset(out: Path, reports, failures=()) -> Path:
    rows = sorted((report_rows(report) for report in reports), key=lambda item: item["reports"][0]["report_id"])
    with staged(out) as folder:
        with TableWriter(folder / "tables") as writer:
            for item in rows:
                writer.add_report(encode_rows(item))
        write_table(folder / "tables", "failures", sorted(map(failure_row, failures), key=lambda row: row["source"]))
        tables = {name: [row for item in rows for row in item[name]] for item in rows for name in item}
        digest = digest_of(tables | {"failures": [failure_row(failure) for failure in failures]})
        write_json(folder / "run.json", {"started": "2020-05-04T03:02:01+00:00"})
        write_json(folder / "manifest.json", {"digest": digest})
    return out


@pytest.fixture
def write():
    return write_dataset


@pytest.fixture
def dataset(tmp_path, make_report) -> Path:
    reports = [make_report("甲.txt", 2016), make_report("乙.txt", 2017)]
    failures = [
        Failure("丙.pdf", "empty", "read", "the file holds no text"),
        Failure("丁.txt", "new_code", "read", "?"),
    ]
    return write_dataset(tmp_path / "out", reports, failures)
