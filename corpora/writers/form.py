"""The three tables of the prescribed form, filled from a few figures.

``!table2 rules=1,0,3 documents=4,2,19 licences=8121 penalties=344 coercion=12 fees=35.6`` (form of 2021),
``!trial2 ...`` (form of 2019), ``!table3 person received=36 granted=20 ...`` (one line per kind of applicant; sums are
made here, and must balance) and ``!table4 review=3,1,0,0 direct=1,0,0,0 after=0,0,0,0``. The wording of the labels is
that of the form; the figures are invented.

``!fix ROW COLUMN VALUE`` after a table's lines puts a value into one cell when all sums are made: how a fault gets in.
Rows and columns have the names of ``cell_places``: ``!fix granted all 31``, ``!fix normative_documents in_force 70``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

APPLICANTS = ("person", "business", "research", "welfare", "legal", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending", "all")
DISPUTES = ("review", "suit_direct", "suit_after_review")

# Table 2: the label of a row, its name, and the names of its columns.
_COUNTED = {
    "!table2": {
        "规章": ("rules", "made repealed in_force"),
        "行政规范性文件": ("normative_documents", "made repealed in_force"),
        "行政许可": ("licences", "decisions"),
        "行政处罚": ("penalties", "decisions"),
        "行政强制": ("coercion", "decisions"),
        "行政事业性收费": ("fees", "amount"),
    },
    "!trial2": {
        "规章": ("rules", "created opened total"),
        "规范性文件": ("normative_documents", "created opened total"),
        "行政许可": ("licences", "previous change decisions"),
        "其他对外管理服务事项": ("other_services", "previous change decisions"),
        "行政处罚": ("penalties", "previous change decisions"),
        "行政强制": ("coercion", "previous change decisions"),
        "行政事业性收费": ("fees", "previous change"),
        "政府集中采购": ("procurement", "projects amount"),
    },
}

_RESULTS = {
    "（一）予以公开": (("granted", ""),),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (("partial", ""),),
    "（三）不予公开": (
        ("denied_secret", "1.属于国家秘密"),
        ("denied_law", "2.其他法律行政法规禁止公开"),
        ("denied_safety", "3.危及“三安全一稳定”"),
        ("denied_third_party", "4.保护第三方合法权益"),
        ("denied_internal", "5.属于三类内部事务信息"),
        ("denied_process", "6.属于四类过程性信息"),
        ("denied_enforcement", "7.属于行政执法案卷"),
        ("denied_query", "8.属于行政查询事项"),
    ),
    "（四）无法提供": (
        ("unable_not_held", "1.本机关不掌握相关政府信息"),
        ("unable_needs_making", "2.没有现成信息需要另行制作"),
        ("unable_unclear", "3.补正后申请内容仍不明确"),
    ),
    "（五）不予处理": (
        ("refused_petition", "1.信访举报投诉类申请"),
        ("refused_repeat", "2.重复申请"),
        ("refused_publication", "3.要求提供公开出版物"),
        ("refused_mass", "4.无正当理由大量反复申请"),
        ("refused_confirm", "5.要求行政机关确认或重新出具已获取信息"),
    ),
}
_OTHERS = {
    "!table3": (
        ("other_no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("other_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        ("other_other", "3.其他"),
    ),
    "!trial3": (("other", ""),),
}


def form_table(lines: Iterable[str]) -> list[list[str]]:
    """The rows of one table; ``<`` and ``^`` stand where a cell goes on from the left or from above."""
    kind = (lines := list(lines))[0].split()[0]
    rows = _filled(kind, [line for line in lines if not line.startswith("!fix")])
    places = cell_places(kind, rows)
    for row, column, value in (line.split()[1:] for line in lines if line.startswith("!fix")):
        if (row, column) not in places:
            raise ValueError(f"{kind} has no cell {row} {column} to fix")
        i, j = places[row, column]
        rows[i][j] = value
    return rows


def cell_places(kind: str, rows: list[list[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Where the figures stand in a table of this kind: index of row and column by their names.

    Table 2 has the names of ``_COUNTED``; table 3 those of its ``!`` lines with the row ``total`` and the column
    ``all``; table 4 has ``DISPUTES`` by ``OUTCOMES``.
    """
    if kind == "!table4":
        return {cell: (3, j) for j, cell in enumerate(product(DISPUTES, OUTCOMES))}
    if kind in _OTHERS:
        names = ("received", "carried_in", *_result_names(kind), "total", "carried_out")
        columns = (*APPLICANTS, "all")
        return {(name, column): (i, j) for i, name in enumerate(names, 3) for j, column in enumerate(columns, 3)}
    labels = {row[0]: i for i, row in enumerate(rows)}
    return {
        (name, column): (labels[label], j)
        for label, (name, columns) in _COUNTED[kind].items()
        for j, column in enumerate(columns.split(), 1)
    }


