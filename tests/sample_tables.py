"""The documents of ``samples/`` by short names, and the tables that a command writes for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent / "samples"

Row = dict[str, Any]
Tables = dict[str, list[Row]]

REPORT = {2021: "2021-政府工作报告.txt", 2022: "2022-政府工作报告.txt", 2023: "2023-政府工作报告.docx"} | {
    2024: "2024-政府工作报告.html"
}
PLAN = "2021-十四五人才发展规划.pdf"
OPINION = "2022-技能临溪实施意见.docx"
REPLY = {
    42: "2021-人社局-答复建议42号.txt",
    57: "2022-人社局-答复提案57号.docx",
    103: "2022-生态环境局-答复建议103号.pdf",
    68: "2023-人社局-答复建议68号.txt",
    31: "2023-住建局-答复提案31号.docx",
    120: "2023-民政局-答复建议120号.txt",
    9: "云塘县/2022-人社局-答复建议9号.txt",
    17: "云塘县/2023-人社局-答复建议17号.txt",
}
COHANDLING = "2022-财政局-协办意见.txt"
NOTICE = "2023-高技能人才奖励办法通知.txt"
BULLETIN = "2023-统计公报.html"


def call(command: str, *arguments: str) -> str:
    """What a command prints about the samples; the first argument of ``trend`` is the indicator."""
    first = arguments[:1] if command == "trend" else ()
    done = subprocess.run(
        [sys.executable, "-m", "talentdocs", command, *first, str(SAMPLES), *arguments[len(first) :]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    return done.stdout


def run(command: str, folder: Path, *arguments: str) -> Tables:
    """Every table that ``talentdocs COMMAND samples`` writes as JSON lines."""
    call(command, "-o", str(folder), "--format", "jsonl", *arguments)
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in folder.glob("*.jsonl")
    }
