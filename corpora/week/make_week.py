"""A made-up week: what 60 units of a roster sent, with every kind of trouble.

``python corpora/week/make_week.py DIR`` writes ``DIR/到件`` and, for the command, ``DIR/应报单位.csv`` in GB18030 as
saves it. What must become of each entry stands in the last column of ``roster.csv`` here; the copy leaves it out.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[1]
ROSTER = Path(__file__).with_name("roster.csv")
TRUTH = "到件情况"

#: Folders of the corpus from which the week's reports are taken, and what is not taken from them.
SOURCES = ("labelled/dev4", "labelled/dev5", "labelled/dev6")
NOT_SENT = ("yanbei-2013", "yunze-2011", "tongxi-2011", "hongtai-2019", "yucheng-2023", "muhuai-2025")

#: These come in an archive whose names are in GBK, as old Windows programs write them.
ZIPPED = {
    "danpu-2015": "丹浦县2015年年报.txt",
    "jiaoling-2015": "椒陵区2015年年报.txt",
    "yiping-slj-2010": "水利局.txt",
}


def main(folder: Path) -> None:
    """Write the week."""
    pile = folder / "到件"
    for sub in ("市县", "部门乡镇", "补报"):
        (pile / sub).mkdir(parents=True)
    for report in sorted((CORPORA / "demo" / "reports").glob("*-2023.*")):
        (pile / "市县" / report.name).write_bytes(report.read_bytes())
    reports = [file for source in SOURCES for file in sorted((CORPORA / source / "reports").iterdir())]
    for report in reports:
        if report.stem not in NOT_SENT and report.stem not in ZIPPED:
            (pile / "部门乡镇" / report.name).write_bytes(report.read_bytes())
    zipped = {name: report.read_bytes() for report in reports if (name := ZIPPED.get(report.stem))}
    (pile / "部门乡镇" / "三份.zip").write_bytes(zip_in_gbk(zipped))
    write_trouble(pile / "补报", {report.stem: report for report in reports})
    write_roster(folder / "应报单位.csv")


def write_trouble(folder: Path, reports: dict[str, Path]) -> None:
    """A new version, the same again, another year, a scan, a letter, an empty file, and what nobody asked for."""
    text = reports["nanze-2021"].read_text(encoding="utf-8")
    (folder / "楠泽县2021年年报（修改稿）.txt").write_text(text + "\n本报告于次日更正。\n", encoding="utf-8")
    (folder / "又一份.txt").write_bytes(reports["qingyu-2020"].read_bytes())
    moved = reports["longyang-2013"].read_text(encoding="utf-8")
    (pile_of := folder.parent / "部门乡镇" / "longyang-2013.txt").unlink()
    pile_of.with_name("longyang-2014.txt").write_text(moved.replace("2013", "2014"), encoding="utf-8")
    (folder / "云泽市国土资源局2011年年报.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    (folder / "桐隰区人民政府2011年度报告扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (folder / "说明.txt").write_text("贵处：我单位年报已报送，请查收。联系人见附件。\n", encoding="utf-8")
    (folder / "空白.docx").write_bytes(b"")
    stranger = reports["hongtai-2019"].read_text(encoding="utf-8")
    (folder / "无名.txt").write_text(stranger, encoding="utf-8")
    (folder / "沐槐街道2025.txt").write_bytes(reports["muhuai-2025"].read_bytes())


def write_roster(path: Path) -> None:
    """The roster as it is given out."""
    with ROSTER.open(encoding="utf-8", newline="") as file:
        rows = [{name: cell for name, cell in row.items() if name != TRUTH} for row in csv.DictReader(file)]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode("gb18030"))


class _GbkName(zipfile.ZipInfo):
    """An entry whose name goes into the archive in GBK; the module knows ASCII and UTF-8 alone."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (the module's name)
        return self.filename.encode("gbk"), self.flag_bits


def zip_in_gbk(files: dict[str, bytes]) -> bytes:
    """A zip archive whose entries' names are in GBK and not marked as UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(_GbkName(name, (2024, 1, 2, 3, 4, 6)), data)
    return buffer.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
