"""Documents: parts, pages, debris, warnings. Everything about invented places."""

import pytest

from policytext.clean import clean_document
from policytext.records import Block, RawDocument


def make(*blocks, format="txt"):
    made = tuple(block if isinstance(block, Block) else Block(block) for block in blocks)
    return RawDocument("a.txt", "0" * 64, format, made, encoding="utf-8", warnings=("from reading",))


def parts_of(document):
    return [(part.kind, part.why, part.span.of(document.text)) for part in document.parts]


def test_a_document_carries_over_what_reading_knew():
    document = clean_document(make("一、概述"))
    assert (document.source, document.format, document.encoding) == ("a.txt", "txt", "utf-8")
    assert document.warnings == ("from reading",)


def test_an_empty_document_has_no_parts():
    document = clean_document(make("", Block("- 1 -", "page_number"), ""))
    assert (document.text, document.parts) == ("", ())
    assert document.source_text() == "\n- 1 -\n"


PRINTED = [
    Block("- 1 -", "page_number", 1),
    Block("　　2022年，临川渡市围绕稳岗就业、义务教育等重点领域，编制公", page=1),
    Block("开目录，持续推进政务公开标准化规范化建设，全年主动公开各类信", page=1),
    Block("息三千余条，办理申请四十一件，答复及时率保持在较高水平，未发", page=1),
    Block("临川渡市人民政府", "running_head", 2),
    Block("- 2 -", "page_number", 2),
    Block("生行政复议和行政诉讼。各县区各部门报送信息的数量逐年上升，其", page=2),
    Block("中政策解读材料二百余篇。", page=2),
    Block("　　二、主动公开政府信息情况", page=2),
    Block("规章\t１\t0", "table", 2),
    Block("- 3 -", "page_number", 3),
    Block("　　三、收到和处理政府信息公开申请情况", page=3),
]


def test_a_sentence_goes_on_over_a_page_and_headings_stay():
    document = clean_document(make(*PRINTED, format="pdf"))
    lines = document.text.split("\n")
    assert lines[0].startswith("2022年，临川渡市")
    assert "未发生行政复议" in lines[0]
    assert lines[0].endswith("政策解读材料二百余篇。")
    assert lines[1:] == ["二、主动公开政府信息情况", "规章\t1\t0", "三、收到和处理政府信息公开申请情况"]
    assert document.source_text() == make(*PRINTED).text


def test_parts_tell_tables_and_pages():
    document = clean_document(make(*PRINTED, format="pdf"))
    assert [(part.kind, part.page) for part in document.parts] == [
        ("prose", 1),
        ("prose", 2),
        ("table", 2),
        ("prose", 3),
    ]


def test_a_deleted_page_number_is_an_edit_and_a_span_across_it_maps_back_whole():
    document = clean_document(make(*PRINTED, format="pdf"))
    at = document.text.index("未发生行政复议")
    span = document.parts[0].span.__class__(at, at + 7)
    assert document.to_source(span).of(document.source_text()) == "未发\n临川渡市人民政府\n- 2 -\n生行政复议"


SCRAPED = """首页 > 政务公开 > 年度报告
登录 |   注册
青禾县2016年度政府信息公开工作年度报告
发布日期:2017-02-21    点击数:
【字体:大 中 小】 打印本页 关闭窗口
一、概述
如对本报告有疑问,请联系青禾县人民政府办公室(电话:0999-1234567).
地址:青禾县某路1号 邮编:999999 电话:0999-1234567
附件:青禾县2016年统计表.xls
上一篇:青禾县2015年年报
版权所有:青禾县人民政府 主办:县政府办公室
扫一扫在手机打开当前页"""


def test_lines_that_are_not_the_report_are_set_aside_with_a_reason():
    document = clean_document(make(*SCRAPED.split("\n")))
    assert parts_of(document) == [
        ("aside", "breadcrumb", "首页 > 政务公开 > 年度报告"),
        ("aside", "navigation", "登录 | 注册"),
        ("prose", "", "青禾县2016年度政府信息公开工作年度报告"),
        ("aside", "metadata", "发布日期：2017-02-21 点击数："),
        ("aside", "print_line", "【字体：大 中 小】 打印本页 关闭窗口"),
        ("prose", "", "一、概述\n如对本报告有疑问，请联系青禾县人民政府办公室（电话：0999-1234567）。"),
        ("aside", "contact", "地址：青禾县某路1号 邮编：999999 电话：0999-1234567"),
        ("aside", "attachment", "附件：青禾县2016年统计表.xls"),
        ("aside", "navigation", "上一篇：青禾县2015年年报"),
        ("aside", "footer", "版权所有：青禾县人民政府 主办：县政府办公室"),
        ("aside", "share", "扫一扫在手机打开当前页"),
    ]


