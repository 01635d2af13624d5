"""Bring corpora/manifest.csv and the counts of the datasheet up to date: ``python corpora/make_manifest.py``.

Every document with a file ``gold/DOC.jsonl`` gets a row; what people filled in stays, hashes are made anew. A new row
takes its place and year from the title, era, level and traits from the table in the README of its folder, and its split
from ``SPLIT_OF``.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path

from policytext.coding.manifest import MANIFEST, Entry, read_corpus
from policytext.coding.overview import describe_corpus, describe_variety

ROOT = Path(__file__).parent
README = ROOT / "labelled" / "README.md"
#: The split of a folder's new documents; those of other folders are for training.
SPLIT_OF = {"labelled/dev4": "dev", "labelled/test": "test"}
#: What the tables call an organ, and the level it has in the manifest; the first that fits.
LEVELS = {
    "department": "department",
    "bureau": "department",
    "hospital": "public body",
    "school": "public body",
    "university": "public body",
    "township": "township",
    "street": "township",
    "sub-district": "township",
    "subdistrict": "township",
    "zone": "zone",
    "district": "county",
    "county": "county",
    "banner": "county",
    "city": "city",
    "province": "province",
}
#: Counties of the panel whose story is that sentences come back, and whose sentences they are.
REPEATS = {
    "huaidang": ("huaidang",),
    "xiuyun": ("xiuyun",),
    "yanbo": ("yanbo",),
    "zhiyuan": ("zhiyuan", "yanbo"),
}
KINDS = {
    "整改": "notice",
    "要点": "plan",
    "方案": "plan",
    "计划": "plan",
    "任务": "plan",
    "台账": "notice",
    "清单": "notice",
}


def main() -> None:
    """Write the manifest."""
    path = ROOT / MANIFEST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = {row["doc"]: row for row in csv.DictReader(lines)}
    rows = []
    docs = [gold.stem for gold in sorted(ROOT.rglob("gold/*.jsonl"))]
    for gold in sorted(ROOT.rglob("gold/*.jsonl")):
        row = new_row(gold) | {key: value for key, value in known.get(gold.stem, {}).items() if value}
        report = next((gold.parent.parent / "reports").glob(f"{gold.stem}.*"))
        hashes = {"report_sha256": hash_of(report), "gold_sha256": hash_of(gold)}
        copies = "；".join(doc for doc in docs if doc != gold.stem and repeats(gold.stem, doc))
        rows.append(asdict(Entry(**(row | hashes | {"copies": copies}))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Entry)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    README.write_text(with_counts(README.read_text(encoding="utf-8")), encoding="utf-8")


def with_counts(text: str) -> str:
    """The datasheet with the corpus's counts and variety between its two marks."""
    corpus = read_corpus(ROOT)
    before, mark, rest = text.partition("<!-- counts -->\n")
    end = rest[rest.index("<!-- end of counts -->") :]
    return f"{before}{mark}{describe_corpus(corpus)}\n\n{describe_variety(corpus)}\n{end}"


def new_row(gold: Path) -> dict[str, str]:
    """The row of a document that the manifest does not have yet."""
    folder = gold.parent.parent.relative_to(ROOT).as_posix()
    title = re.sub(r"^20\d\d年", "", title_of(gold))
    table = readme_rows(gold.parent.parent / "README.md").get(gold.stem, {})
    place = re.match(r"[一-鿿]{2,6}?(?:省|市|县|区|旗|镇|乡|街道)", title)
    year = gold.stem.rpartition("-")[2]
    if folder == "demo":
        table = {"era": era_of(year), "organ level": "county", "traits": "panel"}
    era = table.get("era", "").replace("plan", "other")
    kind = next((kind for word, kind in KINDS.items() if word in title and "年度报告" not in title), "report")
    return {
        "doc": gold.stem,
        "folder": folder,
        "split": SPLIT_OF.get(folder, "train"),
        "place": place.group() if place else title[:4],
        "year": year,
        "era": era.split(" ")[0].split("（")[0] or "",
        "organ_level": next((level for word, level in LEVELS.items() if word in table.get("organ level", "")), ""),
        "kind": kind,
        "traits": table.get("traits", "").replace(",", ";"),
    }


def repeats(doc: str, other: str) -> bool:
    """Whether the story of a document's county says that it takes over sentences of another document."""
    return other.rpartition("-")[0] in REPEATS.get(doc.rpartition("-")[0], ())


def era_of(year: str) -> str:
    """The form that was in force for a year."""
    return "free" if year < "2019" else "trial" if year < "2021" else "standard"


def title_of(gold: Path) -> str:
    """The first heading of a coded report, as letters."""
    rows = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return next(re.sub(r"[\s〈《]", "", row["text"]) for row in rows if row["role"] == "heading")


def readme_rows(readme: Path) -> dict[str, dict[str, str]]:
    """The rows of the table in a README by document."""
    if not readme.exists():
        return {}
    lines = [line for line in readme.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): dict(zip(cells[0], row, strict=False)) for row in cells[2:]}


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
