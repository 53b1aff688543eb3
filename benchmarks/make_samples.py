"""Make the .docx and .pdf documents of ``samples/`` from the texts below, byte for byte the same every time.

The documents are of our own writing about an invented prefecture (临溪市); the .txt and .html ones lie in
``samples/`` as they are. Needs reportlab and the font of Debian's ``fonts-wqy-zenhei``::

    pip install reportlab && apt-get install fonts-wqy-zenhei
    python benchmarks/make_samples.py [FOLDER]
"""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
MADE = datetime.datetime(2024, 3, 1, tzinfo=datetime.UTC)

# A text is one paragraph a line. "# " opens the title, "## " and "### " headings, "> " a centred line,
# "| " a table row; a line of its own with "---" begins a new page.

REPORT_2023 = """\
# 政府工作报告
> ——2023年2月8日在临溪市第十六届人民代表大会第二次会议上
> 临溪市市长　沈知微
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。
## 一、2022年工作回顾
2022年，需求收缩与疫情反复叠加，我们顶住压力稳住了基本盘。全市地区生产总值1498.6亿元，增长3.4%；一般公共预算收入101.6亿元，增长2.3%；规模以上工业增加值增长4.9%。主要经济指标没有达到年初预期。
### （一）创新动能加快积蓄
研发投入强度达到2.78%，新认定高新技术企业74家，签订技术合同1260项。
### （二）就业和技能协同并进
城镇新增就业3.12万人，城镇调查失业率5.7%。开展补贴性职业技能培训5.81万人次，新增高技能人才4356人，年末高技能人才达5.1万人。
### （三）污染防治攻坚克难
PM2.5年均浓度35.2微克/立方米，空气质量优良天数比率82.7%，单位地区生产总值能耗下降2.6%。
### （四）住房养老更有保障
筹集保障性租赁住房3216套，改造城镇老旧小区57个，加装电梯96部。养老机构护理型床位占比达到56.3%，新增老年助餐点64个。
## 二、2023年工作安排
今年的主要预期目标是：地区生产总值增长6%以上，一般公共预算收入增长5%，规模以上工业增加值增长6.5%；城镇新增就业3.1万人以上，城镇调查失业率控制在5.5%以内；单位地区生产总值能耗下降3%，PM2.5年均浓度控制在34微克/立方米以内。
### （一）强化科技支撑
研究与试验发展经费支出占地区生产总值比重达到2.9%，建设市级实验室5家。
### （二）强化技能供给
开展补贴性职业技能培训6万人次，新增高技能人才4500人以上。落实《临溪市高技能人才奖励办法》，让技术工人的腰包鼓起来。
### （三）强化生态治理
空气质量优良天数比率达到84%，淘汰国三及以下柴油货车1800辆。
### （四）强化民生保障
筹集保障性租赁住房3500套，改造城镇老旧小区45个，加装电梯110部。养老机构护理型床位占比提高到58%以上，新增老年助餐点80个。
各位代表！使命呼唤担当，让我们把群众的期盼变成一件件看得见的实事！
"""

