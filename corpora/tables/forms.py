"""The three prescribed tables as grids, by the official form and as offices rebuild it.

``FORMS`` has the builders by table and name. Each takes the era, the texts of the values, and a function that turns a
label of the official form into the one that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tables.grid import Cell, Grid
from tables.values import COLUMNS, DISPUTES, ENDINGS, OTHERS, T2, Era, Key

Shown = Mapping[Key, str]
Words = Callable[[str], str]
Builder = Callable[[Era, Shown, Words], Grid]

DOCUMENT_HEADS = {
    "standard": ("本年制发件数", "本年废止件数", "现行有效件数"),
    "trial": ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
}
CHANGE_HEADS = ("上一年项目数量", "本年增/减", "处理决定数量")
#: Items of article 20 in table 2: number, headings, and rows with their labels.
_LEGAL = {"rules": "规章", "normative_documents": "行政规范性文件"}
_SANCTIONS = {"penalties": "行政处罚", "coercion": "行政强制"}
_ITEMS: dict[Era, list[tuple[str, tuple[str, ...], dict[str, str]]]] = {
    "standard": [
        ("一", DOCUMENT_HEADS["standard"], _LEGAL),
        ("五", ("本年处理决定数量",), {"licences": "行政许可"}),
        ("六", ("本年处理决定数量",), _SANCTIONS),
        ("八", ("本年收费金额（单位：万元）",), {"fees": "行政事业性收费"}),
    ],
    "trial": [
        ("一", DOCUMENT_HEADS["trial"], {**_LEGAL, "normative_documents": "规范性文件"}),
        ("五", CHANGE_HEADS, {"licences": "行政许可", "other_services": "其他对外管理服务事项"}),
        ("六", CHANGE_HEADS, _SANCTIONS),
        ("八", CHANGE_HEADS[:2], {"fees": "行政事业性收费"}),
        ("九", ("采购项目数量", "采购总金额"), {"procurement": "政府集中采购"}),
    ],
}

SUMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_LEAD = "三、本年度办理结果"
_EDGES = {
    "received": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
_OUTCOMES = {
    "（一）予以公开": {"granted": ""},
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": {"partial": ""},
    "（三）不予公开": {
        "denied_secret": "1.属于国家秘密",
        "denied_law": "2.其他法律行政法规禁止公开",
        "denied_safety": "3.危及“三安全一稳定”",
        "denied_third_party": "4.保护第三方合法权益",
        "denied_internal": "5.属于三类内部事务信息",
        "denied_process": "6.属于四类过程性信息",
        "denied_enforcement": "7.属于行政执法案卷",
        "denied_query": "8.属于行政查询事项",
    },
    "（四）无法提供": {
        "unable_not_held": "1.本机关不掌握相关政府信息",
        "unable_needs_making": "2.没有现成信息需要另行制作",
        "unable_unclear": "3.补正后申请内容仍不明确",
    },
    "（五）不予处理": {
        "refused_petition": "1.信访举报投诉类申请",
        "refused_repeat": "2.重复申请",
        "refused_publication": "3.要求提供公开出版物",
        "refused_mass": "4.无正当理由大量反复申请",
        "refused_confirm": "5.要求行政机关确认或重新出具已获取信息",
    },
}
_OTHER = "（六）其他处理"
_OTHER_LABELS = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_DIRECT, _AFTER = "未经复议直接起诉", "复议后起诉"


def outcome_groups(era: Era) -> dict[str, dict[str, str]]:
    """Outcomes of table 3: rows and their labels by the label of their group; without label, the group is the row."""
    labels = _OTHER_LABELS if era == "standard" else ("",)
    return {**_OUTCOMES, _OTHER: dict(zip(OTHERS[era], labels, strict=True))}


def _label(words: Words, text: str, wide: int = 1, high: int = 1) -> Cell:
    return Cell(words(text), wide, high, label=True)


def _numbers(shown: Shown, table: str, row: str, columns: tuple[str, ...]) -> list[Cell]:
    return [Cell(shown[table, row, column], key=(table, row, column)) for column in columns]


def table2(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 2 as prescribed: four columns, a line over each item of article 20."""
    grid: Grid = []
    for number, heads, rows in _ITEMS[era]:
        grid.append([_label(words, f"第二十条第（{number}）项", 4)])
        last = 4 - len(heads)  # the last column takes what is left
        spans = [*[1] * (len(heads) - 1), last]
        grid.append([_label(words, "信息内容"), *map(_label, [words] * len(heads), heads, spans)])
        for row, text in rows.items():
            cells = _numbers(shown, "t2", row, T2[era][row])
            cells[-1] = Cell(cells[-1].text, last, key=cells[-1].key)
            grid.append([_label(words, text), *cells])
    return grid


