"""What is a commitment, how strong, who answers, and when it is due."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdocs.extract.deadlines import commitment_deadline
from talentdocs.extract.strength import commitment_strength
from talentdocs.segment.lexicon import load
from tests.extract.making import commitments, plan, reply


def promised(content: str) -> list[str]:
    return [row.text for row in commitments(content)]


@pytest.mark.parametrize(
    "clause",
    [
        "新建泵站3座。",
        "农村供水普及率达到95%以上。",
        "对新建的蓄水池，每座奖补2万元。",
        "鼓励农户改种耐旱品种。",
        "到2025年，漏损率控制在9%以内。",
        "允许村集体自行管护水渠。",
        "要把节水贯穿规划全过程。",
        "可在已有标准基础上上浮两成。",
        "加快已征地块的渠系建设。",
        "提请县政府建立河长会议制度。",
        "办好“云岭请您来”活动。",
        "抓好十项水利工程（详见附件）。",
        "治水非一日之功，我们将久久为功。",
        "从今年汛期起，提高巡堤补助，已列入预算。",
    ],
)
def test_measures_of_a_plan_are_promises(clause: str) -> None:
    assert clause in promised(plan(clause))


@pytest.mark.parametrize(
    "clause",
    [
        "2021年，全县用水量下降3%。",
        "去年新建泵站8座。",
        "截至目前，已建成泵站28座。",
        "但仍有3处河段不达标。",
        "水利是农业的命脉。",
        "2022年是水网建设的开局之年。",
        "本方案自2022年3月1日起施行。",
        "上级有新的规定的，从其规定。",
        "注：表中为预计数。",
        "主要任务如下：",
        "各位代表！",
        "水清则岸绿，岸绿则民富。",
        "治水非一日之功。",
        "水库是农民的“大粮仓”，也是城里的“大水缸”。",
        "治水没有终点，只有新起点。",
        "使命呼唤担当，实干成就梦想。",
        "由于管线老旧，一次改造到位难度较大。",
        "任务分工详见附件2。",
        "《取水管理办法》（云政〔2011〕3号）同时废止。",
        "以上意见，请予采纳。",
        "- 第十四章　完善水网布局",
        "事虽难，做则必成。",
        "清水是生态的重要体现。",
    ],
)
def test_no_promise_even_in_a_plan(clause: str) -> None:
    assert clause not in promised(plan("新建泵站3座。", clause))


def test_why_a_plan_is_written_and_its_headings_promise_nothing() -> None:
    assert promised(plan("（一）灌区改造", "新建泵站3座。")) == ["新建泵站3座。"]


def test_a_reply_reports_until_it_turns_to_what_comes() -> None:
    content = reply(
        "近年来，我局推进清淤。",
        "新建泵站8座。",
        "下一步，我局将加大投入。",
        "新建泵站3座；",
        "力争年底前通水。",
        "您提出的增设水文站，因资金有限，暂不采纳。",
        "感谢您对治水工作的关心。",
    )
    assert promised(content) == ["下一步，我局将加大投入。", "新建泵站3座；", "力争年底前通水。"]


def test_what_was_put_among_the_tasks_is_a_report() -> None:
    done = "县委、县政府将“两水工程”列入2021年民生实事，定期调度。"
    assert promised(reply("近年来，我局推进清淤。", done, "做到既要清水，又要绿岸。")) == []


def test_the_last_of_a_listed_sentence_is_no_heading() -> None:
    listed = "今年要办好实事：一是新建泵站3座；二是改造水渠五十里；三是完成全县农村饮水工程。加强管护。"
    assert "三是完成全县农村饮水工程。" in promised(plan(listed))


def test_a_short_promise_that_ends_in_days_opens_no_list() -> None:
    assert "审批时限压缩到15个工作日以内。" in promised(
        plan("审批时限压缩到15个工作日以内。", "新建泵站3座。")
    )


def test_a_report_of_something_ahead_is_a_promise_all_the_same() -> None:
    assert promised(reply("近年来，我局推进清淤。", "对此，我们将采取措施加以解决。")) == [
        "对此，我们将采取措施加以解决。"
    ]


def test_words_that_are_explained_promise_nothing() -> None:
    assert promised(plan("新建泵站3座。", "名词解释", "1.“两水”工程：新建水源10处。")) == ["新建泵站3座。"]


@pytest.mark.parametrize(
    ("clause", "strength"),
    [
        ("力争新建泵站3座。", "aim"),
        ("2022年计划新建泵站3座。", "aim"),
        ("拟于下半年开工。", "aim"),
        ("争创全国节水型城市。", "aim"),
        ("实施三年行动计划。", "firm"),
        ("推进示范县争创工作。", "firm"),
        ("推广模拟灌溉。", "firm"),
        ("鼓励农户改种耐旱品种，新建泵站。", "encourage"),
        ("重点支持灌区改造。", "encourage"),
        ("围绕节水目标，引导企业改造工艺。", "encourage"),
        ("充分发挥协会作用，探索水权交易。", "encourage"),
        ("到2025年，研究建立交易平台。", "encourage"),
        ("一是积极鼓励企业节水。", "encourage"),
        ("（县水利局）支持灌区改造。", "encourage"),
        ("新建泵站，支持灌区改造。", "firm"),
        ("建设节水研究院。", "firm"),
        ("推进“力争上游”活动。", "firm"),
        ("同时，鼓励农户改种耐旱品种。", "encourage"),
        ("落实水价补贴等政策，支持农户节水。", "firm"),
        ("落实省委部署要求，支持农户节水。", "encourage"),
        ("我局将对到期农户发出提醒，引导续约。", "firm"),
        ("建设虚拟现实水情展馆。", "firm"),
        ("计划从今年7月起提高补助。", "aim"),
    ],
)
def test_strength(clause: str, strength: str) -> None:
    assert commitment_strength(clause, load())[0] == strength


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("到2025年，新建泵站3座。", "2025"),
        ("到2024年9月底，新建泵站3座。", "2024-09"),
        ("2024年6月底前建成。", "2024-06"),
        ("2023年底前建成。", "2023-12"),
        ("2023年年底前建成。", "2023-12"),
        ("年底前建成。", "2022-12"),
        ("力争年底建成。", "2022-12"),
        ("9月底前建成。", "2022-09"),
        ("明年6月底前建成。", "2023-06"),
        ("年内新建泵站3座。", "2022"),
        ("今年新建泵站3座。", "2022"),
        ("全年新建泵站3座。", "2022"),
        ("2023年，新建泵站3座。", "2023"),
        ("2023年计划新建泵站3座。", "2023"),
        ("“十四五”期间新建泵站3座。", "2025"),
        ("漏损率由2021年的12%降到9%。", None),
        ("每年新建泵站3座。", None),
        ("每年12月底前通报进度。", None),
        ("从明年1月起执行新水价。", None),
        ("三年内新建泵站3座。", None),
        ("落实“十四五”规划。", None),
        ("今年以来已完成。", None),
        ("到2020年的目标已经实现。", None),
        ("5月中旬前兑现补助。", "2022-05"),
        ("力争明年开工。", "2023"),
        ("推进通水，2023年底覆盖面达到45%。", "2023-12"),
        ("2025年用水效率达到2010年的三倍。", "2025"),
        ("做到底数清、情况明。", None),
        ("一张蓝图绘到底。", None),
        ("全年开放不足200天的，不予补助。", None),
        ("咬定全年目标不放松。", None),
        ("完成全年清淤任务。", "2022"),
    ],
)
def test_deadlines_in_a_document_of_2022(clause: str, due: str | None) -> None:
    assert commitment_deadline(clause, 2022, load()) == due


@pytest.mark.parametrize(
    ("sentence", "dues"),
    [
        ("到2025年，新建泵站3座；漏损率由12%降到9%。", ["2025", "2025"]),
        ("2023年，完成规划；启动清淤。", ["2023", "2023"]),
        ("推进清淤，年内新建泵站3座；改造水渠50公里。", ["2022", "2022"]),
        ("2023年6月底前完成排查；推进清淤。", ["2023-06", None]),
        ("到2025年，新建泵站3座；每年培训管护员50人。", ["2025", None]),
        ("到2025年，新建泵站3座。改造水渠50公里。", ["2025", None]),
    ],
)
def test_a_time_carries_over_within_its_sentence(sentence: str, dues: list[str | None]) -> None:
    assert [row.deadline for row in commitments(plan(sentence))] == dues


def test_within_the_year_goes_by_the_heading() -> None:
    assert commitment_deadline("年内新建泵站3座。", 2021, load(), 2022) == "2022"
    assert commitment_deadline("年内新建泵站3座。", None, load()) is None


def test_a_bracket_answers_for_its_measure_back_to_the_bracket_before() -> None:
    content = plan(
        "1、修渠引水。新建水渠五十里。加固水渠三十里。（县水利局、县财政局）清理水渠十处。（县农业农村局）",
        "2、打井抗旱。新打机井20眼。",
        "〔各乡镇人民政府，县应急局；列第一的为牵头单位，下同〕",
        "3、加强管护。（试行）聘用管护员50名。",
    )
    offices = {row.text.split("）")[-1]: row.responsible for row in commitments(content)}
    assert offices == {
        "新建水渠五十里。": ("县水利局", "县财政局"),
        "加固水渠三十里。": ("县水利局", "县财政局"),
        "清理水渠十处。": ("县农业农村局",),
        "新打机井20眼。": ("各乡镇人民政府", "县应急局"),
        "聘用管护员50名。": (),
    }


def test_a_bracket_may_close_the_sentence_itself() -> None:
    rows = commitments(
        plan(
            "1.新建泵站3座（牵头单位：县水利局；配合单位：县财政局）。",
            "2.新打机井20眼（县应急局牵头，县水利局配合）。",
        )
    )
    assert [row.responsible for row in rows] == [("县水利局", "县财政局"), ("县应急局", "县水利局")]


def test_lines_below_a_measure_may_say_who_answers() -> None:
    rows = commitments(
        plan(
            "（一）修渠引水。新建水渠五十里。",
            "牵头单位：县水利局",
            "配合单位：县财政局、各乡镇人民政府",
            "（二）打井抗旱。新打机井20眼。",
            "（责任单位：县应急局；完成时限：2024年6月底）",
        )
    )
    assert [(row.text, row.responsible, row.deadline) for row in rows] == [
        ("新建水渠五十里。", ("县水利局", "县财政局", "各乡镇人民政府"), None),
        ("新打机井20眼。", ("县应急局",), "2024-06"),
    ]


def test_the_sentence_may_name_who_answers() -> None:
    rows = commitments(
        plan("由县水利局牵头，新建泵站3座。", "县应急局负责，储备水泵百台。", "由群众自行管护水渠。")
    )
    assert [row.responsible for row in rows] == [("县水利局",), ("县应急局",), ()]


def test_rows_of_a_table_carry_office_and_deadline() -> None:
    rows = commitments(
        plan(
            "新建泵站3座。",
            "附件1",
            "任务分工",
            "序号\t工作任务\t牵头单位\t配合单位\t完成时限",
            "1\t修建水渠五十里\t县水利局\t县财政局、各乡镇\t2024年底",
            "2\t鼓励村民清淤\t县农业农村局\t\t2023年6月",
        )
    )[1:]
    assert [(row.text, row.strength, row.responsible, row.deadline) for row in rows] == [
        (
            "1\t修建水渠五十里\t县水利局\t县财政局、各乡镇\t2024年底",
            "firm",
            ("县水利局", "县财政局", "各乡镇"),
            "2024-12",
        ),
        ("2\t鼓励村民清淤\t县农业农村局\t\t2023年6月", "encourage", ("县农业农村局",), "2023-06"),
    ]


def test_a_table_that_names_no_office_holds_promises_where_a_column_holds_tasks() -> None:
    tasks = ("序号\t民生领域\t具体内容", "1\t治水\t新建泵站3座。改造水渠五十里。")
    figures = ("序号\t民生领域\t单位", "1\t治水\t新建泵站3座。改造水渠五十里。")
    rows = commitments(plan("新建泵站3座。", "附件1", "民生实事", *tasks))[1:]
    assert [(row.text, row.responsible) for row in rows] == [
        ("1\t治水\t新建泵站3座。", ()),
        ("改造水渠五十里。", ()),
    ]
    assert not commitments(plan("新建泵站3座。", "附件1", "民生实事", *figures))[1:]


def test_the_number_in_its_own_cell_belongs_to_the_task() -> None:
    rows = commitments(
        plan(
            "新建泵站3座。",
            "任务分解表",
            "序号\t重点任务\t目标值\t牵头单位\t完成时限",
            "1\t清淤河道（公里）\t68\t县水利局\t11月底前",
            "2\t修建水渠。加固水渠。\t40\t县水利局\t年底前",
        )
    )[1:]
    assert [(row.text, row.deadline, len(row.figure_ids)) for row in rows] == [
        ("1\t清淤河道（公里）\t68\t县水利局\t11月底前", "2022-11", 1),
        ("2\t修建水渠。", "2022-12", 0),
        ("加固水渠。", "2022-12", 0),
    ]


def test_rows_pasted_one_cell_to_a_line_carry_the_offices_of_their_last_cell() -> None:
    content = plan(
        "新建泵站3座。",
        "附件：",
        "任务分工",
        "",
        "\t类别",
        "\t序号",
        "\t重点任务",
        "\t责任单位",
        "",
        "\t工程",
        "\t1",
        "\t修建水渠。加固水渠。",
        "\t县水利局",
        "",
        "县财政局",
        "",
        "\t",
        "\t2",
        "\t清理河道。",
        "\t各乡镇",
        "",
    )
    assert [(row.text, row.responsible) for row in commitments(content)[1:]] == [
        ("修建水渠。", ("县水利局", "县财政局")),
        ("加固水渠。", ("县水利局", "县财政局")),
        ("清理河道。", ("各乡镇",)),
    ]


PARTS = st.sampled_from(
    [
        "新建泵站3座",
        "。",
        "；",
        "（县水利局）",
        "下一步，",
        "力争",
        "去年",
        "已建成",
        "\n",
        "一、",
        "（",
        "2023年底前",
        "我局将",
        "《节水办法》",
        "近年来",
        "：",
        "各位代表！",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PARTS, max_size=40))
def test_commitments_quote_the_text_and_stand_in_order(parts: list[str]) -> None:
    content = reply("".join(parts))
    rows = commitments(content)
    assert all(content[row.start : row.end] == row.text for row in rows)
    assert all(one.end <= two.start for one, two in pairwise(rows))
    assert rows == commitments(content)