OPINION_2022 = """\
> 临溪市人民政府文件
> 临政发〔2022〕15号
# 临溪市人民政府关于推进“技能临溪”建设的实施意见
> （2022—2025年）
各县（区）人民政府，高新区管委会，市政府各部门：
为贯彻《临溪市“十四五”人才发展规划》（临政发〔2021〕22号），加快建设技能型社会，现提出如下实施意见。
## 一、总体目标
2021年底，全市高技能人才总量4.6万人，高技能人才占技能人才总量的比重为31.4%，市级以上技能大师工作室21家。到2025年，全市高技能人才总量达到6.5万人，高技能人才占技能人才总量的比重达到35%，市级以上技能大师工作室达到40家。
## 二、重点任务
### （一）扩大培养规模
1.做强技工院校。支持临溪技师学院扩大招生，到2024年全市技工院校在校生达到9000人；鼓励中职学校增设技工专业，探索“校中厂、厂中校”办学。〔市人力社保局、市教育局、市财政局；列第一的为牵头单位，下同〕
2.压实企业责任。规模以上企业按职工工资总额的8%以内提取职工教育经费，其中用于一线职工的比例不低于60%。每年开展企业新型学徒制培训3000人。（市人力社保局、市总工会）
### （二）健全评价激励
3.推行自主评价。到2025年，企业自主评价机构达到120家，每年评价发证1.5万人次以上。（市人力社保局、市经信局）
4.提高技能人才待遇。2022年底前出台《临溪市高技能人才奖励办法》；对新引进的高级技师，给予最高8万元购房补贴，分5年发放。（市人力社保局、市财政局、市住房城乡建设局）
### （三）建好用好平台
5.建设公共实训基地。按照“一园区一基地”布局，2023年底前建成公共实训基地2个，2023年6月底前制定《临溪市公共实训基地管理办法》。（市发展改革委、市人力社保局、高新区管委会）
## 三、组织保障
建立由市政府分管领导牵头的联席会议制度，每季度调度一次。各县（区）政府要把技能人才工作纳入年度考核，确保任务落地见效。本意见自2022年8月1日起施行。
附件：“技能临溪”建设重点任务分解表
> 临溪市人民政府
> 2022年7月6日
---
附件
> “技能临溪”建设重点任务分解表
| 序号 | 重点任务 | 目标要求 | 完成时限 | 责任单位
| 1 | 新建产业学院 | 建成产业学院6所 | 2024年底 | 市教育局、市人力社保局
| 2 | 建设公共实训基地 | 建成公共实训基地2个 | 2023年底 | 市发展改革委、高新区管委会
| 3 | 培育技能大师工作室 | 市级以上技能大师工作室达到40家 | 2025年底 | 市人力社保局
| 4 | 开展职业技能竞赛 | 每年举办市级竞赛30项 | 持续推进 | 市总工会、市人力社保局
| 5 | 保障技能人才安居 | 筹集人才公寓2000套 | 2025年底 | 市住房城乡建设局
"""

REPLY_2022_57 = """\
> 临溪市人力资源和社会保障局
> 临人社提〔2022〕6号　　　签发人：顾长青
# 关于市政协五届一次会议第57号提案的答复
方以宁委员：
您提出的《关于建立技能人才多元投入机制的提案》收悉。经与市财政局商议，现答复如下：
## 一、工作进展
2021年，全市新增高技能人才3812人，完成年度任务的105.9%；年末高技能人才总量4.6万人，占技能人才总量的31.4%。制定出台《临溪市技能人才评价管理办法》（临人社发〔2021〕63号），新认定企业自主评价机构23家，累计达到65家。三年来，全市累计投入职业技能提升行动专账资金1.18亿元，培训企业职工13.9万人次。
临溪技师学院智能制造实训楼因管线迁改延期，预计2022年10月投入使用。
## 二、下一步措施
一是拓宽投入渠道。推动财政、企业、社会共同投入，力争2022年全市职业技能培训各类投入达到2.1亿元。
二是加大奖励力度。拟于2022年底前出台《临溪市高技能人才奖励办法》，对技师、高级技师给予一次性奖励。
三是扩大培养规模。2022年新培养高技能人才4000人，开展补贴性职业技能培训5.5万人次。（市人力社保局牵头，市财政局配合）
四是共建实训平台。2023年底前建成公共实训基地2个，面向中小企业开放工位不少于800个。
感谢您对技能人才工作的支持！
> 临溪市人力资源和社会保障局
> 2022年6月22日
"""

REPLY_2023_31 = """\
> 临溪市住房和城乡建设局
> 临建函〔2023〕52号
# 关于市政协五届二次会议第31号提案的答复
民革临溪市委会：
贵委会提出的《关于加快补齐新市民住房短板的提案》收悉，现答复如下：
## 一、主要工作
保障性租赁住房方面。2022年，全市筹集保障性租赁住房3216套，完成年度计划的107.2%；配租1874套，单套建筑面积不超过70平方米，租金不高于同地段市场租金的75%。
老旧小区方面。2022年改造城镇老旧小区57个，惠及居民1.36万户；有3个小区因产权纠纷结转到今年实施。全年加装电梯96部，市、区两级财政每部补助15万元。
## 二、下一步计划
一是加快筹集房源。2023年筹集保障性租赁住房3500套，其中高新区1200套；租金每年涨幅不超过3%。
二是持续改造更新。年内改造城镇老旧小区45个，加装电梯110部；2023年9月底前印发《临溪市城市更新三年行动计划》。
三是优化住房公积金服务。将灵活就业人员纳入缴存范围，力争到2025年缴存人数突破1.5万人。
> 临溪市住房和城乡建设局
> 2023年6月28日
"""

