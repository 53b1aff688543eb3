"""Targets in a table of tasks are due when their row says."""

import pytest

import talentdocs

TABLE = """关于推进技能建设的实施意见（2022—2025年）

各县（区）人民政府：

一、总体要求

到2025年，技能人才队伍更加壮大。

附件

重点任务分解表

序号\t重点任务\t目标要求\t完成时限\t责任单位
1\t新建产业学院\t建成产业学院6所\t2024年底\t市教育局
2\t开展竞赛\t每年举办市级竞赛30项\t2025年底\t市总工会
3\t筹集公寓\t到2023年筹集人才公寓2000套\t2025年底\t市住建局
4\t建设工作室\t建设技能大师工作室40家\t持续推进\t市人力社保局
"""


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6所", (None, "2024-12")),
        ("30项", ("2022", "2025")),  # each year of the plan
        ("2000套", (None, "2023")),  # its own words go first
        ("40家", ("2022", "2025")),  # no date in the row: the plan's span
    ],
)
def test_period_of_a_target_in_a_row(text: str, period: tuple[str | None, str]) -> None:
    (figure,) = [item for item in talentdocs.process_text(TABLE, year=2022).figures if item.text == text]
    assert (figure.status, figure.period_start, figure.period_end) == ("target", *period)


def test_the_goal_is_a_commitment_of_the_row() -> None:
    (found,) = [item for item in talentdocs.process_text(TABLE, year=2022).commitments if "6所" in item.text]
    assert (found.responsible, found.deadline, len(found.figure_ids)) == (("市教育局",), "2024-12", 1)
