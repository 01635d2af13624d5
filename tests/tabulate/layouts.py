"""The prescribed tables of invented figures, laid out in the ways in which texts have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from policytext.clean import clean_document
from policytext.records import Block, Document, RawDocument

Key = tuple[str, str, str]
Values = Mapping[Key, Any]
Grid = list[list[str]]

HEAD = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
T2_HEADS = {
    "standard": {
        ("made", "repealed", "in_force"): ["本年制发件数", "本年废止件数", "现行有效件数"],
        ("decisions",): ["本年处理决定数量"],
        ("amount",): ["本年收费金额（单位：万元）"],
    },
    "trial": {
        ("created", "opened", "total"): ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ("previous", "change", "decisions"): ["上一年项目数量", "本年增/减", "处理决定数量"],
        ("previous", "change"): ["上一年项目数量", "本年增/减"],
        ("projects", "amount"): ["采购项目数量", "采购总金额"],
    },
}
T2_ROWS = {
    "rules": ("一", "规章"),
    "normative_documents": ("一", "规范性文件"),
    "licences": ("五", "行政许可"),
    "other_services": ("五", "其他对外管理服务事项"),
    "penalties": ("六", "行政处罚"),
    "coercion": ("六", "行政强制"),
    "fees": ("八", "行政事业性收费"),
    "procurement": ("九", "政府集中采购"),
}
T3_ROWS = {
    "received": ("一、本年新收政府信息公开申请数量",),
    "carried_in": ("二、上年结转政府信息公开申请数量",),
    "granted": ("三、本年度办理结果", "（一）予以公开"),
    "partial": ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    "denied_secret": ("", "（三）不予公开", "1.属于国家秘密"),
    "denied_law": ("", "", "2.其他法律行政法规禁止公开"),
    "denied_safety": ("", "", "3.危及“三安全一稳定”"),
    "denied_third_party": ("", "", "4.保护第三方合法权益"),
    "denied_internal": ("", "", "5.属于三类内部事务信息"),
    "denied_process": ("", "", "6.属于四类过程性信息"),
    "denied_enforcement": ("", "", "7.属于行政执法案卷"),
    "denied_query": ("", "", "8.属于行政查询事项"),
    "unable_not_held": ("", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    "unable_needs_making": ("", "", "2.没有现成信息需要另行制作"),
    "unable_unclear": ("", "", "3.补正后申请内容仍不明确"),
    "refused_petition": ("", "（五）不予处理", "1.信访举报投诉类申请"),
    "refused_repeat": ("", "", "2.重复申请"),
    "refused_publication": ("", "", "3.要求提供公开出版物"),
    "refused_mass": ("", "", "4.无正当理由大量反复申请"),
    "refused_confirm": ("", "", "5.要求行政机关确认或重新出具已获取信息"),
    "other": ("", "（六）其他处理"),
    "other_no_correction": ("", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    "other_unpaid": ("", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    "other_other": ("", "", "3.其他"),
    "total": ("", "（七）总计"),
    "carried_out": ("四、结转下年度继续办理",),
}
ENDINGS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def table_2(values: Values, era: str) -> Grid:
    """Table 2 as a grid of four columns."""
    grid, item = Grid(), ""
    for row, (number, label) in T2_ROWS.items():
        columns = tuple(column for table, name, column in values if (table, name) == ("t2", row))
        if not columns:
            continue
        if number != item:
            item = number
            grid += [[f"第二十条第（{number}）项", "", "", ""], _padded(["信息内容", *T2_HEADS[era][columns]], 4)]
        grid.append(_padded([label, *(str(values["t2", row, column]) for column in columns)], 4))
    return grid


def table_3(values: Values) -> Grid:
    """Table 3 as a grid of ten columns."""
    grid = [
        _padded([HEAD, "", "", "申请人情况"], 10),
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *APPLICANTS[1:-1], ""],
    ]
    for row, labels in T3_ROWS.items():
        figures = [str(value) for (table, name, _), value in values.items() if (table, name) == ("t3", row)]
        if figures:
            grid.append([*_padded(list(labels), 3), *figures])
    return grid


def table_4(values: Values) -> Grid:
    """Table 4 as a grid of fifteen columns."""
    return [
        _padded(["行政复议", "", "", "", "", "行政诉讼"], 15),
        _padded([*ENDINGS, "未经复议直接起诉", "", "", "", "", "复议后起诉"], 15),
        [""] * 5 + ENDINGS * 2,
        [str(value) for (table, _, _), value in values.items() if table == "t4"],
    ]


def grids(values: Values, era: str) -> list[Grid]:
    """The three tables."""
    return [table_2(values, era), table_3(values), table_4(values)]


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _filled(grid: Grid) -> list[list[str]]:
    return [[cell for cell in row if cell] for row in grid]


FLAT: dict[str, Callable[[Grid], str]] = {
    "bars": lambda grid: "\n".join("|" + "|".join(row) + "|" for row in grid),
    "spaces": lambda grid: "\n".join("  ".join(row) for row in _filled(grid)),
    "one cell a line": lambda grid: "\n".join(cell for row in _filled(grid) for cell in row),
    "one line": lambda grid: " ".join(cell for row in _filled(grid) for cell in row),
}
"""Ways to write a table as text."""

HEADINGS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
AFTER = "五、存在的主要问题及改进情况\n2023年全县有12个乡镇信息更新不及时。"


def as_document(values: Values, era: str, layout: str = "table") -> Document:
    """A cleaned document with the three tables: as tables, or flattened in one of the ways of ``FLAT``."""
    blocks = []
    for heading, grid in zip(HEADINGS, grids(values, era), strict=True):
        blocks.append(Block(heading))
        if layout == "table":
            blocks.append(Block("\n".join("\t".join(row) for row in grid), "table"))
        else:
            blocks.append(Block(FLAT[layout](grid)))
    blocks.append(Block(AFTER))
    return clean_document(RawDocument("a.txt", "0" * 64, "txt", tuple(blocks)))