PLAN_2021 = """\
> 临溪市人民政府文件
> 临政发〔2021〕22号
# 临溪市“十四五”人才发展规划
为深入实施人才强市战略，根据《临溪市国民经济和社会发展第十四个五年规划纲要》，编制本规划。
## 一、发展基础
截至2020年底，全市人才资源总量41.8万人，比2015年增长46.2%；高技能人才总量4.1万人，占技能人才总量的30.2%。“十三五”期间，全市累计引进高校毕业生7.3万人，建成省级以上创新平台38个。同时，人才密度与经济体量不匹配，每万名劳动者中研发人员仅为62人。
## 二、发展目标
到2025年，全市人才资源总量达到56万人，高技能人才总量达到6.5万人，每年新增高技能人才4000人以上。“十四五”期间累计开展补贴性职业技能培训28万人次。
> 表1　“十四五”人才发展主要指标
| 指标 | 单位 | 2020年 | 2025年 | 属性
| 人才资源总量 | 万人 | 41.8 | 56 | 预期性
| 高技能人才总量 | 万人 | 4.1 | 6.5 | 约束性
| 高技能人才占技能人才总量的比重 | % | 30.2 | 35 | 预期性
| 研究与试验发展经费支出占地区生产总值比重 | % | 2.46 | 3.2 | 预期性
| 引进高校毕业生 | 万人 | — | 〔10〕 | 预期性
注：〔 〕内为五年累计数。
---
## 三、主要任务
### （一）壮大技能人才队伍
健全企业自主评价、院校联合培养、竞赛选拔激励的工作体系。2022年底前建成技能人才服务中心，推动技师学院在校生规模扩大到5000人。
### （二）集聚青年创新人才
实施“溪才回归”计划，每年引进高校毕业生2万人。对新来我市就业的博士、硕士，分别给予每人每月2000元、1000元生活补贴，补贴期限不超过3年。
### （三）建设高能级平台
力争到2025年，全市省级以上创新平台达到60个，培育省级产教融合型企业50家。
## 四、保障措施
市级财政五年统筹安排人才专项资金12亿元以上。本规划由市委人才工作领导小组办公室负责解释，2023年开展中期评估。
> 临溪市人民政府
> 2021年9月15日
"""

REPLY_2022_103 = """\
> 临溪市生态环境局
> 临环建〔2022〕21号　　　签发人：石映川
# 关于市十六届人大一次会议第103号建议的答复
白露等5名代表：
你们提出的《关于加强细颗粒物污染防治的建议》收悉，现将办理情况答复如下：
## 一、当前状况
2021年，我市PM2.5年均浓度34.8微克/立方米，比上年下降7%；空气质量优良天数比率83.9%，比全省平均水平低1.6个百分点；重污染天气3天，比上年减少2天。今年1至5月，受不利气象条件影响，PM2.5平均浓度38.1微克/立方米，同比上升4.7%，形势不容乐观。
近年来，我局重点推进三方面治理：一是治企，完成挥发性有机物深度治理项目126个；二是治车，累计淘汰国三及以下柴油货车2340辆；三是治尘，城区道路机械化清扫率达到92%。
## 二、工作打算
（一）明确目标。2022年，PM2.5年均浓度降至34微克/立方米，空气质量优良天数比率达到84.5%以上；力争到2025年PM2.5年均浓度降至30微克/立方米以下。
（二）狠抓治理。年底前完成7台燃煤锅炉超低排放改造；新增新能源公交车150辆，公交车新能源占比达到80%以上。
（三）严格执法。对工地扬尘违法行为处1万元以上10万元以下罚款；每月至少开展1次夜间突击检查。
感谢你们对生态环境保护工作的监督。
> 临溪市生态环境局
> 2022年6月30日
"""

DOCX = {
    "2022-技能临溪实施意见.docx": OPINION_2022,
    "2022-人社局-答复提案57号.docx": REPLY_2022_57,
    "2023-住建局-答复提案31号.docx": REPLY_2023_31,
    "2023-政府工作报告.docx": REPORT_2023,
}
PDF = {
    "2021-十四五人才发展规划.pdf": PLAN_2021,
    "2022-生态环境局-答复建议103号.pdf": REPLY_2022_103,
}

Block = tuple[str, str | list[list[str]]]


