"""Secret addresses: shown once, kept as a hash, closed by use, by time and by hand."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from registration.store import Store
from registration.store.addresses import ALL_CASES
from tests.store.conftest import MovedClock

PURPOSE = "calendar"


def test_an_address_works_only_for_its_purpose(store: Store) -> None:
    token = store.make_address(PURPOSE, ALL_CASES, days=30)
    found = store.find_address(token, PURPOSE)
    assert found is not None and found.works and found.case_id == ALL_CASES
    assert store.find_address(token, "feedback") is None
    assert store.find_address(token + "x", PURPOSE) is None


def test_a_new_address_closes_the_older_of_the_same_case_only(store: Store) -> None:
    first, other = store.make_address(PURPOSE, "one", 30), store.make_address(PURPOSE, "two", 30)
    second = store.make_address(PURPOSE, "one", 30)
    found = [store.find_address(token, PURPOSE) for token in (first, other, second)]
    assert [item is not None and item.works for item in found] == [False, True, True]


def test_an_address_ends_with_its_day(store: Store, clock: MovedClock) -> None:
    token = store.make_address(PURPOSE, "one", days=2)
    clock.move(days=1, hours=23)
    assert store.addresses_of(PURPOSE, "one")[0].works
    clock.move(hours=1)
    found = store.find_address(token, PURPOSE)
    assert found is not None and not found.works and not found.revoked
    assert not store.use_up_address(token, PURPOSE)


def test_revoked_is_closed_but_still_known(store: Store) -> None:
    token = store.make_address(PURPOSE, "one", 30)
    store.revoke_addresses(PURPOSE, "one")
    found = store.find_address(token, PURPOSE)
    assert found is not None and found.revoked and not found.works


def test_of_two_answers_at_once_one_counts(store: Store) -> None:
    token = store.make_address(PURPOSE, "one", 30)
    with ThreadPoolExecutor(4) as pool:
        used = list(pool.map(lambda _: store.use_up_address(token, PURPOSE), range(4)))
    assert used.count(True) == 1


def test_the_token_itself_lies_nowhere(store: Store, tmp_path: Path) -> None:
    token = store.make_address(PURPOSE, "one", 30)
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files and not any(token.encode() in path.read_bytes() for path in files)
