"""Make the pictures of ``docs/img/`` from what the program really prints about ``samples/``.

    python benchmarks/make_pictures.py

Needs Chromium, the font Noto Sans Mono CJK SC (Debian: chromium, fonts-noto-cjk) and pseudo terminals.
"""

from __future__ import annotations

import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"
WIDTH = 104
SIZE = 14
LINE = 20

# name: language, arguments, lines kept
PICTURES = {
    "compare.png": ("en", ["compare", "samples"], 44),
    "compare.zh.png": ("zh", ["compare", "samples"], 44),
    "show.png": ("en", ["show", "samples/2023-人社局-答复建议68号.txt"], 40),
}


def terminal(arguments: list[str], language: str, folder: Path) -> str:
    """What a command prints on a terminal, with its colours."""
    environment = os.environ | {
        "COLUMNS": str(WIDTH),
        "LINES": "200",
        "TERM": "xterm-256color",
        "TALENTDOCS_LANG": language,
        "TALENTDOCS_CACHE": str(folder / "cache"),
    }
    command = [sys.executable, "-m", "talentdocs", *arguments]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)  # fills the cache
    lead, follow = pty.openpty()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=follow, stdout=follow, stderr=follow
    )
    os.close(follow)
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(lead, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait()
    os.close(lead)
    text = b"".join(pieces).decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)|\x1b\[\?\d+[hl]|[^\n]*\r", "", text)


def page(text: str, title: str) -> str:
    """The text as a web page; a font whose Han characters are two columns wide keeps the tables straight."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    # That font draws the line of a table two columns wide.
    text = re.sub("─+", lambda line: "─" * (len(line[0]) // 2), text)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        console = Console(
            record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor"
        )
        console.print(Text.from_ansi(text))
    body = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    return (
        f"<meta charset=utf-8><style>body{{margin:0;background:#0c0c0c;color:#d9d9d9;padding:14px 18px}}"
        f"h1{{font:13px sans-serif;margin:0 0 10px;color:#999}}"
        f"pre{{font:{SIZE}px/{LINE}px 'Noto Sans Mono CJK SC',monospace;margin:0}}</style>"
        f"<h1>$ {html.escape(title)}</h1><pre>{body}</pre>"
    )


def shoot(source: Path, target: Path, width: int, height: int) -> None:
    """A picture of a page, made by Chromium without a window."""
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={width},{height}",
    ]
    command = ["chromium", *options, f"--screenshot={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        for file, (language, arguments, lines) in PICTURES.items():
            text = terminal(arguments, language, folder)
            kept = [line for line in text.split("\n") if "━" not in line][:lines]
            title = " ".join(["talentdocs", *arguments])
            source = folder / f"{file}.html"
            source.write_text(page("\n".join(kept), title), encoding="utf-8")
            shoot(source, IMAGES / file, 36 + WIDTH * SIZE // 2, 56 + len(kept) * LINE)
            sys.stderr.write(f"{IMAGES / file}\n")
        report_picture(folder)
    return 0


def report_picture(folder: Path) -> None:
    """The top of the report as a browser shows it."""
    for language, file in (("en", "report.png"), ("zh", "report.zh.png")):
        target = folder / "report.html"
        command = [sys.executable, "-m", "talentdocs", "report", "samples", "-o", str(target), "-q"]
        environment = os.environ | {"TALENTDOCS_LANG": language, "TALENTDOCS_CACHE": str(folder / "cache")}
        subprocess.run(command, cwd=folder, env=environment, check=True)
        shoot(target, IMAGES / file, 1100, 1000)
        sys.stderr.write(f"{IMAGES / file}\n")


if __name__ == "__main__":
    sys.exit(main())
