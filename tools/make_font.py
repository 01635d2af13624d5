"""Make the font of the charts: Noto Sans SC cut down to the standard characters, Latin and a few symbols.

``make font`` runs it. The source is ``NotoSansCJK-Regular.ttc`` of the Debian package ``fonts-noto-cjk``, or any file
of that family given as argument; the characters of the national table (通用规范汉字表, 8,105: its third level is names
of places and people) are those that Unihan marks ``kTGH``, in the package ``unicode-data`` (``apt-get install
fonts-noto-cjk unicode-data``). The subset keeps the licence (OFL) and gets another family name: under its own it would
shadow the full font where that is installed.
"""

from __future__ import annotations

import argparse
import bz2
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "policytext Sans"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TARGET = Path(__file__).parents[1] / "src/policytext/data/font/policytext-sans.otf"

# Rows of GB2312: 1-9 hold symbols, 16-55 the characters of level 1, 56-87 those of level 2.
ROWS = (*range(1, 10), *range(16, 88))

# Beside GB2312: Latin, punctuation, arrows and marks that charts use.
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180))
MARKS = "–—‘’“”•…‰′″€™←↑→↓↔−≈≠≤≥■□▲△▼▽◆◇○◎●★☆、。〈〉《》「」『』【】〔〕〖〗"

# Names of divisions, today and before.
PLACES = Path(__file__).parents[1] / "src/policytext/data/places.csv"


def characters() -> set[int]:
    """The code points that the subset holds."""
    rows = (bytes((0xA0 + row, 0xA0 + cell)) for row in ROWS for cell in range(1, 95))
    found = {code.decode("gb2312", errors="ignore") for code in rows} - {""}
    places = PLACES.read_text(encoding="utf-8")
    written = {ord(character) for character in (*found, *MARKS, *places) if character.isprintable()}
    return written | set(LATIN) | standard()


def standard() -> set[int]:
    """The characters of the national table."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        fields = [line.split("\t") for line in lines if "\tkTGH\t" in line]
    return {int(code.removeprefix("U+"), 16) for code, *_ in fields}


def simplified(path: Path) -> TTFont:
    """The Simplified Chinese face of a collection, or the one font of the file."""
    if path.suffix != ".ttc":
        return TTFont(path)
    faces = TTCollection(path).fonts
    return next(face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK SC")


def cut(font: TTFont) -> TTFont:
    """Keep the characters; drop hinting, vertical forms and features that matplotlib does not use."""
    options = Options(hinting=False, desubroutinize=False, layout_features=["kern"], notdef_outline=True)
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GSUB", "GPOS"]
    options.name_IDs, options.recalc_timestamp = [0, 1, 2, 3, 4, 5, 6, 13, 14], False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    return font


def rename(font: TTFont) -> TTFont:
    """Give the font its own family name, in the name table and in the outlines."""
    plain = FAMILY.replace(" ", "")
    names = {1: FAMILY, 2: "Regular", 3: f"{plain}-Regular", 4: f"{FAMILY} Regular", 6: f"{plain}-Regular"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    outlines = font["CFF "].cff
    outlines.fontNames[0] = names[6]
    outlines.topDictIndex[0].FullName, outlines.topDictIndex[0].FamilyName = names[4], FAMILY
    return font


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?", default=SOURCE)
    rename(cut(simplified(parser.parse_args().source))).save(TARGET)
