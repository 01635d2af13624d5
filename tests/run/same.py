"""The same reports, whatever else happens: other workers, another order, other hash seeds, bad neighbours. ``make same``.

``python tests/run/same.py [--documents N] [--seeds N] [--bad N]`` scores unlike documents made from the corpus with the
whole line, and prints what came out the same. It ends with 1 where anything did not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from scale import write_documents

from policytext.store import read_tables

WORKERS = (0, 1, 2, 8)
TIMEOUT = 20
"""Seconds for a document: those that are too long for it are bad ones here."""


def main() -> int:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("documents", 1000), ("seeds", 10), ("bad", 100)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="same-") as work:
        results = list(compare_all(Path(work), given))
    return 0 if all(results) else 1


def compare_all(work: Path, given: argparse.Namespace) -> Iterator[bool]:
    """Score good documents in all ways, then with bad ones among them."""
    good = work / "good"
    write_documents(good, given.documents - given.bad, small=True)
    files = sorted(map(str, good.rglob("*.txt")))
    first = digest(score([str(good)], work / "first", workers=2))
    ways = {f"{workers} workers": {"workers": workers} for workers in WORKERS}
    ways |= {f"hash seed {seed}": {"seed": seed} for seed in range(given.seeds)}
    for name, how in ways.items():
        yield tell(name, digest(score([str(good)], work / name, **how)) == first)
    random.Random(0).shuffle(files)
    listed = [str(Path(file).relative_to(work)) for file in files]
    yield tell("shuffled", content(score(listed, work / "shuffled", at=work)) == content(work / "first"))
    bad = write_bad(work / "bad", given.bad)
    mixed = score([str(good), str(bad)], work / "mixed")
    yield tell(f"{given.bad} bad ones beside", content(mixed) == content(work / "first"))
    failed = read_tables(mixed)["failures"].to_pylist()
    yield tell(f"all {given.bad} bad ones are accounted for", len({row["source"] for row in failed}) == given.bad)
    print("  " + ", ".join(f"{reason} {n}" for reason, n in count([row["reason"] for row in failed])))


def tell(name: str, same: bool) -> bool:
    """Print whether it came out the same."""
    print(f"{name}: {'the same' if same else 'NOT THE SAME'}", flush=True)
    return same


def count(reasons: list[str]) -> list[tuple[str, int]]:
    """Each reason with its number, in order."""
    return [(reason, reasons.count(reason)) for reason in sorted(set(reasons))]


def score(paths: list[str], out: Path, *, workers: int = 2, seed: int = 0, at: Path | None = None) -> Path:
    """Score in a process of its own; gives the output folder."""
    command = [sys.executable, "-m", "policytext", "score", *paths, "-o", str(out), "--to", "none", "--quiet", "--any"]
    command += ["--workers", str(workers), "--timeout", str(TIMEOUT), "--memory", "1024"]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, cwd=at, check=False)
    return out


def digest(out: Path) -> str:
    """The digest of the tables."""
    found: str = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["digest"]
    return found


def content(out: Path) -> dict[str, list[object]]:
    """All rows of all tables but the failures, without the folders in their names."""
    tables = {name: table.to_pylist() for name, table in read_tables(out).items() if name != "failures"}
    for row in tables["reports"]:
        row["source"] = Path(row["source"]).name
    return {name: rows for name, rows in tables.items() if rows}


def write_bad(folder: Path, number: int) -> Path:
    """Bad files, of all kinds in turn."""
    folder.mkdir()
    rng = random.Random(1)
    for index in range(number):
        name, make = list(BAD.items())[index % len(BAD)]
        suffix, data = make(rng)
        (folder / f"{name}-{index}{suffix}").write_bytes(data)
    return folder


def _noise(rng: random.Random) -> tuple[str, bytes]:
    return ".txt", rng.randbytes(5000)


def _cut_pdf(rng: random.Random) -> tuple[str, bytes]:
    return ".pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n" + rng.randbytes(rng.randrange(100, 4000))


def _not_word(rng: random.Random) -> tuple[str, bytes]:
    return ".docx", b"PK\x03\x04" + rng.randbytes(2000)


def _empty_word(rng: random.Random) -> tuple[str, bytes]:
    return ".docx", zipped("word/document.xml", b"<w:document" + rng.randbytes(rng.randrange(10, 60)))


def _ole(rng: random.Random) -> tuple[str, bytes]:
    return ".doc", bytes.fromhex("d0cf11e0a1b11ae1") + rng.randbytes(4000)


def _picture(rng: random.Random) -> tuple[str, bytes]:
    return ".txt", b"\x89PNG\r\n\x1a\n" + rng.randbytes(3000)


def _bomb(rng: random.Random) -> tuple[str, bytes]:
    return ".docx", zipped("word/document.xml", bytes(rng.randrange(300, 400) * 2**20))


def _huge(rng: random.Random) -> tuple[str, bytes]:
    return ".txt", ("政府信息公开工作年度报告" * (6 * 2**20) + str(rng.random())).encode()


def _empty(rng: random.Random) -> tuple[str, bytes]:
    return ".txt", b" " * rng.randrange(1, 10_000)


def _ofd(rng: random.Random) -> tuple[str, bytes]:
    return ".ofd", zipped("OFD.xml", b"<ofd:OFD>" + rng.randbytes(40))


def zipped(name: str, data: bytes) -> bytes:
    """An archive with one member."""
    from io import BytesIO

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


BAD: dict[str, Callable[[random.Random], tuple[str, bytes]]] = {
    "noise": _noise,
    "cut": _cut_pdf,
    "notword": _not_word,
    "xml": _empty_word,
    "ole": _ole,
    "picture": _picture,
    "bomb": _bomb,
    "huge": _huge,
    "empty": _empty,
    "ofd": _ofd,
}

if __name__ == "__main__":
    sys.exit(main())
