"""What a careful reader finds in ``samples/``, written down by hand and held against what the program writes.

The documents tell of 临溪市 and its 云塘县 from 2021 to 2024: promises that were met, missed, called by
another name, never mentioned again, or answered by two different numbers. ``docs/tutorial.md`` tells
the story.
"""

from __future__ import annotations

import pytest

from tests.sample_tables import BULLETIN, COHANDLING, NOTICE, OPINION, PLAN, REPLY, REPORT, Row, Tables, run


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return run("extract", tmp_path_factory.mktemp("extract"))


# --- documents ----------------------------------------------------------------------------------

DOCUMENTS: dict[str, Row] = {
    REPORT[2021]: {"doc_type": "政府工作报告", "date": "2021-01-22", "year": 2021, "encoding": "utf-8"},
    REPORT[2022]: {"doc_type": "政府工作报告", "date": "2022-02-18", "year": 2022, "format": "txt"},
    REPORT[2023]: {"doc_type": "政府工作报告", "date": "2023-02-08", "year": 2023, "format": "docx"},
    REPORT[2024]: {"doc_type": "政府工作报告", "date": "2024-01-24", "year": 2024, "format": "html"},
    PLAN: {
        "doc_type": "规划",
        "title": "临溪市“十四五”人才发展规划",
        "doc_number": "临政发〔2021〕22号",
        "date": "2021-09-15",
        "issuer": "临溪市人民政府",
        "format": "pdf",
        "pages": 2,
    },
    OPINION: {
        "doc_type": "实施意见",
        "title": "临溪市人民政府关于推进“技能临溪”建设的实施意见（2022—2025年）",
        "doc_number": "临政发〔2022〕15号",
        "date": "2022-07-06",
        "issuer": "临溪市人民政府",
    },
    REPLY[42]: {
        "doc_type": "答复",
        "title": "关于市十五届人大五次会议第42号建议的答复",
        "issuer": "临溪市人力资源和社会保障局",
        "doc_number": "临人社建〔2021〕11号",
        "signatory": "顾长青",
        "addressee": "苏立群代表",
        "proposal_kind": "建议",
        "proposal_number": "42",
        "session": "市十五届人大五次会议",
        "proposer": "苏立群",
        "proposal_title": "关于破解制造企业“技工荒”的建议",
        "date": "2021-06-16",
        "year": 2021,
        "year_source": "date",
        "encoding": "gb18030",
    },
    REPLY[57]: {
        "doc_type": "答复",
        "proposal_kind": "提案",
        "proposal_number": "57",
        "session": "市政协五届一次会议",
        "proposer": "方以宁",
        "signatory": "顾长青",
        "date": "2022-06-22",
    },
    REPLY[103]: {
        "doc_type": "答复",
        "issuer": "临溪市生态环境局",
        "addressee": "白露等5名代表",
        "proposal_kind": "建议",
        "proposal_number": "103",
        "signatory": "石映川",
    },
    REPLY[68]: {"doc_type": "答复", "proposal_number": "68", "proposer": "冯若谷", "date": "2023-05-30"},
    REPLY[31]: {
        "doc_type": "答复",
        "proposal_kind": "提案",
        "proposal_number": "31",
        "addressee": "民革临溪市委会",
        "doc_number": "临建函〔2023〕52号",
    },
    REPLY[120]: {"doc_type": "答复", "issuer": "临溪市民政局", "proposal_number": "120"},
    COHANDLING: {
        "doc_type": "协办意见",
        "issuer": "临溪市财政局",
        "addressee": "市人力资源和社会保障局",
        "proposal_kind": "提案",
        "proposal_number": "57",
        "proposal_title": "关于建立技能人才多元投入机制的提案",
        "date": "2022-05-27",
    },
    NOTICE: {"doc_type": "通知", "doc_number": "临人社发〔2023〕8号", "date": "2023-02-20", "year": 2023},
    BULLETIN: {
        "doc_type": "其他",
        "title": "临溪市2022年国民经济和社会发展统计公报",
        "date": "2023-03-28",
        "year": 2023,
        "encoding": "gb18030",
    },
    REPLY[9]: {
        "doc_type": "答复",
        "issuer": "云塘县人力资源和社会保障局",
        "proposal_number": "9",
        "session": "县十七届人大一次会议",
        "year": 2022,
    },
    REPLY[17]: {"doc_type": "答复", "proposal_number": "17", "proposer": "叶知秋", "date": "2023-06-20"},
}


