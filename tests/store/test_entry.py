"""Ways in: links, codes, passwords, one-time codes and sessions; each ends when it should."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from registration.store import BadAccount, NoFreeCode, Role, Store, UnknownCase
from tests.store.conftest import MovedClock

PASSWORD = "сорок синих ёлок"  # noqa: S105
NAME = "anna"


@pytest.fixture
def case_id(store: Store) -> str:
    return store.create_case("консультант")


def bytes_of(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_link_leads_to_its_case_again_and_again(store: Store, case_id: str) -> None:
    token = store.issue_link(case_id, days=3)
    assert [store.redeem_link(token) for _ in range(3)] == [case_id] * 3


def test_a_link_has_160_bits_and_is_stored_only_hashed(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    token = store.issue_link(case_id, days=3)
    assert len(token) == 27
    assert not any(token.encode() in content for content in bytes_of(tmp_path))


def test_a_link_expires(store: Store, case_id: str, clock: MovedClock) -> None:
    token = store.issue_link(case_id, days=3)
    clock.move(days=3, seconds=-1)
    assert store.redeem_link(token) == case_id
    clock.move(seconds=1)
    assert store.redeem_link(token) is None


def test_a_new_link_ends_the_one_before(store: Store, case_id: str) -> None:
    first, second = store.issue_link(case_id, days=3), store.issue_link(case_id, days=3)
    assert store.redeem_link(first) is None
    assert store.redeem_link(second) == case_id


@pytest.mark.parametrize("token", ["", "x", "нет", "a" * 10_000, "' OR 1=1 --", "\x00", "\ud800"])
def test_a_made_up_token_leads_nowhere(store: Store, case_id: str, token: str) -> None:
    store.issue_link(case_id, days=3)
    assert store.redeem_link(token) is None
    assert store.redeem_code(token) is None
    assert store.session(token) is None


def test_no_way_is_given_into_an_unknown_case(store: Store) -> None:
    with pytest.raises(UnknownCase):
        store.issue_link("0" * 32, days=3)
    with pytest.raises(UnknownCase):
        store.issue_code("0" * 32)


def test_a_code_is_eight_digits_and_works_once(store: Store, case_id: str) -> None:
    code = store.issue_code(case_id)
    assert len(code) == 8
    assert code.isdigit()
    assert store.redeem_code(f"{code[:4]} {code[4:]}") == case_id
    assert store.redeem_code(code) is None


def test_a_code_is_stored_only_hashed(store: Store, case_id: str, tmp_path: Path) -> None:
    code = store.issue_code(case_id)
    assert not any(code.encode() in content for content in bytes_of(tmp_path))


def test_a_code_lives_ten_minutes(store: Store, case_id: str, clock: MovedClock) -> None:
    code = store.issue_code(case_id)
    clock.move(minutes=10)
    assert store.redeem_code(code) is None


def wrong(code: str, by: int = 1) -> str:
    return code[:3] + f"{(int(code[3:]) + by) % 100_000:05}"


def test_after_five_wrong_guesses_the_right_code_is_refused(store: Store, case_id: str) -> None:
    code = store.issue_code(case_id)
    for by in range(1, 6):
        assert store.redeem_code(wrong(code, by)) is None
    assert store.redeem_code(code) is None


def test_after_four_wrong_guesses_the_right_code_works(store: Store, case_id: str) -> None:
    code = store.issue_code(case_id)
    for by in range(1, 5):
        store.redeem_code(wrong(code, by))
    assert store.redeem_code(code) == case_id


def test_guesses_at_one_code_do_not_spoil_another(store: Store, case_id: str) -> None:
    first, second = store.issue_code(case_id), store.issue_code(other := store.create_case("а"))
    for by in range(1, 10):
        store.redeem_code(wrong(first, by))
    assert store.redeem_code(second) == other


def test_a_new_code_ends_the_one_before(store: Store, case_id: str) -> None:
    first, second = store.issue_code(case_id), store.issue_code(case_id)
    assert store.redeem_code(first) is None
    assert store.redeem_code(second) == case_id


def test_codes_run_out_with_words_and_return_with_time(
    store: Store, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registration.store.entry._FINDER_DIGITS", 1)
    for _ in range(10):
        store.issue_code(store.create_case("а"))
    other = store.create_case("а")
    with pytest.raises(NoFreeCode, match="десять минут"):
        store.issue_code(other)
    clock.move(minutes=10)
    store.issue_code(other)


def test_revoking_closes_link_code_and_sessions_of_this_case_only(
    store: Store, case_id: str
) -> None:
    other = store.create_case("а")
    ways = {
        case: (
            store.issue_link(case, 3),
            store.issue_code(case),
            store.start_session("leader", case),
        )
        for case in (case_id, other)
    }
    store.revoke(case_id)
    link, code, session = ways[case_id]
    assert store.redeem_link(link) is None
    assert store.redeem_code(code) is None
    assert store.session(session) is None
    link, code, session = ways[other]
    assert store.redeem_link(link) == other
    assert store.redeem_code(code) == other
    assert store.session(session) is not None


def test_a_session_tells_whose_it_is_and_is_stored_only_hashed(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    token = store.start_session("leader", case_id)
    session = store.session(token)
    assert session is not None
    assert (session.kind, session.subject) == ("leader", case_id)
    assert not any(token.encode() in content for content in bytes_of(tmp_path))


def test_an_ended_session_is_over(store: Store) -> None:
    token = store.start_session("staff", NAME)
    store.end_session(token)
    assert store.session(token) is None


def test_ending_sessions_of_one_leaves_the_others(store: Store) -> None:
    gone, kept = store.start_session("staff", NAME), store.start_session("staff", "olga")
    store.end_sessions("staff", NAME)
    assert store.session(gone) is None
    assert store.session(kept) is not None


def test_a_session_left_alone_for_two_hours_is_over(store: Store, clock: MovedClock) -> None:
    token = store.start_session("leader", "x")
    clock.move(hours=2)
    assert store.session(token) is None


def test_a_session_in_use_lasts_twelve_hours_and_no_more(store: Store, clock: MovedClock) -> None:
    token = store.start_session("leader", "x")
    for _ in range(11):
        clock.move(hours=1)
        assert store.session(token) is not None
    clock.move(hours=1)
    assert store.session(token) is None


def test_a_clock_set_back_does_not_make_a_session_eternal(store: Store, clock: MovedClock) -> None:
    token = store.start_session("leader", "x")
    clock.move(hours=-2)
    assert store.session(token) is None


@pytest.fixture
def secret(store: Store) -> str:
    return store.add_user(NAME, Role.CONSULTANT, PASSWORD)


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a password would only make these tests slow."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(
        "registration.store.accounts._HASHER", PasswordHasher(time_cost=1, memory_cost=64)
    )


def test_the_right_password_lets_in_and_a_wrong_one_does_not(store: Store, secret: str) -> None:
    user = store.check_password(NAME, PASSWORD)
    assert user is not None
    assert (user.name, user.role) == (NAME, Role.CONSULTANT)
    assert store.check_password(NAME, PASSWORD + "!") is None
    assert store.check_password("никто", PASSWORD) is None


def test_passwords_are_hashed_by_argon2id_and_secrets_are_sealed(
    store: Store, secret: str, tmp_path: Path
) -> None:
    contents = list(bytes_of(tmp_path))
    assert any(b"$argon2id$" in content for content in contents)
    assert not any(PASSWORD.encode() in content for content in contents)
    assert not any(secret.encode() in content for content in contents)


@pytest.mark.parametrize("password", ["", "одиннадцать", "x" * 257])
def test_a_password_too_short_or_too_long_is_refused_in_russian(
    store: Store, password: str
) -> None:
    with pytest.raises(BadAccount, match="не короче 12"):
        store.add_user(NAME, Role.CONSULTANT, password)


def test_a_taken_name_is_refused(store: Store, secret: str) -> None:
    with pytest.raises(BadAccount, match="уже есть"):
        store.add_user(NAME, Role.ADMINISTRATOR, PASSWORD)


def test_each_failure_after_the_fifth_doubles_the_wait(
    store: Store, secret: str, clock: MovedClock
) -> None:
    for _ in range(5):
        store.check_password(NAME, "неверный пароль")
    assert store.closed_for(NAME) == 1
    assert store.check_password(NAME, PASSWORD) is None
    clock.move(seconds=1)
    store.check_password(NAME, "неверный пароль")
    assert store.closed_for(NAME) == 2
    clock.move(seconds=2)
    assert store.check_password(NAME, PASSWORD) is not None


def test_the_wait_is_never_longer_than_a_quarter_of_an_hour(
    store: Store, secret: str, clock: MovedClock
) -> None:
    for _ in range(40):
        store.check_password(NAME, "неверный пароль")
        clock.move(seconds=900)
    store.check_password(NAME, "неверный пароль")
    assert store.closed_for(NAME) == 900


def test_a_one_time_code_works_once(store: Store, secret: str, clock: MovedClock) -> None:
    code = pyotp.TOTP(secret).at(clock())
    assert store.check_totp(NAME, code)
    assert not store.check_totp(NAME, code)


def test_a_code_older_than_a_used_one_is_refused(
    store: Store, secret: str, clock: MovedClock
) -> None:
    earlier = pyotp.TOTP(secret).at(clock())
    clock.move(seconds=30)
    assert store.check_totp(NAME, pyotp.TOTP(secret).at(clock()))
    assert not store.check_totp(NAME, earlier)


def test_a_code_of_a_slow_telephone_is_understood_and_an_old_one_is_not(
    store: Store, secret: str, clock: MovedClock
) -> None:
    code = pyotp.TOTP(secret).at(clock())
    clock.move(seconds=30)
    assert store.check_totp(NAME, f"{code[:3]} {code[3:]}")
    late = pyotp.TOTP(secret).at(clock())
    clock.move(seconds=60)
    assert not store.check_totp(NAME, late)


@pytest.mark.parametrize("code", ["", "1", "абвгде", "1234567", "٣٣٣٣٣٣"])
def test_a_made_up_one_time_code_is_refused(store: Store, secret: str, code: str) -> None:
    assert not store.check_totp(NAME, code)


def test_wrong_one_time_codes_slow_down_as_well(store: Store, secret: str) -> None:
    for _ in range(5):
        store.check_totp(NAME, "")
    assert store.closed_for(NAME) == 1


def test_a_new_password_replaces_the_old_one(store: Store, secret: str) -> None:
    store.set_password(NAME, "другой длинный пароль")
    assert store.check_password(NAME, PASSWORD) is None
    assert store.check_password(NAME, "другой длинный пароль") is not None


def test_a_password_of_nobody_is_not_set(store: Store) -> None:
    with pytest.raises(BadAccount):
        store.set_password("никто", PASSWORD)


def test_the_list_of_staff_tells_roles(store: Store, secret: str) -> None:
    assert [(user.name, user.role.label) for user in store.users()] == [(NAME, "консультант")]
    assert store.user("никто") is None