def parse(source: str) -> list[Block]:
    """Blocks of a text: (kind, words) or ("table", rows)."""
    marks = {"# ": "title", "## ": "heading1", "### ": "heading2", "> ": "centre"}
    blocks: list[Block] = []
    for line in source.splitlines():
        mark = next((mark for mark in marks if line.startswith(mark)), None)
        if line == "---":
            blocks.append(("page", ""))
        elif line.startswith("| "):
            row = [cell.strip() for cell in line[1:].split("|")]
            if blocks and isinstance(blocks[-1][1], list):
                blocks[-1][1].append(row)
            else:
                blocks.append(("table", [row]))
        else:
            blocks.append((marks[mark], line[len(mark) :]) if mark else ("body", line))
    return blocks


def docx_bytes(source: str) -> bytes:
    """A Word document with heading styles and ruled tables."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.shared import Pt

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author = ""
    document.core_properties.comments = ""
    for kind, words in parse(source):
        if isinstance(words, list):
            table = document.add_table(rows=0, cols=len(words[0]), style="Table Grid")
            for row in words:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        elif kind == "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif kind.startswith("heading"):
            document.add_heading(words, level=int(kind[-1]))
        else:
            paragraph = document.add_paragraph(words)
            if kind in ("title", "centre"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.runs[0].bold = kind == "title"
                paragraph.runs[0].font.size = Pt(18 if kind == "title" else 12)
            else:
                paragraph.paragraph_format.first_line_indent = Pt(24)
    written = io.BytesIO()
    document.save(written)
    return undated(written.getvalue())


def undated(package: bytes) -> bytes:
    """The same zip with a fixed time on every part, without the template's thumbnail."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/thumbnail.jpeg":
                continue
            if name == "_rels/.rels":
                content = _without_thumbnail(content)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()


def _without_thumbnail(rels: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(rels)
    for relation in list(root):
        if relation.get("Type", "").endswith("/thumbnail"):
            root.remove(relation)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def pdf_bytes(source: str) -> bytes:
    """An A4 document with page numbers, ruled tables and, on several pages, a running head; font embedded."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    pdfmetrics.registerFont(TTFont("zenhei", FONT, subfontIndex=0))
    base = ParagraphStyle(
        "body", fontName="zenhei", fontSize=12, leading=21, wordWrap="CJK", firstLineIndent=24
    )
    centre = ParagraphStyle("centre", base, alignment=TA_CENTER, firstLineIndent=0)
    styles = {
        "body": base,
        "centre": centre,
        "title": ParagraphStyle("title", centre, fontSize=18, leading=30),
        "heading1": ParagraphStyle("heading1", base, fontSize=14, leading=26),
        "heading2": ParagraphStyle("heading2", base, fontSize=12.5, leading=24),
    }
    cell = ParagraphStyle("cell", base, fontSize=10.5, leading=15, firstLineIndent=0)
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    flow: list[object] = []
    blocks = parse(source)
    for kind, words in blocks:
        if isinstance(words, list):
            rows = [[Paragraph(value, cell) for value in row] for row in words]
            flow += [Table(rows, colWidths=[190, 50, 65, 65, 70], style=grid, repeatRows=1), Spacer(1, 8)]
        elif kind == "page":
            flow.append(PageBreak())
        else:
            flow.append(Paragraph(words, styles[kind]))
    title = next(words for kind, words in blocks if kind == "title")
    head = title if ("page", "") in blocks else ""  # a running head needs more than one page

    def furniture(canvas: object, page: object) -> None:
        canvas.setFont("zenhei", 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 36, f"— {page.page} —")  # type: ignore[attr-defined]

    written = io.BytesIO()
    template = SimpleDocTemplate(
        written, pagesize=A4, leftMargin=75, rightMargin=75, topMargin=72, bottomMargin=72,
        title=title, author="", invariant=1,
    )  # fmt: skip
    template.build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return written.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Write every document into the folder that is named, by default ``samples/``."""
    folder = Path(arguments[0]) if arguments else SAMPLES
    makers: list[tuple[dict[str, str], Callable[[str], bytes]]] = [(DOCX, docx_bytes), (PDF, pdf_bytes)]
    for sources, make in makers:
        for name, source in sources.items():
            (folder / name).write_bytes(make(source))
            sys.stderr.write(f"{folder / name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
