"""Draw every kind of chart from the demonstration panel on one sheet, ``docs/charts/contact.png`` (``make pictures``).

The sheet carries a hash of the code and words that drew it; a test says when they have changed since.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image, PngImagePlugin

import policytext as pt
from policytext.cli import run
from policytext.show import CHARTS, Options, draw_chart, marks, page, phrases, style

if TYPE_CHECKING:
    from policytext.store import Tables

ROOT = Path(__file__).parents[1]
PANEL = ROOT / "corpora/demo/reports"
SHEET = ROOT / "docs/charts/contact.png"
HASH = "policytext-sources"

# Pixels: a picture, the room around it; pictures beside each other.
WIDTH, GAP, COLUMNS = 760, 16, 3


def sources_hash() -> str:
    """A hash of the modules that draw and of the words: the sheet is stale when it changes."""
    modules = {sys.modules[chart.draw.__module__] for chart in CHARTS.values()} | {marks, page, phrases, style}
    files = {Path(str(module.__file__)) for module in modules} | {ROOT / "src/policytext/data/chart_words.toml"}
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda path: path.name):
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def pictures(tables: Tables) -> list[Image.Image]:
    """The first page of each kind, all as wide as each other."""
    found = []
    for kind in CHARTS:
        for drawing in draw_chart(kind, tables, Options())[:1]:
            buffer = io.BytesIO()
            drawing.figure.savefig(buffer, format="png")
            picture = Image.open(buffer).convert("RGB")
            share = min(1.0, drawing.figure.get_figwidth() / page.WIDTH)
            size = round(WIDTH * share), round(picture.height * WIDTH * share / picture.width)
            found.append(picture.resize(size, Image.Resampling.LANCZOS))
    return found


def contact_sheet(found: list[Image.Image]) -> Image.Image:
    """The pictures in columns, each below the shortest column so far."""
    down, places = [GAP] * COLUMNS, []
    for picture in found:
        column = down.index(min(down))
        places.append((GAP + column * (WIDTH + GAP), down[column]))
        down[column] += picture.height + GAP
    sheet = Image.new("RGB", (GAP + COLUMNS * (WIDTH + GAP), max(down)), "#E4E7EB")
    for picture, place in zip(found, places, strict=True):
        sheet.paste(picture, place)
    return sheet.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def main() -> None:
    """Score and compare the panel, and draw it."""
    with TemporaryDirectory() as folder:
        if run(["score", str(PANEL), "-o", folder, "--to", "none"]) > 1:
            raise SystemExit(f"{PANEL} could not be scored")
        sheet = contact_sheet(pictures(pt.compare(pt.read_tables(folder))))
    told = PngImagePlugin.PngInfo()
    told.add_text(HASH, sources_hash())
    SHEET.parent.mkdir(exist_ok=True)
    sheet.save(SHEET, optimize=True, pnginfo=told)
    print(SHEET.relative_to(ROOT), sheet.size, f"{SHEET.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
