"""The checklist: lines are ticked and opened again, denied ones say why, scans come and go."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from registration.store import REMOVED, Channel, Store
from registration.tracking.checklist import ChecklistItem
from registration.tracking.stage import Stage
from registration.tracking.ticks import ticks_of
from tests.attachments.test_attachment import pdf, photograph
from tests.web.conftest import CheckedClient
from tests.web.test_course import full_case, today
from tests.web.test_whole_case import answers_of
from web.checklist import slug_of

FAULTY = Path(__file__).parents[2] / "samples" / "faulty"
__all__ = ["full_case", "today"]


def slug(item_id: str) -> str:
    return slug_of(ChecklistItem(item_id, Stage.INTAKE, "", ""))


def address(case_id: str, item_id: str = "") -> str:
    return f"/dela/{case_id}/spisok/" + (f"{slug(item_id)}/" if item_id else "")


def ticked(store: Store, case_id: str) -> dict[str, bool]:
    return {name: tick.done for name, tick in ticks_of(store.journal(case_id)).items()}


def test_lines_are_ticked_together_and_say_who_did(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    page = consultant_client.get(address(full_case)).text
    assert "Подписать: " in page and "181.4" in page and "Срок: " in page
    answer = consultant_client.post(
        address(full_case),
        data=MultiDict(
            [
                ("csrf_token", consultant_client.last_token),
                ("seen", "0"),
                ("done", slug("get-residents")),
                ("done", slug("open-votes")),
            ]
        ),
    )
    assert answer.status_code == 303
    assert ticked(store, full_case) == {"get-residents": True, "open-votes": True}
    assert consultant_client.get(address(full_case)).text.count("Отмечено: ") == 2


def test_nothing_is_ticked_while_one_line_is_denied(
    consultant_client: CheckedClient, case: str, store: Store
) -> None:
    consultant_client.get(address(case))
    answer = consultant_client.send(address(case), seen="0", done=slug("get-charter-registered"))
    assert answer.status_code == 422
    assert "Впишите акт администрации" in answer.text
    assert store.journal(case) == ()
    assert "Выберите строки" in consultant_client.send(address(case), seen="0").text


def test_a_line_is_ticked_with_its_day_and_opened_again(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    at = address(full_case, "get-residents")
    consultant_client.get(at)
    day = {"day-day": "2", "day-month": "10", "day-year": "2026"}
    sent = consultant_client.send(at, seen="0", action="tick", note="Справка есть", **day)
    assert sent.status_code == 303
    (entry,) = store.journal(full_case, "tick")
    assert entry.content["day"] == "2026-10-02"
    page = consultant_client.get(at).text
    assert "Справка есть" in page and "nina" in page
    assert consultant_client.send(at, seen="1", action="open").status_code == 303
    assert ticked(store, full_case) == {"get-residents": False}


@pytest.mark.parametrize(
    ("day", "told"), [(("31", "2", "2026"), "Такого дня нет"), (("1", "1", "2027"), "не наступил")]
)
def test_a_day_that_cannot_be_is_refused_and_stays_typed(
    consultant_client: CheckedClient,
    full_case: str,
    store: Store,
    day: tuple[str, str, str],
    told: str,
) -> None:
    at = address(full_case, "get-residents")
    consultant_client.get(at)
    typed = dict(zip(("day-day", "day-month", "day-year"), day, strict=True))
    answer = consultant_client.send(at, seen="0", action="tick", note="Моё слово", **typed)
    assert answer.status_code == 422
    assert told in answer.text and "Моё слово" in answer.text and f'value="{day[2]}"' in answer.text
    assert store.journal(full_case) == ()


def test_a_tick_that_changed_answers_deny_is_shown(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    consultant_client.get(address(full_case))
    chosen = {"seen": "0", "done": slug("get-charter-registered")}
    assert consultant_client.send(address(full_case), **chosen).status_code == 303
    assert "Теперь расходится" not in consultant_client.get(address(full_case)).text
    gone: dict[str, object] = {
        f"municipal_registration.act.{name}": REMOVED
        for name in store.load(full_case).answers["municipal_registration"]["act"]
    }
    seen = store.load(full_case).revision
    store.save(full_case, gone, seen=seen, author="nina", channel=Channel.PHONE)
    assert "Теперь расходится" in consultant_client.get(address(full_case)).text
    at = address(full_case, "get-charter-registered")
    assert "Впишите акт" in consultant_client.get(at).text


def test_two_windows_tick_once(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    at = address(full_case, "get-residents")
    consultant_client.get(at)
    assert consultant_client.send(at, seen="0", action="tick").status_code == 303
    scan = (BytesIO(pdf()), "a.pdf")
    assert consultant_client.send(at, seen="0", action="tick", scan=scan).status_code == 409
    chosen = {"seen": "0", "done": slug("open-votes")}
    assert consultant_client.send(address(full_case), **chosen).status_code == 409
    assert len(store.journal(full_case)) == 1
    assert store.files(full_case) == ()


def test_a_scan_is_kept_and_given_out_as_a_download(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    at = address(full_case, "submit-charter")
    consultant_client.get(at)
    content = pdf()
    scan = (BytesIO(content), "Попова расписка.pdf")
    assert consultant_client.send(at, seen="0", action="scan", scan=scan).status_code == 303
    page = consultant_client.get(at).text
    assert "Попова расписка.pdf" in page
    assert "Сканов: 1" in consultant_client.get(address(full_case)).text
    link = re.search(r'href="(/dela/[^"]+/vlozheniya/[^"]+)"', page)
    assert link is not None and "opova" not in link[1]
    given = consultant_client.get(link[1])
    assert given.data == content
    assert given.headers["Content-Disposition"] == "attachment; filename=vlozhenie-1.pdf"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert all("опова" not in file.name for file in store.files(full_case))
    assert consultant_client.get(f"/dela/{full_case}/vlozheniya/{'0' * 32}").status_code == 404


def test_photographs_become_one_paper(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    at = address(full_case, "post-notice")
    consultant_client.get(at)
    both = [(BytesIO(photograph()), "1.jpg"), (BytesIO(photograph(held=6)), "2.jpg")]
    assert consultant_client.send(at, seen="0", action="scan", scan=both).status_code == 303
    (kept,) = store.files(full_case)
    content = store.get_file(full_case, kept.name)
    assert content is not None and content.count(b"/DCTDecode") == 2


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [(b"MZ" + bytes(99), "Письмо.docx", "программа"), (b"", "a.pdf", "пустой"), (None, "", "Выб")],
)
def test_a_bad_scan_is_refused_at_its_place(
    consultant_client: CheckedClient,
    full_case: str,
    store: Store,
    content: bytes | None,
    name: str,
    told: str,
) -> None:
    at = address(full_case, "post-notice")
    consultant_client.get(at)
    fields = {} if content is None else {"scan": (BytesIO(content), name)}
    answer = consultant_client.send(at, seen="0", action="scan", **fields)
    assert answer.status_code == 422
    assert 'id="scan-error"' in answer.text and told in answer.text
    assert store.files(full_case) == () and store.journal(full_case) == ()


def sent_long(client: CheckedClient, path: str, field: str, content: bytes, seen: int) -> int:
    """A form with a file as it goes over the wire: the client of tests would spool it to a disk."""
    values = {"csrf_token": client.last_token, "seen": str(seen), "action": "scan"}
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in values.items()]
    head = "".join(f"--xx\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
    head += f'--xx\r\nContent-Disposition: form-data; name="{field}"; filename="a.pdf"\r\n\r\n'
    body = head.encode() + content + b"\r\n--xx--\r\n"
    return client.post(path, data=body, content_type="multipart/form-data; boundary=xx").status_code


def test_ten_megabytes_pass_here_and_nowhere_else(
    consultant_client: CheckedClient, full_case: str
) -> None:
    at = address(full_case, "post-notice")
    consultant_client.get(at)
    big = pdf() + b"%" * 9_900_000
    assert sent_long(consultant_client, at, "scan", big, 0) == 303
    assert sent_long(consultant_client, at, "scan", big + b"%" * 100_000, 1) == 422
    assert sent_long(consultant_client, at, "scan", big * 4, 1) == 413
    assert sent_long(consultant_client, "/fajl-dela/", "file", big, 0) == 413


def test_a_step_of_the_course_keeps_its_paper(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    at = f"/dela/{full_case}/hod/"
    page = consultant_client.get(at).text
    assert "На этом этапе осталось" in page
    wanted = {"seen": "0", "move": "intake-notice", "note-intake-notice": "Висят"}
    bad = {"file-intake-notice": (BytesIO(b"MZ"), "a.pdf")}
    answer = consultant_client.send(at, **wanted, **bad)
    assert answer.status_code == 422 and "программа" in answer.text and "Висят" in answer.text
    good = {"file-intake-notice": (BytesIO(photograph()), "Доска.jpg")}
    assert consultant_client.send(at, **wanted, **good).status_code == 303
    assert "Доска.jpg" in consultant_client.get(at).text
    assert len(store.files(full_case)) == 1


def test_a_line_of_no_list_is_no_page(consultant_client: CheckedClient, full_case: str) -> None:
    assert consultant_client.get(f"/dela/{full_case}/spisok/{'0' * 12}/").status_code == 404


@pytest.mark.parametrize("path", sorted(FAULTY.glob("*.toml")), ids=lambda path: path.stem)
def test_the_list_of_a_case_with_faults_opens(
    consultant_client: CheckedClient, store: Store, path: Path
) -> None:
    case_id = store.create_case("nina")
    store.save(case_id, answers_of(path), seen=0, author="nina", channel=Channel.PAPER)
    assert consultant_client.get(address(case_id)).status_code == 200
    assert consultant_client.get(f"/dela/{case_id}/hod/").status_code == 200