def test_every_document_is_read_and_nothing_else(extracted: Tables) -> None:
    assert sorted(row["path"] for row in extracted["documents"]) == sorted(DOCUMENTS)
    assert extracted.get("failures", []) == []


@pytest.mark.parametrize("path", sorted(DOCUMENTS))
def test_document_fields(extracted: Tables, path: str) -> None:
    row = next(row for row in extracted["documents"] if row["path"] == path)
    expected = {"region": "云塘县" if path.startswith("云塘县") else "临溪市"} | DOCUMENTS[path]
    assert {name: row[name] for name in expected} == expected


# --- figures ------------------------------------------------------------------------------------

# (document, the words with the figure in 【】, what it is). An indicator is a set of names that are all good.
FIGURES: list[tuple[str, str, Row]] = [
    (
        REPORT[2021],
        "城镇新增就业【2.67万人】",
        {"value": 26700, "unit": "人", "qualifier": "eq", "status": "actual", "measure": "flow"}
        | {"period_start": "2020", "period_end": "2020", "region": "临溪市"},
    ),
    (
        REPORT[2021],
        "城镇新增就业【2.8万人】以上",
        {"value": 28000, "qualifier": "ge", "status": "target", "measure": "flow", "period_end": "2021"},
    ),
    (
        REPORT[2021],
        "城镇调查失业率控制在【5.5%】以内",
        {
            "value": 5.5,
            "qualifier": "le",
            "status": "target",
            "measure": "share",
            "indicator": {"城镇调查失业率"},
        },
    ),
    (
        REPORT[2021],
        "规模以上工业增加值增长【7.5%】左右",
        {"value": 7.5, "qualifier": "approx", "status": "target", "measure": "change"},
    ),
    (
        REPORT[2021],
        "降至【36微克/立方米】以下",
        {"value": 36, "unit": "微克/立方米", "qualifier": "le", "status": "target"}
        | {"indicator": {"PM2.5年均浓度", "PM2.5浓度"}},
    ),
    (
        REPORT[2021],
        "【12家】",
        {"indicator": {"新建示范型居家养老服务中心"}, "status": "target", "unit": "家"},
    ),
    (
        REPORT[2022],
        "由【1012.5亿元】增加到",
        {"value": 101250000000, "status": "actual", "unit": "元"},
    ),
    (
        REPORT[2022],
        "城镇新增就业累计【13.4万人】",
        {"value": 134000, "status": "actual", "measure": "cumulative"},
    ),
    (
        REPORT[2022],
        "年末高技能人才总数【4.6万人】",
        {"value": 46000, "status": "actual", "measure": "stock", "period_end": "2021-12"}
        | {"indicator": {"高技能人才总数", "高技能人才总量", "高技能人才"}},
    ),
    (
        REPORT[2022],
        "高技能人才总量达到【7万人】",
        {"status": "target", "period_end": "2026", "measure": "stock"},
    ),
    (REPORT[2022], "突破【2000亿元】", {"value": 200000000000, "qualifier": "ge", "status": "target"}),
    (
        REPORT[2022],
        "2023年底前建成公共实训基地【2个】",
        {"value": 2, "status": "target", "indicator": {"公共实训基地", "建成公共实训基地"}},
    ),
    (
        REPORT[2023],
        "年末高技能人才达【5.1万人】",
        {"value": 51000, "status": "actual", "measure": "stock", "period_end": "2022-12"},
    ),
    (
        REPORT[2024],
        "占技能人才总量的【33.6%】",
        {"value": 33.6, "unit": "%", "status": "actual", "measure": "share"},
    ),
    (REPORT[2024], "新增高技能人才【4127人】", {"status": "actual", "measure": "flow", "period_end": "2023"}),
    (REPORT[2024], "没有完成【4500人】的目标", {"value": 4500, "status": "target"}),
    (REPORT[2024], "新增高技能人才【4600人】", {"status": "target", "period_end": "2024"}),
    (
        PLAN,
        "高技能人才总量达到【6.5万人】",
        {"value": 65000, "status": "target", "period_end": "2025", "page": 1},
    ),
    (
        PLAN,
        "每年新增高技能人才【4000人】以上",
        {"value": 4000, "qualifier": "ge", "status": "target", "measure": "flow", "frequency": "yearly"},
    ),
    (
        PLAN,
        "人才资源总量\t万人\t41.8\t【56】",
        {
            "value": 560000,
            "unit": "人",
            "status": "target",
            "period_end": "2025",
            "indicator": {"人才资源总量"},
        },
    ),
    (
        PLAN,
        "人才资源总量\t万人\t【41.8】",
        {
            "value": 418000,
            "unit": "人",
            "status": "actual",
            "period_end": "2020",
            "indicator": {"人才资源总量"},
        },
    ),
    (
        PLAN,
        "分别给予每人每月【2000元】",
        {"value": 2000, "status": "standard", "per": "人·月", "period_end": None},
    ),
    (PLAN, "补贴期限不超过【3年】", {"value": 3, "unit": "年", "qualifier": "le", "status": "standard"}),
    (PLAN, "安排人才专项资金【12亿元】以上", {"value": 1200000000, "qualifier": "ge", "page": 2}),
    (OPINION, "职工工资总额的【8%】以内", {"value": 8, "qualifier": "le", "status": "standard"}),
    (
        OPINION,
        "建成产业学院【6所】",
        {"value": 6, "unit": "所", "status": "target", "period_start": None, "period_end": "2024-12"},
    ),
    (
        REPLY[42],
        "比全省平均水平低【2.3个百分点】",
        {"unit": "个百分点", "status": "actual", "measure": "change"},
    ),
    (REPLY[42], "新增实训工位【600个】", {"value": 600, "status": "target", "unit": "个"}),
    (
        REPLY[42],
        "每人分别补贴【1500元】",
        {"value": 1500, "status": "standard", "per": "人", "measure": None},
    ),
    (REPLY[103], "PM2.5平均浓度【38.1微克/立方米】", {"value": 38.1, "status": "actual"}),
    (REPLY[103], "处【1万元】以上", {"value": 10000, "status": "standard"}),
    (REPLY[68], "城镇新增就业【3.07万人】", {"value": 30700, "status": "actual", "period_end": "2022"}),
    (REPLY[68], "降至【15%】以下", {"value": 15, "qualifier": "le", "status": "target"}),
    (REPLY[120], "日均供餐【9600余份】", {"value": 9600, "qualifier": "ge", "frequency": "daily"}),
    (REPLY[120], "每餐补助【3元】", {"value": 3, "status": "standard", "per": "餐"}),
    (NOTICE, "给予最高【5万元】", {"value": 50000, "qualifier": "le", "status": "standard"}),
    (BULLETIN, "年末全市常住人口【312.6万人】", {"value": 3126000, "status": "actual", "measure": "stock"}),
    (BULLETIN, "研发投入强度为【2.78%】", {"value": 2.78, "status": "actual", "measure": "share"}),
    (
        REPLY[17],
        "新增高技能人才【463人】",
        {"value": 463, "status": "actual", "region": "云塘县", "period_end": "2022"},
    ),
    (REPLY[17], "没有完成【500人】的年度目标", {"value": 500, "status": "target"}),
]


