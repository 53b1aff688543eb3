"""Every column of documents, from letterheads of many shapes."""

from __future__ import annotations

import pytest

from talentdocs.extract.dates import full_date, read_date
from talentdocs.extract.doc_type import doc_type
from talentdocs.extract.letterhead import read_number
from talentdocs.extract.proposals import read_session
from talentdocs.extract.years import session_year
from talentdocs.segment.lexicon import load
from tests.extract.making import plan, read, reply

REPLY = (
    " 慈溪市水利局文件\n\n\t  慈水建〔2022〕15号        签发人"
    "：李 禾\n\n关于市人大九届二次会议\n第31号建议的答复\n\n"
    "王田代表：\n您提出的《关于疏浚内河的建议》收悉，现答复如下：\n去年疏浚内河12公里。\n\n慈溪市水利局\n2022年5月6日\n"
    "联系人：赵沟，电话：12345\n抄送：市人大代表工委\n"
)


def test_a_reply() -> None:
    document, _ = read(REPLY)
    assert document.doc_type == "答复"
    assert document.title == "关于市人大九届二次会议第31号建议的答复"
    assert (document.issuer, document.doc_number) == ("慈溪市水利局", "慈水建〔2022〕15号")
    assert (document.signatory, document.addressee) == ("李禾", "王田代表")
    assert (document.proposal_kind, document.proposal_number) == ("建议", "31")
    assert (document.session, document.proposer) == ("市人大九届二次会议", "王田")
    assert document.proposal_title == "关于疏浚内河的建议"
    assert (document.date, document.year, document.year_source) == ("2022-05-06", 2022, "date")
    assert document.region == "慈溪市"


def test_an_opinion_of_an_assisting_office_names_the_proposer_in_its_opening() -> None:
    document, _ = read(
        "关于第8号提案的会办意见\n市住建局：\n周渠等3名委员在政协会议上提交的“关于雨污分流的提案”已收悉，提出会办意见如下：\n"
        "去年改造管网5公里。\n宁波市水利局\n二〇二二年五月\n"
    )
    assert (document.doc_type, document.addressee, document.proposer) == ("协办意见", "市住建局", "周渠")
    assert document.proposal_title == "关于雨污分流的提案"
    assert (document.date, document.region) == ("2022-05", "宁波市")


def test_a_deputy_may_propose_at_the_head_of_others() -> None:
    document, _ = read(
        "关于第9号建议的协办意见\n市水利局：\n周渠代表领衔提出的《关于治水的建议》交我局协办，现提出意见。\n"
        "一、现状\n去年治水。\n"
    )
    assert document.proposer == "周渠"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "慈溪市人民政府办公室\n\n慈溪市促进节水高质量发展\n行动方案\n（2024—2026年）",
            "慈溪市促进节水高质量发展行动方案（2024—2026年）",
        ),
        ("慈溪市人民政府办公室\n行动方案（2024—2026年）", "行动方案（2024—2026年）"),
        ("2024年3月2日慈溪市水利会议\n工作方案", "工作方案"),
    ],
)
def test_a_title_may_break_before_its_last_words(head: str, title: str) -> None:
    document, _ = read(f"{head}\n\n为治水，制定本方案。\n一、任务\n新建泵站3座。\n")
    assert document.title == title


def test_a_committee_may_propose() -> None:
    document, _ = read(
        "关于州政协三届一次会议第4号提案答复的函\n州政协经济委员会：\n贵委《关于治水的提案》收悉。\n去年治水。\n"
    )
    assert document.proposer == document.addressee == "州政协经济委员会"
    assert document.proposal_kind == "提案"


def test_a_work_report_with_front_matter() -> None:
    document, _ = read(
        "---\nsource: https://example.org/1\ntitle: 2021年金华市政府工"
        "作报告2021年金华市政府工作报告\n---\n\n**政府工作报告**\n\n"
        "——2021年2月3日在金华市第五届人民代表大会第四次会议上\n\n市长 "
        "李 禾\n\n各位代表：\n现在，我代表市人民政府向大会报告工作。\n"
        "一、2020年工作回顾\n新修水渠五十里。\n",
        "金华市/2021.md",
    )
    assert (document.doc_type, document.title) == ("政府工作报告", "2021年金华市政府工作报告")
    assert (document.issuer, document.addressee, document.region) == ("金华市人民政府", "各位代表", "金华市")
    assert (document.date, document.year, document.session) == (
        "2021-02-03",
        2021,
        "金华市第五届人民代表大会第四次会议",
    )


def test_a_notice_takes_the_date_of_its_signature_and_not_of_publication() -> None:
    document, _ = read(
        "索引号：123\n发布机构：衢州市人民政府办公室\n发布时间：2022-06-30\n\n衢州市人民政府办公室关于印发治水方案的通知\n\n"
        "衢政办发[2022]9号\n\n各县（市、区）人民政府，市政府各部门：\n治水方案已经同意，现印发给你们。\n衢州市人民政府办公室\n"
        "2022年6月18日\n治水方案\n为治水，制定本方案。\n一、任务\n新修水渠五十里。\n"
    )
    assert (document.doc_type, document.date) == ("通知", "2022-06-18")
    assert document.doc_number == "衢政办发〔2022〕9号"
    assert document.addressee == "各县（市、区）人民政府，市政府各部门"


