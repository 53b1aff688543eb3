"""Texts that are nearly the same (近似重复): a sketch of each, and the pairs whose sketches agree.

A sketch holds the smallest hashes of the text's shingles; the share that two sketches have in common tells
the share of their wording (Jaccard), whatever their length; no pair without a common hash is looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from zlib import crc32

SHINGLE = 8
"""Characters of a shingle, white space left out."""
KEPT = 128
"""Hashes of a sketch."""
CROWD = 400
"""A hash that more texts share says nothing about any two of them."""


def sketch(text: str) -> list[int]:
    """The smallest hashes of a text's shingles, ascending; short for a short text, empty for an empty one."""
    plain = "".join(text.split())
    shingles = {plain[place : place + SHINGLE] for place in range(max(1, len(plain) - SHINGLE + 1))} - {""}
    return nsmallest(KEPT, {crc32(shingle.encode("utf-8", "replace")) for shingle in shingles})


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of wording that two texts have in common, 0 to 1."""
    both = nsmallest(KEPT, {*one, *other})
    if not both:
        return 0.0
    return len({*both} & {*one} & {*other}) / len(both)


def near_pairs(sketches: Mapping[str, Sequence[int]], *, least: float) -> Iterator[tuple[str, str, float]]:
    """Pairs of names whose texts are alike by ``least`` or more, the likest first."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name, hashes in sketches.items():
        for value in hashes:
            holders[value].append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= CROWD:
            common.update((one, other) for place, one in enumerate(names) for other in names[place + 1 :])
    enough = least / 2
    found = [
        (one, other, likeness(sketches[one], sketches[other]))
        for (one, other), count in common.items()
        if count >= enough * min(len(sketches[one]), len(sketches[other]))
    ]
    alike = [item for item in found if item[2] >= least]
    yield from sorted(alike, key=lambda item: (-item[2], item[0], item[1]))
