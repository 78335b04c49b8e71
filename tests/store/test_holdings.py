"""What is kept for all cases: versions are only added, and one of a name is in force."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from registration.store import (
    Overtaken,
    SealBroken,
    Store,
    TooLargeHolding,
    UnknownHolding,
    open_store,
)
from registration.store.holdings import LARGEST_HOLDING

KIND, NAME = "template", "forms/minutes.docx"


def _put(store: Store, content: bytes, name: str = NAME) -> int:
    return store.put(KIND, name, content, author="нина", note="по замечанию юриста")


def test_a_new_version_waits_until_it_is_published(store: Store) -> None:
    assert _put(store, b"one") == 1
    assert not store.in_force(KIND)
    store.publish(KIND, NAME, 1)
    assert _put(store, b"two") == 2
    assert store.in_force(KIND)[NAME].content == b"one"
    store.publish(KIND, NAME, 2)
    assert [(item.version, item.in_force) for item in store.versions(KIND, NAME)] == [
        (1, False),
        (2, True),
    ]


def test_an_older_version_can_be_put_back_and_all_withdrawn(store: Store) -> None:
    _put(store, b"one"), _put(store, b"two"), _put(store, b"other", "forms/list.docx")
    store.publish(KIND, "forms/list.docx", 1)
    store.publish(KIND, NAME, 2)
    store.publish(KIND, NAME, 1)
    assert store.in_force(KIND)[NAME].content == b"one"
    store.withdraw(KIND, NAME)
    assert list(store.in_force(KIND)) == ["forms/list.docx"]
    assert len(store.versions(KIND, NAME)) == 2


def test_a_renewed_one_is_in_force_at_once_unless_somebody_was_first(store: Store) -> None:
    assert store.renew(KIND, NAME, b"one", author="нина", note="-", seen=0) == 1
    assert store.renew(KIND, NAME, b"two", author="нина", note="-", seen=1) == 2
    with pytest.raises(Overtaken):
        store.renew(KIND, NAME, b"late", author="ольга", note="-", seen=1)
    assert [item.content for item in store.versions(KIND, NAME)] == [b"one", b"two"]
    found = store.held(KIND, NAME)
    assert found is not None and (found.version, found.content) == (2, b"two")
    assert store.held(KIND, "forms/other.docx") is None


def test_a_version_that_is_not_there_changes_nothing(store: Store) -> None:
    _put(store, b"one")
    store.publish(KIND, NAME, 1)
    with pytest.raises(UnknownHolding):
        store.publish(KIND, NAME, 7)
    assert store.in_force(KIND)[NAME].version == 1


def test_too_large_a_file_is_refused(store: Store) -> None:
    with pytest.raises(TooLargeHolding):
        _put(store, bytes(LARGEST_HOLDING + 1))
    assert store.versions(KIND, NAME) == ()


def test_the_largest_file_that_does_not_shrink_comes_back_whole(store: Store) -> None:
    import random

    content = random.Random(1).randbytes(LARGEST_HOLDING)  # noqa: S311 — not a secret
    _put(store, content)
    assert store.versions(KIND, NAME)[0].content == content


def test_what_is_sealed_opens_only_at_its_place(store: Store, tmp_path: Path) -> None:
    _put(store, b"Ivanova"), _put(store, b"Petrova")
    store.close()
    path = tmp_path / "data" / "cases.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE holdings SET sealed_holding = "
                "(SELECT sealed_holding FROM holdings WHERE version = 1) WHERE version = 2"
            )
        )
    engine.dispose()
    with_swapped = open_store(tmp_path / "data")
    with pytest.raises(SealBroken):
        with_swapped.versions(KIND, NAME)
    with_swapped.close()