def table2_beside(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 2 with the item of article 20 in a column of its own, beside its rows."""
    grid: Grid = []
    for number, heads, rows in _ITEMS[era]:
        blank = [Cell() for _ in range(3 - len(heads))]
        item = _label(words, f"第二十条第（{number}）项", high=len(rows) + 1)
        grid.append([item, _label(words, "信息内容"), *[_label(words, head) for head in heads], *blank])
        grid += [[_label(words, text), *_numbers(shown, "t2", row, T2[era][row]), *blank] for row, text in rows.items()]
    return grid


def _heading3(words: Words, labels: int) -> Grid:
    return [
        [_label(words, SUMS, labels, 3), _label(words, "申请人情况", 7)],
        [_label(words, "自然人", 1, 2), _label(words, "法人或其他组织", 5), _label(words, "总计", 1, 2)],
        [_label(words, text) for text in ORGANISATIONS],
    ]


def table3(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 3 as prescribed: three columns of labels, which are merged downwards, and seven of numbers."""
    grid = _heading3(words, 3)
    ends = {row: [_label(words, text, 3), *_numbers(shown, "t3", row, COLUMNS)] for row, text in _EDGES.items()}
    grid += [ends["received"], ends["carried_in"]]
    groups = outcome_groups(era)
    lead = [_label(words, _LEAD, 1, sum(map(len, groups.values())) + 1)]
    for group, rows in groups.items():
        whole = list(rows.values()) == [""]
        first = [_label(words, group, 2 if whole else 1, len(rows))]
        for row, text in rows.items():
            own = [] if whole else [_label(words, text)]
            grid.append([*lead, *first, *own, *_numbers(shown, "t3", row, COLUMNS)])
            lead, first = [], []
    return [*grid, [_label(words, _EDGES["total"], 2), *ends["total"][1:]], ends["carried_out"]]


def table3_lines(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 3 with one column of labels: groups are lines of their own without numbers."""
    grid = [*_heading3(words, 1), *_edge_rows(shown, words, "received", "carried_in")]
    blank = [Cell() for _ in COLUMNS]
    grid.append([_label(words, _LEAD), *blank])
    for group, rows in outcome_groups(era).items():
        if list(rows.values()) != [""]:
            grid.append([_label(words, group), *blank])
        grid += [[_label(words, text or group), *_numbers(shown, "t3", row, COLUMNS)] for row, text in rows.items()]
    return grid + _edge_rows(shown, words, "total", "carried_out")


def table3_glued(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 3 with one column of labels that say the group and the row, and one line of headings."""
    heads = ("自然人", *ORGANISATIONS, "总计")
    grid: Grid = [[_label(words, "申请人情况"), *[_label(words, head) for head in heads]]]
    grid += _edge_rows(shown, words, "received", "carried_in")
    for group, rows in outcome_groups(era).items():
        for row, text in rows.items():
            grid.append([Cell(words(group) + words(text), label=True), *_numbers(shown, "t3", row, COLUMNS)])
    return grid + _edge_rows(shown, words, "total", "carried_out")


def table3_two(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 3 with two columns of labels, group and row, and two lines of headings."""
    grid = [
        [
            _label(words, "办理情况", 2, 2),
            _label(words, "自然人", 1, 2),
            _label(words, "法人或其他组织", 5),
            _label(words, "总计", 1, 2),
        ],
        [_label(words, text) for text in ORGANISATIONS],
    ]
    ends = {row: [_label(words, text, 2), *_numbers(shown, "t3", row, COLUMNS)] for row, text in _EDGES.items()}
    grid += [ends["received"], ends["carried_in"], [_label(words, _LEAD, 9)]]
    for group, rows in outcome_groups(era).items():
        whole = list(rows.values()) == [""]
        first = [_label(words, group, 2 if whole else 1, len(rows))]
        for row, text in rows.items():
            own = [] if whole else [_label(words, text)]
            grid.append([*first, *own, *_numbers(shown, "t3", row, COLUMNS)])
            first = []
    return [*grid, ends["total"], ends["carried_out"]]


def _edge_rows(shown: Shown, words: Words, *rows: str) -> Grid:
    return [[_label(words, _EDGES[row]), *_numbers(shown, "t3", row, COLUMNS)] for row in rows]


def table4(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 4 as prescribed: fifteen numbers in one row."""
    ends = (*ENDINGS, "all")
    results = [_label(words, text) for text in _RESULTS]
    return [
        [_label(words, "行政复议", 5), _label(words, "行政诉讼", 10)],
        [*[_label(words, text, 1, 2) for text in _RESULTS], _label(words, _DIRECT, 5), _label(words, _AFTER, 5)],
        [*results, *results],
        [cell for row in DISPUTES for cell in _numbers(shown, "t4", row, ends)],
    ]


def table4_stacked(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 4 in three blocks one below the other, each with its headings over five numbers."""
    grid: Grid = []
    for row, text in zip(DISPUTES, ("行政复议", f"行政诉讼（{_DIRECT}）", f"行政诉讼（{_AFTER}）"), strict=True):
        grid += [[_label(words, text, 5)], [_label(words, result) for result in _RESULTS]]
        grid.append(_numbers(shown, "t4", row, (*ENDINGS, "all")))
    return grid


def table4_rows(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 4 as three rows with their labels at the left."""
    grid: Grid = [[_label(words, "类别", 2), *[_label(words, result) for result in _RESULTS]]]
    lefts = ([("行政复议", 2, 1)], [("行政诉讼", 1, 2), (_DIRECT, 1, 1)], [(_AFTER, 1, 1)])
    for row, left in zip(DISPUTES, lefts, strict=True):
        cells = [_label(words, text, wide, high) for text, wide, high in left]
        grid.append([*cells, *_numbers(shown, "t4", row, (*ENDINGS, "all"))])
    return grid


def table4_one(era: Era, shown: Shown, words: Words) -> Grid:
    """Table 4 with one line of headings that say everything."""
    kinds = ("行政复议", f"行政诉讼{_DIRECT}", f"行政诉讼{_AFTER}")
    return [
        [_label(words, kind + result) for kind in kinds for result in _RESULTS],
        [cell for row in DISPUTES for cell in _numbers(shown, "t4", row, (*ENDINGS, "all"))],
    ]


#: How each table is built, by its id and the name of the form.
FORMS: dict[str, dict[str, Builder]] = {
    "t2": {"official": table2, "beside": table2_beside},
    "t3": {"official": table3, "lines": table3_lines, "glued": table3_glued, "two": table3_two},
    "t4": {"official": table4, "stacked": table4_stacked, "rows": table4_rows, "one": table4_one},
}
