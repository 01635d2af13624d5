"""What two made-up reviewers do with the sheet of the made-up week: ``python corpora/week/review_week.py 复核表.xlsx``.

They agree with most rows, and raise or lower the level of every tenth promise.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook

HEADERS = 2


def main(path: Path) -> None:
    """Fill in the sheet."""
    book = load_workbook(path)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[HEADERS]}
    for row in range(HEADERS + 1, page.max_row + 1):
        level = page.cell(row, at["machine_level"]).value
        if page.cell(row, at["machine_label"]).value == "承诺" and level is not None and row % 10 == 0:
            page.cell(row, at["human_level"], level - 1 if level else 1)
            page.cell(row, at["reason"], "复核后调整")
        page.cell(row, at["reviewer"], "复核员甲" if row % 2 else "复核员乙")
        page.cell(row, at["reviewed_on"], "2024-05-31")
    book.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
