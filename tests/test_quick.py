"""Records that are made as fast as plain ones stay what a frozen dataclass is."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from talentdocs.quick import quick
from talentdocs.records import Clause


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    """A record with every kind of field."""

    name: str
    count: int = 3
    items: list[str] = field(default_factory=list)


def test_arguments_and_defaults() -> None:
    assert Quick("a") == Quick(name="a", count=3, items=[])
    assert Quick("a", 4, ["b"]).items == ["b"]
    assert Quick("a").items is not Quick("a").items


def test_none_is_a_value_and_no_default() -> None:
    assert Quick("a", 1, None).items is None  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [(), ("a", 1, [], 2)])
def test_wrong_arguments_are_told(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Quick\.__init__"):
        Quick(*given)  # type: ignore[arg-type]


def test_it_is_frozen_and_has_no_other_fields() -> None:
    record = Quick("a")
    for name in ("name", "other"):
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            setattr(record, name, "b")
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        del record.name


def test_copies_compare_hash_and_pickle() -> None:
    clause = Clause(1, 2, 3, 4, 5, 6, 7)
    for other in (copy.copy(clause), copy.deepcopy(clause), pickle.loads(pickle.dumps(clause))):
        assert type(other) is Clause
        assert other == clause
        assert hash(other) == hash(clause)
    assert replace(clause, start=9).start == 9
    assert repr(clause).startswith("Clause(start=1, end=2,")


def test_its_signature_is_that_of_the_fields() -> None:
    assert [*inspect.signature(Clause).parameters] == [each.name for each in fields(Clause)]