ASIDES = {
    "您现在的位置：首页 >> 政府信息公开 >> 正文": "breadcrumb",
    "青禾县司法局 > 信息公开 > 年报": "breadcrumb",
    "青禾县司法局 / 公开年报 / 正文": "breadcrumb",
    "青禾县人民政府 www.qinghe.example.cn 今天是 星期四": "navigation",
    "登录 | 注册 | 繁體版 | 无障碍浏览": "navigation",
    "索引号：QH-2017-0001 发布机构：县政府办 文号： 点击数：1107": "metadata",
    "时间：2021-01-29 16:42 来源：县政府办 作者：佚名 点击数： 打印 关闭": "metadata",
    "（此件公开发布）": "metadata",
    "【打印】 【关闭】 责任编辑：县信息中心": "print_line",
    "【字号：大 中 小】【打印本页】扫一扫在手机打开": "print_line",
    "分享到：微信 微博": "share",
    "单位负责人： 审核人： 填报人：": "contact",
    "行政许可 | 7 | 0 | 46": "table",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "table",
}


@pytest.mark.parametrize(("line", "why"), ASIDES.items(), ids=ASIDES)
def test_a_line_is_set_aside_for_its_reason(line, why):
    assert [(part.kind, part.why) for part in clean_document(make(line)).parts] == [("aside", why)]


PROSE = [
    "公开形式：通过政府网站、公报等形式公开。",
    "打印、复印政府信息按成本收费。",
    "首页设置政务公开专栏，点击即可进入。",
    "注册用户可以在线提交申请",
    "相关信息公开情况",
    "下载量居全市前列。",
    "扫码即可查询办事指南",
    "来源于群众反映的问题12件。",
    "时间紧、任务重，个别单位未按时公开",
    "青禾县人民政府办公室",
    "2017年2月17日",
    "（一）予以公开的申请12件。",
]


@pytest.mark.parametrize("line", PROSE)
def test_a_line_of_prose_is_never_set_aside(line):
    assert [part.kind for part in clean_document(make(line)).parts] == ["prose"]


def test_a_table_that_lost_its_cells_is_set_aside_whole():
    document = clean_document(
        make(
            "二、主动公开政府信息情况",
            "第二十条 第（一）项",
            "信息内容 本年制发件数 本年废止件数 现行有效件数",
            "规章 1 0 11",
            "行政规范性",
            "文件 8 26 66",
            "三、收到和处理政府信息公开申请情况",
            "全年收到申请12件。",
        )
    )
    assert [(kind, why) for kind, why, _ in parts_of(document)] == [("prose", ""), ("aside", "table"), ("prose", "")]
    assert parts_of(document)[2][2] == "三、收到和处理政府信息公开申请情况\n全年收到申请12件。"


def test_walls_of_bars_are_set_aside_but_words_between_bars_are_navigation():
    document = clean_document(make("|||||||", "规章||0||0||0", "无障碍浏览 | 长者模式 | 简体版"))
    assert [why for _, why, _ in parts_of(document)] == ["table", "navigation"]


def test_blocks_that_the_reader_set_aside_stay_aside():
    document = clean_document(make(Block("县政府网站", "aside"), "一、概述"))
    assert parts_of(document) == [("aside", "navigation", "县政府网站"), ("prose", "", "一、概述")]


def test_cells_get_their_characters_folded_and_keep_their_gaps():
    document = clean_document(make(Block("规　章\t１２\n⼯作,\t３％", "table")))
    assert document.text == "规  章\t12\n工作,\t3%"


def test_a_traditional_document_is_converted_with_its_tables():
    document = clean_document(make("政府資訊公開年度報告與規範性檔案", Block("規章\t1", "table")))
    assert document.text == "政府信息公开年度报告与规范性文件\n规章\t1"


def test_a_traditional_cell_in_a_simplified_document_stays():
    document = clean_document(make("青禾县政府信息公开年度报告，办理结果与复议情况。", Block("規章\t鄭某", "table")))
    assert document.text.endswith("規章\t鄭某")


def test_damage_beyond_repair_is_said_with_its_place():
    document = clean_document(make("本办法2017111日印发。", "编发情况反映”12期。"))
    dates, quotes = document.warnings[1:]
    assert dates.startswith("1 × a date lost 年 or 月")
    assert "本办法2017111日印发。" in dates
    assert "情况反映”12期。" in quotes