def figure(tables: Tables, path: str, words: str) -> Row | None:
    """The figure whose words stand in 【】; its sentence (a table's row) holds the words around it."""
    before, rest = words.split("【")
    text, after = rest.split("】")
    doc_id = next(row["doc_id"] for row in tables["documents"] if row["path"] == path)
    context = before + text + after
    found = [
        row
        for row in tables["figures"]
        if row["doc_id"] == doc_id and row["text"] == text and context in row["sentence"]
    ]
    return found[0] if found else None


@pytest.mark.parametrize(("path", "words", "expected"), FIGURES, ids=[f"{p}:{w}" for p, w, _ in FIGURES])
def test_figure(extracted: Tables, path: str, words: str, expected: Row) -> None:
    row = figure(extracted, path, words)
    assert row is not None, f"{words} is not among the figures"
    for name, value in expected.items():
        if isinstance(value, set):
            assert row[name] in value
        else:
            assert row[name] == value, name


# (document, words that hold no figure)
NOT_FIGURES = [
    (REPORT[2021], "2021年1月22日"),
    (REPORT[2024], "浏览次数"),
    (REPORT[2024], "286.5万人次"),
    (REPORT[2024], "停车位2600个"),
    (REPORT[2024], "41微克/立方米"),
    (REPLY[42], "第42号建议"),
    (REPLY[42], "0000-2310086"),
    (NOTICE, "第一条"),
    (PLAN, "— 1 —"),
]


