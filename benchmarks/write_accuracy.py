"""Write the measured accuracy of talentdocs/report/accuracy.toml into docs/rules.md and docs/zh/rules.md."""

from pathlib import Path

from talentdocs.report.accuracy import markdown
from talentdocs.report.labels import Language

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: tuple[tuple[Language, Path, str], ...] = (
    ("en", DOCS / "rules.md", "## Measured accuracy\n\n"),
    ("zh", DOCS / "zh" / "rules.md", "## 实测准确度\n\n"),
)


def main() -> None:
    for language, page, heading in PAGES:
        before, _, rest = page.read_text(encoding="utf-8").partition(heading)
        after = rest[rest.index("\n## ") :]
        page.write_text(before + heading + markdown(language) + after, encoding="utf-8")


if __name__ == "__main__":
    main()