def _filled(kind: str, lines: list[str]) -> list[list[str]]:
    if kind in _OTHERS:
        return _table3(kind, lines)
    values = dict(word.split("=") for word in lines[0].split()[1:])
    figures = {name: value.split(",") for name, value in values.items()}
    return {"!table2": _table2, "!trial2": _trial2, "!table4": _table4}[kind](figures)


def _result_names(kind: str) -> list[str]:
    return [name for rows in (*_RESULTS.values(), _OTHERS[kind]) for name, _ in rows]


def _table2(figures: dict[str, list[str]]) -> list[list[str]]:
    wide = ["<", "<"]
    rows = [["第二十条第（一）项", "<", "<", "<"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    rows += [["规章", *figures["rules"]], ["行政规范性文件", *figures["documents"]]]
    for item, names in (("五", ("licences", "行政许可")), ("六", ("penalties", "行政处罚", "coercion", "行政强制"))):
        rows += [[f"第二十条第（{item}）项", "<", *wide], ["信息内容", "本年处理决定数量", *wide]]
        rows += [[label, *figures[name], *wide] for name, label in zip(names[::2], names[1::2], strict=True)]
    rows += [["第二十条第（八）项", "<", *wide], ["信息内容", "本年收费金额（单位：万元）", *wide]]
    return [*rows, ["行政事业性收费", *figures["fees"], *wide]]


def _trial2(figures: dict[str, list[str]]) -> list[list[str]]:
    rows = [["第二十条第（一）项", "<", "<", "<"], ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]]
    rows += [["规章", *figures["rules"]], ["规范性文件", *figures["documents"]]]
    groups = (("五", "licences 行政许可 services 其他对外管理服务事项"), ("六", "penalties 行政处罚 coercion 行政强制"))
    for item, names in groups:
        rows += [
            [f"第二十条第（{item}）项", "<", "<", "<"],
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ]
        pairs = zip(names.split()[::2], names.split()[1::2], strict=True)
        rows += [[label, *figures[name]] for name, label in pairs]
    rows += [["第二十条第（八）项", "<", "<", "<"], ["信息内容", "上一年项目数量", "本年增/减", "<"]]
    rows += [["行政事业性收费", *figures["fees"], "<"], ["第二十条第（九）项", "<", "<", "<"]]
    return [*rows, ["信息内容", "采购项目数量", "采购总金额", "<"], ["政府集中采购", *figures["procurement"], "<"]]


def _table3(kind: str, lines: list[str]) -> list[list[str]]:
    counts: dict[str, dict[str, int]] = {applicant: {} for applicant in APPLICANTS}
    for line in lines:
        _, applicant, *words = line.split()
        counts[applicant] = {name: int(value) for name, value in (word.split("=") for word in words)}
    results = {**_RESULTS, "（六）其他处理": _OTHERS[kind]}
    named = _result_names(kind)
    for applicant, own in counts.items():
        own["total"] = sum(own.get(name, 0) for name in named)
        balance = own.get("received", 0) + own.get("carried_in", 0) - own["total"] - own.get("carried_out", 0)
        if balance or set(own) - {*named, "received", "carried_in", "carried_out", "total"}:
            raise ValueError(f"table 3, {applicant}: the figures do not balance by {balance}, or a name is unknown")

    def numbers(name: str) -> list[str]:
        row = [counts[applicant].get(name, 0) for applicant in APPLICANTS]
        return [str(number) for number in (*row, sum(row))]

    sums = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows = [
        [sums, "<", "<", "申请人情况", *"<<<<<<"],
        ["^", "^", "^", "自然人", "法人或其他组织", *"<<<<", "总计"],
        [*"^^^^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"],
        ["一、本年新收政府信息公开申请数量", "<", "<", *numbers("received")],
        ["二、上年结转政府信息公开申请数量", "<", "<", *numbers("carried_in")],
    ]
    lead = "三、本年度办理结果"
    for label, entries in results.items():
        for name, text in entries:
            rows.append([lead, label, text or "<", *numbers(name)])
            lead, label = "^", "^"
    rows.append(["^", "（七）总计", "<", *numbers("total")])
    return [*rows, ["四、结转下年度继续办理", "<", "<", *numbers("carried_out")]]


def _table4(figures: dict[str, list[str]]) -> list[list[str]]:
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    numbers = [
        [*values, str(sum(map(int, values)))] for values in map(figures.__getitem__, ("review", "direct", "after"))
    ]
    return [
        ["行政复议", *"<<<<", "行政诉讼", *"<<<<<<<<<"],
        [*results, "未经复议直接起诉", *"<<<<", "复议后起诉", *"<<<<"],
        [*"^^^^^", *results, *results],
        [number for triple in numbers for number in triple],
    ]