@pytest.mark.parametrize(
    ("content", "year", "source"),
    [
        (reply("去年清淤12公里。"), 2022, "date"),
        (REPLY.replace("2022年5月6日\n", ""), 2022, "number"),
        (plan("新建泵站3座。"), 2022, "force"),
        (
            (
                "关于治水的意见\n\n为治水，制定本意见。\n一、任务"
                "\n新建泵站3座。\n本意见自2021年3月1日起施行。\n"
            ),
            2021,
            "force",
        ),
        (
            (
                "关于县人大二届三次会议第5号建议的答复\n李禾代表：\n现答复"
                "如下：\n2018年清淤9公里。下一步，2019年再清淤5公里。\n"
            ),
            2019,
            "session",
        ),
        (
            ("关于省人大九届二次会议第5号建议的答复\n李禾代表：\n现答复如下：\n2022年清淤9公里。\n"),
            2024,
            "session",
        ),
        ("清淤工作汇报\n去年的事。\n2021年清淤9公里。\n", 2021, "text"),
        ("清淤工作汇报\n2021年清淤9公里。下一步，2022年将清淤12公里。\n", 2022, "text"),
        ("清淤工作汇报\n清淤9公里。\n", None, None),
    ],
)
def test_the_year_and_how_it_is_known(content: str, year: int | None, source: str | None) -> None:
    document, _ = read(content)
    assert (document.year, document.year_source) == (year, source)


def test_a_session_known_from_the_run_goes_before_the_term() -> None:
    content = "关于县人大二届三次会议第5号建议的答复\n李禾代表：\n现答复如下：\n2018年清淤9公里。\n"
    assert read(content)[0].year == 2019
    assert read(content, 县人大二届三次会议=2020)[0].year == 2020


@pytest.mark.parametrize(
    ("session", "reported", "coming", "year"),
    [
        ("市十七届人大三次会议", 2018, None, 2019),
        ("市十七届人大三次会议", 2020, 2025, 2024),
        ("县政协九届一次会议", 2021, None, 2022),
        ("省十四届人大一次会议", 2021, None, 2023),
        ("市政协十届三次会议", None, 2025, 2024),
        ("市政协十届三次会议", None, 2020, 2019),
        ("市十七届人大三次会议", None, None, None),
    ],
)
def test_sessions_count_from_the_start_of_the_term(
    session: str, reported: int | None, coming: int | None, year: int | None
) -> None:
    assert session_year(session, None, reported, coming, load()) == year


@pytest.mark.parametrize(
    ("words", "session"),
    [
        ("对十三届全国人大五次会议第7号建议的答复", "十三届全国人大五次会议"),
        ("关于州政协九届二次会议第7号提案答复的函", "州政协九届二次会议"),
        ("现就市人大十五届四次会议第12号建议提出意见", "市人大十五届四次会议"),
        ("2021年2月3日在扬州市第八届人民代表大会第五次会议上", "扬州市第八届人民代表大会第五次会议"),
        ("市委全会部署", None),
    ],
)
def test_sessions(words: str, session: str | None) -> None:
    assert read_session(words, load()) == session


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("慈水建〔2022〕15号", "慈水建〔2022〕15号"),
        ("慈水建[2022]15号", "慈水建〔2022〕15号"),
        ("慈水建（2022）第15号", "慈水建〔2022〕15号"),
        ("第15号建议", None),
        ("2022年15号", None),
    ],
)
def test_document_numbers(words: str, number: str | None) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2022年5月6日", "2022-05-06"),
        ("2022 年 5 月 6 日", "2022-05-06"),
        ("二〇二二年五月十六日", "2022-05-16"),
        ("二○二二年十二月", "2022-12"),
        ("2022-05-06", "2022-05-06"),
        ("2022年", "2022"),
        ("2022年13月", None),
        ("没有日期", None),
    ],
)
def test_dates(words: str, date: str | None) -> None:
    assert read_date(words) == date
    assert full_date(words) == (date if date and len(date) > 4 else None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于第3号建议的答复", "答复"),
        ("关于第3号提案的复函", "答复"),
        ("关于第3号建议的协办意见", "协办意见"),
        ("关于节约用水的实施意见（试行）", "实施意见"),
        ("节水行动方案（2022—2025年）", "实施方案"),
        ("关于印发节水方案的通知", "通知"),
        ("“十四五”水利发展规划", "规划"),
        ("2022年政府工作报告", "政府工作报告"),
        ("水情简报", "其他"),
    ],
)
def test_kinds_of_documents(title: str, kind: str) -> None:
    assert doc_type(title, "", load()) == kind
