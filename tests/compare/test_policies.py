"""Documents that were promised, and whether they came."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from talentdocs.compare.policies import plain_title, policies_of
from talentdocs.records import Citation, Document, Policy

from .made import document


def cites(doc: Document, title: str, role: str, **fields: object) -> Citation:
    given = {
        "start": 5,
        "end": 9,
        "number": None,
        "sentence": f"《{title}》。",
        "section": "",
        "page": None,
    } | fields
    return Citation(doc_id=doc.doc_id, title=title, role=role, **given)  # type: ignore[arg-type]


def policies(documents: Sequence[Document], citations: Sequence[Citation]) -> list[Policy]:
    return list(
        policies_of(citations, {doc.doc_id: doc for doc in documents}, lambda _, document: document.issuer)
    )


PLAN, TOLD, LAST = document(2022, date="2022-03-01"), document(2023, date="2023-05-01"), document(2024)


def test_issued_in_a_later_document() -> None:
    (row,) = policies(
        [PLAN, TOLD, LAST],
        [
            cites(PLAN, "技能人才评价办法", "planned"),
            cites(TOLD, "技能人才评价办法（试行）", "issued", number="某政发〔2023〕5号"),
        ],
    )
    assert (row.state, row.issued_path, row.issued_number) == ("issued", "2023.txt", "某政发〔2023〕5号")
    assert row.office == "某市人民政府"


def test_issued_by_the_document_itself() -> None:
    notice = document(
        2023,
        name="notice",
        doc_type="通知",
        title="关于印发《技能人才评价办法》的通知",
        doc_number="某人社发〔2023〕3号",
    )
    (row,) = policies([PLAN, notice, LAST], [cites(PLAN, "技能人才评价办法", "planned")])
    assert (row.state, row.issued_path, row.issued_number) == ("issued", "notice.txt", "某人社发〔2023〕3号")


@pytest.mark.parametrize(
    ("documents", "role", "region", "state"),
    [
        ((PLAN, LAST), "mentioned", "某市", "unreported"),
        ((PLAN, LAST), "issued", "他市", "unreported"),
        ((PLAN,), None, "某市", "pending"),
    ],
    ids=["named, not issued", "issued elsewhere", "nothing later was read"],
)
def test_not_issued(documents: tuple[Document, ...], role: str | None, region: str, state: str) -> None:
    other = document(2024, name="other", region=region)
    told = [cites(other, "技能人才评价办法", role)] if role else []
    read = [*documents, *([other] if role else [])]
    (row,) = policies(read, [cites(PLAN, "技能人才评价办法", "planned"), *told])
    assert (row.state, row.issued_doc_id) == (state, None)


def test_a_document_said_to_be_issued_before_the_promise_does_not_answer_it() -> None:
    before = document(2021, name="before")
    (row,) = policies(
        [before, PLAN, LAST],
        [cites(before, "技能人才评价办法", "issued"), cites(PLAN, "技能人才评价办法", "planned")],
    )
    assert row.state == "unreported"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("某办法（试行）", "某办法"),
        ("某规划（2022-2025年）", "某规划（2022-2025年）"),
        ("〈某条例〉 实施办法", "某条例实施办法"),
    ],
)
def test_plain_title(title: str, plain: str) -> None:
    assert plain_title(title) == plain
