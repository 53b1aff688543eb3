"""Rows for tests, made from records so that their columns are those of the tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from talentdocs.records import Commitment as CommitmentRecord
from talentdocs.records import Comparison, Document, Figure
from talentdocs.report.bundle import Bundle, Prose
from talentdocs.tables.rows import Row, to_row

PROMISE = "2023年新增高技能人才4500人，建成实训基地3个。"
RESULT = "全年新增高技能人才4127人。"


def document(doc_id: str, path: str, **values: Any) -> Row:
    return to_row(Document(doc_id, path, **values))


def figure(doc_id: str, content: str, text: str, *, sentence: str | None = None, **values: Any) -> Row:
    """The figure whose words are ``text``, at their first place in ``content``."""
    start = content.index(text)
    end = start + len(text)
    given: dict[str, Any] = {
        "value": Decimal(1),
        "value_max": None,
        "unit": "人",
        "qualifier": "eq",
        "status": "actual",
        "measure": "flow",
        "indicator": "新增高技能人才",
        "region": "临溪市",
        "period_text": None,
        "period_start": "2023",
        "period_end": "2023",
        "frequency": None,
        "per": None,
        "section": "",
        "page": None,
    }
    line = next(part for part in content.split("\n") if text in part)
    return to_row(
        Figure(
            f"{doc_id}:{start}-{end}",
            doc_id,
            start,
            end,
            text,
            sentence=line if sentence is None else sentence,
            **(given | values),
        )
    )


def commitment(doc_id: str, content: str, text: str, **values: Any) -> Row:
    start = content.index(text)
    given: dict[str, Any] = {
        "strength": "firm",
        "responsible": (),
        "deadline": None,
        "figure_ids": (),
        "section": "",
        "page": None,
    }
    return to_row(
        CommitmentRecord(
            f"{doc_id}:{start}-{start + len(text)}",
            doc_id,
            start,
            start + len(text),
            text,
            **(given | values),
        )
    )


def comparison(promise: Row, result: Row | None, verdict: str, **values: Any) -> Row:
    """A pair of figures, held against each other by hand."""
    given: dict[str, Any] = {
        "region": "临溪市",
        "indicator": promise["indicator"],
        "gap": None,
        "gap_ratio": None,
    }
    fields = ("text", "value", "unit", "qualifier", "period_start", "period_end", "figure_id", "doc_id")
    for name in (*fields, "value_max"):
        given[f"promised_{name}"] = promise[name]
    for name in fields:
        given[f"reported_{name}"] = result[name] if result else None
    given |= {"promised_year": 2023, "reported_year": 2024 if result else None}
    given |= {"promised_sentence": promise["sentence"], "reported_sentence": result and result["sentence"]}
    if result:
        gap = Decimal(str(result["value"])) - Decimal(str(promise["value"]))
        given |= {"gap": gap, "gap_ratio": gap / Decimal(str(promise["value"]))}
    given |= {"verdict": verdict, "reason": "指标、地区与年度相同"}
    return to_row(Comparison(**(given | values)))


def bundle(*, promise: str = PROMISE, result: str = RESULT, **values: Any) -> Bundle:
    """Two documents, three figures, a missed and an unreported promise."""
    kept = figure(
        "a" * 16,
        promise,
        "4500人",
        value=Decimal(4500),
        status="target",
        reasons=("status=target: 2023年@0-5",),
    )
    lost = figure(
        "a" * 16, promise, "3个", value=Decimal(3), unit="个", status="target", indicator="建成实训基地"
    )
    found = figure("b" * 16, result, "4127人", value=Decimal(4127))
    given: dict[str, Any] = {
        "documents": [
            document(
                "a" * 16,
                "报告/2023.txt",
                title="2023年政府工作报告",
                region="临溪市",
                year=2023,
                doc_type="政府工作报告",
            ),
            document("b" * 16, "报告/2024.txt", title="2024年政府工作报告", region="临溪市", year=2024),
        ],
        "figures": [kept, lost, found],
        "commitments": [
            commitment("a" * 16, promise, promise, figure_ids=(kept["figure_id"], lost["figure_id"]))
        ],
        "comparisons": [
            comparison(kept, found, "missed"),
            comparison(lost, None, "unreported", office="市人社局"),
        ],
        "texts": {"报告/2023.txt": Prose(promise), "报告/2024.txt": Prose(result)},
        "made": {"version": "1", "rules": "r", "lexicons": "l"},
    }
    return Bundle(**(given | values))


def many(count: int) -> Bundle:
    """A bundle with ``count`` promises in one document, every third of them missed."""
    lines = [f"第{n}项目标：{2020 + n % 5}年新增岗位{n + 1}个。" for n in range(count)]
    content = "\n".join(lines)
    figures, comparisons, start = [], [], 0
    for number, line in enumerate(lines):
        text = f"{number + 1}个"
        place = start + line.index("岗位") + 2
        row = figure("c" * 16, line, f"岗位{text}", value=Decimal(number + 1), unit="个", status="target")
        row |= {
            "start": place,
            "end": place + len(text),
            "text": text,
            "figure_id": f"{'c' * 16}:{place}-{place + len(text)}",
            "indicator": f"新增岗位{number % 7}",
            "sentence": line,
            "period_end": str(2020 + number % 5),
        }
        figures.append(row)
        verdict = ("missed", "met", "pending")[number % 3]
        comparisons.append(comparison(row, None, verdict, office=f"{'甲乙丙'[number % 3]}局"))
        start += len(line) + 1
    return Bundle(
        documents=[document("c" * 16, "目标.txt", region="临溪市", year=2020)],
        figures=figures,
        comparisons=comparisons,
        texts={"目标.txt": Prose(content)},
        made={"version": "1"},
    )
