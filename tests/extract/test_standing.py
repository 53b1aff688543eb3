"""The quick look behind a number lets through whatever the rules of a standing match there."""

from __future__ import annotations

import inspect
import re

from talentdocs.extract import standing
from talentdocs.extract.standing_cues import BEHIND, cues_of
from talentdocs.segment.lexicon import load


def test_the_quick_look_knows_all_patterns_behind_a_number() -> None:
    asked = set(re.findall(r'says\["(\w+)"\]\.match\(after\)', inspect.getsource(standing._standard_behind)))
    assert len(asked) > 5
    assert asked <= set(BEHIND)


def test_what_the_patterns_match_passes_the_quick_look() -> None:
    entries = load().table("standing_patterns")
    examples = [example for name in BEHIND for example in entries[name].list("examples")]
    behind = cues_of(load()).behind
    assert examples
    assert all(example[0] in behind for example in examples)
    assert not {"，", "。", ""} & behind
