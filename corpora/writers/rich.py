"""Rich text as Word writes it on a Chinese machine: GBK bytes, list marks beside the text, tables with merged cells."""

from __future__ import annotations

from writers.report import ABOVE, LEFT, Part, Report, cell_extent

_HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\uc2{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}}"
    r"{\stylesheet{\s0 Normal;}}{\*\generator policytext;}"
)
_WIDTH = 9000  # 1/20 point


def as_rtf(report: Report) -> bytes:
    """A report as a rich text file with its title among the facts about it, a running head and a page number."""
    head = rf"{{\info{{\title {escaped(report.title)}}}}}{{\header\pard {escaped(report.place)}\par}}"
    foot = r"{\footer\pard{\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
    body = [_paragraph(Part("title", report.title))]
    body += [_table(part.rows) if part.kind == "table" else _paragraph(part) for part in report.parts]
    return (_HEAD + head + foot + "\n".join(body) + "}").encode("ascii")


def escaped(text: str) -> str:
    """Text in ASCII: characters of GBK as two escaped bytes, others by number with a fallback of two bytes."""
    return "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if char.isascii():
        return char
    try:
        return "".join(f"\\'{byte:02x}" for byte in char.encode("gbk"))
    except UnicodeEncodeError:
        units = char.encode("utf-16-le")
        return "".join(
            rf"\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}??" for at in range(0, len(units), 2)
        )


def _paragraph(part: Part) -> str:
    mark = rf"{{\listtext\pard\plain {escaped(part.number)}\tab}}" if part.number else ""
    return rf"{mark}\pard\plain\fi640 {escaped(part.text)}\par"


def _table(rows: list[list[str]]) -> str:
    return "\n".join(_row(rows, index) for index in range(len(rows))) + "\n\\pard"


def _row(rows: list[list[str]], index: int) -> str:
    shape, texts = r"\trowd\trgaph108\trleft0", ""
    for column, text in enumerate(rows[index]):
        top = next(upper for upper in range(index, -1, -1) if rows[upper][column] != ABOVE)
        if rows[top][column] == LEFT:
            continue
        wide, high = cell_extent(rows, top, column)
        merge = r"\clvmrg" if text == ABOVE else r"\clvmgf" if high > 1 else ""
        shape += rf"{merge}\clbrdrt\brdrs\cellx{(column + wide) * _WIDTH // len(rows[0])}"
        texts += rf"\pard\intbl {{{'' if text == ABOVE else escaped(text)}\cell}}"
    return rf"{shape}{texts}{{{shape}\row}}"