@pytest.mark.parametrize(("path", "words"), NOT_FIGURES)
def test_no_figure_in_dates_numbers_and_page_furniture(extracted: Tables, path: str, words: str) -> None:
    doc_id = next(row["doc_id"] for row in extracted["documents"] if row["path"] == path)
    rows = [row for row in extracted["figures"] if row["doc_id"] == doc_id]
    assert [row["text"] for row in rows if row["text"] in words and words in row["sentence"]] == []


# --- commitments and citations ------------------------------------------------------------------

COMMITMENTS: list[tuple[str, str, Row]] = [
    (OPINION, "支持临溪技师学院扩大招生", {"responsible": ["市人力社保局", "市教育局", "市财政局"]}),
    (
        OPINION,
        "每年开展企业新型学徒制培训3000人",
        {"responsible": ["市人力社保局", "市总工会"], "deadline": None},
    ),
    (OPINION, "2022年底前出台《临溪市高技能人才奖励办法》", {"deadline": "2022-12", "strength": "firm"}),
    (
        OPINION,
        "建成产业学院6所",
        {"responsible": ["市教育局", "市人力社保局"], "deadline": "2024-12"},
    ),
    (OPINION, "筹集人才公寓2000套", {"responsible": ["市住房城乡建设局"], "deadline": "2025-12"}),
    (REPLY[42], "年内出台《临溪市技能人才评价管理办法》", {"strength": "firm", "deadline": "2021"}),
    (REPLY[42], "力争2022年6月底前投入使用", {"deadline": "2022-06"}),
    (REPLY[57], "力争2022年全市职业技能培训各类投入达到2.1亿元", {"strength": "aim"}),
    (REPLY[57], "2022年新培养高技能人才4000人", {"strength": "firm"}),
    (COHANDLING, "支持将高技能人才奖励列入市级人才专项资金", {"strength": "encourage"}),
    (REPLY[120], "鼓励餐饮企业开设“老年窗口”", {"strength": "encourage"}),
    (REPLY[120], "2024年3月底前制定《临溪市老年助餐服务管理办法》", {"deadline": "2024-03"}),
    (REPORT[2021], "全年开展补贴性职业技能培训5万人次", {"strength": "firm"}),
]


@pytest.mark.parametrize(("path", "words", "expected"), COMMITMENTS, ids=[w for _, w, _ in COMMITMENTS])
def test_commitment(extracted: Tables, path: str, words: str, expected: Row) -> None:
    doc_id = next(row["doc_id"] for row in extracted["documents"] if row["path"] == path)
    rows = [row for row in extracted["commitments"] if row["doc_id"] == doc_id and words in row["text"]]
    assert rows, f"{words} is not among the commitments"
    assert {name: rows[0][name] for name in expected} == expected


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (REPORT[2021], "改造城镇老旧小区41个"),
        (REPORT[2024], "建成零工驿站9个"),
        (REPLY[68], "现将办理情况答复如下"),
        (BULLETIN, "新认定高新技术企业74家"),
    ],
)
def test_report_of_work_done_is_no_commitment(extracted: Tables, path: str, words: str) -> None:
    doc_id = next(row["doc_id"] for row in extracted["documents"] if row["path"] == path)
    assert not [row for row in extracted["commitments"] if row["doc_id"] == doc_id and words in row["text"]]


CITATIONS = [
    (REPLY[42], "临溪市技能人才评价管理办法", "planned", None),
    (REPLY[57], "临溪市技能人才评价管理办法", "issued", "临人社发〔2021〕63号"),
    (REPLY[57], "临溪市高技能人才奖励办法", "planned", None),
    (REPLY[57], "关于建立技能人才多元投入机制的提案", "mentioned", None),
    (REPLY[68], "临溪市高技能人才奖励办法", "issued", "临人社发〔2023〕8号"),
    (OPINION, "临溪市“十四五”人才发展规划", "basis", "临政发〔2021〕22号"),
    (OPINION, "临溪市公共实训基地管理办法", "planned", None),
    (COHANDLING, "临溪市市级财政专项资金管理办法", "basis", None),
    (PLAN, "临溪市国民经济和社会发展第十四个五年规划纲要", "basis", None),
]


@pytest.mark.parametrize(("path", "title", "role", "number"), CITATIONS)
def test_citation(extracted: Tables, path: str, title: str, role: str, number: str | None) -> None:
    doc_id = next(row["doc_id"] for row in extracted["documents"] if row["path"] == path)
    found = [row for row in extracted["citations"] if row["doc_id"] == doc_id and row["title"] == title]
    assert (role, number) in [(row["role"], row["number"]) for row in found]
