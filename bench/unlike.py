"""Unlike statements, tables and documents of any number, made from the labelled corpus, for timing.

Statements are put together from clauses of coded statements of one label, numbers drawn anew; at least 70 % of them are
distinct. In tables, units report for eight years and repeat some of their own promises and problems. Documents keep the
headings, tables and damage of a report of the corpus; every coded statement gives way to others of its label.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from policytext.read import read_file
from policytext.store import TABLES, Tables, tables_of, write_json
from policytext.store.folder import MANIFEST, RUN, TABLES_FOLDER
from policytext.store.writing import BLOCK_REPORTS

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
LABELS = ("problem", "improvement", "achievement", "statistic", "other")
PER_REPORT, YEARS = 60, range(2016, 2024)
LONGER = 2
"""Statements for each one of a report: the corpus's have about 1,300 characters, real ones 3,000 to 6,000."""

KEPT = 0.15
"""Share of a report's statements that stood in the unit's report before."""

_NUMBER = re.compile(r"\d+")
_MARKER = re.compile(r"(?:[（(]?[一二三四五六七八九十]{1,2}(?:是|要|[、）)])|\d{1,2}[、.．](?!\d))?")
_CLAUSE = re.compile(r"[^，；]+[，；]?")


def coded_reports() -> Iterator[tuple[Path, list[tuple[str, str]]]]:
    """Files of the train and dev splits (without ending), each with label and text of its coded statements in order."""
    with (CORPORA / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] != "test"]
    for row in rows:
        folder = CORPORA / row["folder"]
        gold = (folder / "gold" / f"{row['doc']}.jsonl").read_text(encoding="utf-8")
        lines = map(json.loads, gold.splitlines())
        coded = [(line["label"], line["text"]) for line in lines if line["role"] == "statement" and line["label"]]
        yield folder / "reports" / row["doc"], coded


def coded_statements() -> dict[str, list[str]]:
    """Statements of the train and dev splits by label."""
    found: dict[str, list[str]] = {label: [] for label in LABELS}
    for _, coded in coded_reports():
        for label, text in coded:
            found[label].append(text)
    return found


def make_documents(number: int, seed: int = 0) -> Iterator[str]:
    """Texts of so many reports that are unlike one another."""
    rng = random.Random(seed)
    files = [(path.with_suffix(".txt"), coded) for path, coded in coded_reports()]
    reports = [(read_file(path).text, coded) for path, coded in files if path.is_file()]
    clauses = _clauses(coded_statements())
    for _ in range(number):
        text, coded = rng.choice(reports)
        yield _rewritten(rng, text, coded, clauses)


def share_of_distinct(texts: Iterable[str]) -> float:
    """Share of the sentences in the texts that are not like another."""
    sentences = [part for text in texts for part in re.split(r"[。\n]", text) if len(part) > 1]
    return len(set(sentences)) / len(sentences)


def make_tables(statements: int, seed: int = 0, years: range = YEARS) -> Tables:
    """A dataset of about so many statements, of units that report in these years."""
    rng = random.Random(seed)
    source = coded_statements()
    clauses = _clauses(source)
    weights = [len(source[label]) for label in LABELS]
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    units = max(1, statements // (PER_REPORT * len(years)))
    for unit in range(units):
        kept: list[tuple[str, str]] = []
        for year in years:
            fresh = [_statement(rng, clauses, weights) for _ in range(PER_REPORT - len(kept))]
            lines = kept + fresh
            _add_report(rows, f"{rng.getrandbits(64):016x}", f"第{unit}县", year, lines)
            kept = rng.sample(lines, int(KEPT * PER_REPORT))
    return tables_of(rows)


def write_dataset(tables: Tables, folder: Path) -> None:
    """Write a dataset as ``policytext score -o`` does: rows by report, a hundred reports to a row group."""
    import pyarrow.parquet as pq

    (folder / TABLES_FOLDER).mkdir(parents=True)
    for name, table in TABLES.items():
        rows = tables[name].sort_by([(column, "ascending") for column in table.key])
        size = BLOCK_REPORTS * (1 if name == "reports" else PER_REPORT)
        pq.write_table(rows, folder / TABLES_FOLDER / f"{name}.parquet", row_group_size=size, compression="zstd")
    for name in (MANIFEST, RUN):
        write_json(folder / name, {})


def distinct_share(tables: Tables) -> float:
    """Share of the statements that are not like another."""
    texts = tables["statements"]["text"].to_pylist()
    return len(set(texts)) / len(texts)


def _clauses(source: dict[str, list[str]]) -> dict[str, list[str]]:
    """Clauses by label, without the line breaks that a page put into them."""
    whole = {label: [text.replace("\n", "") for text in texts] for label, texts in source.items()}
    return {label: [c for text in texts for c in re.split(r"(?<=[，；])", text) if c] for label, texts in whole.items()}


def _statement(rng: random.Random, clauses: dict[str, list[str]], weights: list[int]) -> tuple[str, str]:
    label = rng.choices(LABELS, weights)[0]
    return label, _put_together(rng, clauses[label])


def _put_together(rng: random.Random, clauses: list[str]) -> str:
    text = "".join(rng.choices(clauses, k=rng.randint(2, 4))).rstrip("，；。") + "。"
    return _NUMBER.sub(lambda match: str(rng.randint(1, 10 ** len(match[0]))), text)


def _rewritten(rng: random.Random, text: str, coded: list[tuple[str, str]], clauses: dict[str, list[str]]) -> str:
    """The report with each coded statement replaced; the item mark and the stop stay."""
    parts, done = [], 0
    for label, old in coded:
        at = text.find(old, done)
        if at < 0:
            continue
        marker = _MARKER.match(old)[0]  # type: ignore[index]  # it may match nothing at all
        stop = old[-1] if old[-1] in "。；：，" else ""
        new = "".join(_put_together(rng, clauses[label]) for _ in range(LONGER))
        parts += [text[done:at], marker, new.rstrip("。"), stop]
        done = at + len(old)
    return "".join([*parts, text[done:]])


def _add_report(
    rows: dict[str, list[dict[str, object]]], report_id: str, place: str, year: int, lines: list[tuple[str, str]]
) -> None:
    counts = {label: sum(name == label for name, _ in lines) for label in LABELS}
    report = dict.fromkeys(TABLES["reports"].names) | counts | {"report_id": report_id, "place": place, "year": year}
    report |= {"organ_level": "county", "era": "standard", "source": f"{report_id}.txt", "chars": 3000}
    levels = [index % 4 for index in range(counts["improvement"])]
    report |= {f"level_{level}": levels.count(level) for level in range(4)} | {"few": len(levels) < 3}
    report |= {"specificity": 100 * sum(levels) / 3 / len(levels) if levels else None}
    report |= {"checkable": sum(level > 1 for level in levels)}
    rows["reports"].append(report)
    empty = dict.fromkeys(TABLES["statements"].names)
    left = iter(levels)
    for index, (label, text) in enumerate(lines):
        level = next(left) if label == "improvement" else None
        own = {"report_id": report_id, "statement_id": index, "role": "statement", "label": label, "text": text}
        acts = {"action": "加强", "object": "培训"} if level else {}
        rows["statements"].append(empty | own | acts | {"level": level, "truncated": False})
