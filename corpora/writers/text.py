"""Plain text."""

from __future__ import annotations

from writers.report import Report, shown_cells


def as_text(report: Report) -> str:
    """One line per paragraph, two ideographic spaces in front; cells parted by a tab."""
    lines = [report.title, *(f"发布日期：{day}" for day in _published(report))]
    for part in report.parts:
        if part.kind == "table":
            lines += ["\t".join(shown_cells(row)) for row in part.rows]
        else:
            lines.append(("" if part.kind == "signature" else "\u3000\u3000") + part.line)
    return "\n".join(lines) + "\n"


def _published(report: Report) -> list[str]:
    return [report.facts["published"]] if "published" in report.facts else []
