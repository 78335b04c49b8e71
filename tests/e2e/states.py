"""Every page of the site that is no question page, in every state it can be in.

A state says which view makes the page, with which status, and how a person gets there. Addresses
name cases instead of ids: «delo/{verkhnetoemsky}/».
"""

import hashlib
import zipfile
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from registration.assembly.delivery.payee import PayeeRecord, confirmed
from registration.assembly.folder import ARCHIVE
from registration.assembly.package import build_draft
from registration.assembly.rendering.source import OURS
from registration.domain.case import read_case
from registration.errors import ConversionError, PackageRefused
from registration.rules.catalogue import CATALOGUE
from registration.rules.questions import questions
from registration.store import Channel, Role, Tally, open_store
from registration.tracking.checklist import checklist
from tests.assembly.blank.conftest import corrected
from tests.assembly.blank.drawing import PLAIN, draw
from tests.assembly.delivery.invented import PAYEE
from tests.assembly.word import altered
from tests.e2e.conftest import TROUBLE_PATH
from tests.e2e.reaching import Reach, State
from tests.e2e.reaching import at as _at
from tests.e2e.reaching import sent as _sent
from tests.e2e.states_of_happenings import HAPPENINGS
from tests.e2e.states_of_practices import PRACTICES
from tests.e2e.states_of_project import DUTY, PROJECT
from tests.e2e.stock import answers_of
from tests.e2e.visiting import Visit
from web.blanks import brought_in, calibrated, work_on, write_map
from web.build import BuildFailed, Kind, Order, Tell
from web.entrance import demo_address
from web.errors import TROUBLES
from web.jobs import Job, Jobs
from web.jobs import State as JobState
from web.payee import keep_payee
from web.template_workshop import KIND

_PHRASE = "четыре слова без связи"
_LEADER, _CONSULTANT = Role.LEADER, Role.CONSULTANT
_FULL = "delo/{verkhnetoemsky}/"
_EMPTY = "delo/{empty}/"
_ON = date(2026, 11, 23)
_DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
)
"""The smallest picture there is."""


# — the door —


def _link_gone(visit: Visit) -> None:
    visit.open(None, f"ssylka/{'x' * 27}/")
    visit.press("Открыть анкету")


def _second_step(visit: Visit) -> None:
    store, name, password = visit.site.store, "tatiana", "длинный пароль сотрудника"
    if store.user(name) is None:
        store.add_user(name, _CONSULTANT, password)
    visit.open(None, "vhod/")
    visit.press("Продолжить", {"name": name, "password": password})


def _second_step_wrong(visit: Visit) -> None:
    _second_step(visit)
    visit.press("Войти", {"digits": "000000"})


def _demo_door(visit: Visit) -> None:
    visit.open(None, demo_address(visit.site.app, _CONSULTANT, "nina"))


DOOR = (
    State("один лист", "entrance.leaf", _at("pamyatka/", None)),
    State("вход", "entrance.home", _at("", None)),
    State(
        "код не подошёл",
        "entrance.by_code",
        _sent("", "Войти по коду", {"code": "1234"}, None),
        422,
    ),
    State("личная ссылка", "entrance.link", _at(f"ssylka/{'x' * 27}/", None)),
    State("ссылка кончилась", "entrance.by_link", _link_gone, 410),
    State("вход сотрудника", "entrance.login", _at("vhod/", None)),
    State(
        "пароль не подошёл",
        "entrance.by_password",
        _sent("vhod/", "Продолжить", {"name": "nina", "password": "не тот"}, None),
        422,
    ),
    State("второй шаг", "entrance.second_step", _second_step),
    State("число не подошло", "entrance.by_second_step", _second_step_wrong, 422),
    State("учебный вход", "entrance.demo_door", _demo_door),
    State("вышли", "entrance.left", _at("vyhod/", None)),
)

# — mistakes and refusals —


def _expired(visit: Visit) -> None:
    visit.open(_LEADER, _EMPTY + "settlement/")
    visit.page.context.clear_cookies(name="visit")
    visit.press("Продолжить")


def _without_token(visit: Visit) -> None:
    visit.open(_LEADER, _EMPTY + "settlement/")
    visit.page.locator("main [name=csrf_token]").first.evaluate("field => { field.value = 'x' }")
    visit.press("Продолжить")


MISTAKES = (
    *(
        State(f"сбой {code}", "trouble", _at(f"{TROUBLE_PATH[1:]}{code}/", None), code)
        for code in TROUBLES
    ),
    State("сеанс кончился", "questionnaire.answer", _expired, 401),
    State("страница устарела", "questionnaire.answer", _without_token, 400),
    State("нет такой страницы", "", _at("takoj/stranicy/net/"), 404),
    State("нет такого вопроса", "questionnaire.show", _at(_FULL + "takogo-voprosa-net/"), 404),
)

# — the questionnaire around its question pages —


def _conflict(visit: Visit) -> None:
    visit.page.route("**/save.js*", lambda route: route.abort())
    case_id = visit.stock.made({"card": {"contact_phone": "+7 900 000-00-01"}})
    visit.open(_LEADER, f"delo/{case_id}/contact_phone/")
    theirs = {"card.contact_phone": "+7 900 000-00-02"}
    store = visit.site.store
    seen = store.load(case_id).revision
    store.save(case_id, theirs, seen=seen, author="nina", channel=Channel.PHONE)
    visit.press("Продолжить", {"card.contact_phone": "8 900 000 00 03"})


def _left_to_consultant(visit: Visit) -> None:
    visit.open(_LEADER, _EMPTY + "contact_phone/")
    visit.press("Не знаю — спрошу консультанта")
    visit.go(visit.path(_EMPTY + "contact_phone/"))


_ANSWERED = "?" + "&".join(f"{name}=yes" for name in ("money", "property", "grants"))

AROUND = (
    State("все шаги", "questionnaire.hub", _at(_FULL)),
    State("все шаги, пусто", "questionnaire.hub", _at(_EMPTY)),
    State("все шаги, ошибки", "questionnaire.hub", _at("delo/{faulty/violations}/")),
    State("все шаги консультанта", "questionnaire.hub", _at(_FULL, _CONSULTANT)),
    State("перед началом", "questionnaire.start", _at(_FULL + "nachalo/")),
    State("нужно ли юрлицо", "questionnaire.precheck", _at(_FULL + "nuzhno-li/")),
    State("проверка", "questionnaire.check", _at(_FULL + "proverka/")),
    State("проверка, пусто", "questionnaire.check", _at(_EMPTY + "proverka/")),
    State("проверка, ошибка", "questionnaire.check", _at("delo/{unsound}/proverka/")),
    State("новый человек", "questionnaire.show_item", _at(_EMPTY + "person_name/1/")),
    State("удалить человека", "questionnaire.ask_removal", _at(_FULL + "person_name/1/udalit/")),
    State(
        "паспорт показан",
        "questionnaire.reveal",
        _sent(_FULL + "person_passport/1/", "Показать"),
    ),
    State("пустое не записано", "questionnaire.show", _at(_FULL + "settlement/?ostalos=1")),
    State("оставлено консультанту", "questionnaire.show", _left_to_consultant),
    State("два разных ответа", "questionnaire.answer", _conflict, 409),
)

# — documents —


class _Asleep(Jobs):
    """A queue in which nothing is done: what is ordered waits."""

    def start(self) -> None:
        return


def _words_only(order: Order, folder: Path, tell: Tell) -> bytes:
    """A draft without PDF: quick."""
    target = folder / "komplekt"
    case = read_case(order.answers).case
    notes = ("LibreOffice не найден.",)
    build_draft(case, order.on, target, steps=checklist, notes=notes, progress=tell)
    return (target / ARCHIVE).read_bytes()


def _refuses(order: Order, folder: Path, tell: Tell) -> bytes:
    raise PackageRefused("Нет согласия хозяина.\nНа собрании мало людей.")


def _fails(order: Order, folder: Path, tell: Tell) -> bytes:
    raise BuildFailed("Сборка прервалась. Нажмите кнопку ещё раз.")


def _ordered(visit: Visit, jobs: Jobs, kind: Kind) -> tuple[str, Job]:
    visit.site.app.extensions["jobs"] = jobs
    case_id = visit.stock.made({"card": {"number": "ВТ-2026-002"}})
    return case_id, jobs.order(case_id, kind, _ON)


def _built(visit: Visit, build: Callable[[Order, Path, Tell], bytes], kind: Kind) -> str:
    site = visit.site
    jobs = Jobs(site.folder, site.store, build=build, immediate=True)
    return _ordered(visit, jobs, kind)[0]


def _stale(visit: Visit) -> None:
    case_id = _built(visit, _words_only, Kind.DRAFT)
    later = {"card.contact_phone": "+7 900 000-00-01"}
    visit.site.store.save(case_id, later, seen=9, author="nina", channel=Channel.PHONE)
    visit.open(_LEADER, f"delo/{case_id}/dokumenty/")
    visit.page.get_by_text("Скачать по одному").click()


def _final(visit: Visit) -> None:
    case_id = _built(visit, _words_only, Kind.FINAL)
    visit.open(_CONSULTANT, f"delo/{case_id}/dokumenty/")


def _refusal(visit: Visit) -> None:
    case_id = _built(visit, _refuses, Kind.FINAL)
    visit.open(_CONSULTANT, f"delo/{case_id}/dokumenty/")


def _failure(visit: Visit) -> None:
    case_id = _built(visit, _fails, Kind.DRAFT)
    visit.open(_LEADER, f"delo/{case_id}/dokumenty/")


def _waiting(address: str, told: JobState) -> Reach:
    def reach(visit: Visit) -> None:
        jobs = _Asleep(visit.site.folder, visit.site.store)
        case_id, job = _ordered(visit, jobs, Kind.DRAFT)
        if told is JobState.RUNNING:
            jobs._note(job.id, state=told, doing="Устав", step=3)
        visit.open(_LEADER, f"delo/{case_id}/dokumenty/{address}")

    return reach


DOCUMENTS = (
    State("документы", "documents.overview", _at(_FULL + "dokumenty/")),
    State("документы, консультант", "documents.overview", _at(_FULL + "dokumenty/", _CONSULTANT)),
    State("документы, пусто", "documents.overview", _at(_EMPTY + "dokumenty/")),
    State("документы, нарушения", "documents.overview", _at("delo/{faulty/violations}/dokumenty/")),
    State("черновик устарел", "documents.overview", _stale),
    State("комплект собран", "documents.overview", _final),
    State("отказано в сборке", "documents.overview", _refusal),
    State("сборка не удалась", "documents.overview", _failure),
    State("сборка идёт, обзор", "documents.overview", _waiting("", JobState.RUNNING)),
    State("ждёт очереди", "documents.progress", _waiting("sborka/", JobState.QUEUED)),
    State("собирается", "documents.progress", _waiting("sborka/", JobState.RUNNING)),
    State(
        "собирается, стоит",
        "documents.still_progress",
        _waiting("sborka/stoit/", JobState.RUNNING),
    ),
)

# — consents, papers, answers given for the leader —


def _not_agreed(path: str) -> Reach:
    """A leader who has not been asked yet."""

    def reach(visit: Visit) -> None:
        case_id = visit.site.store.create_case("nina")
        visit.open(_LEADER, f"delo/{case_id}/{path}")

    return reach


_SIGN = {"signed-day": "1", "signed-month": "11", "signed-year": "2026"}


def _signed(visit: Visit) -> None:
    _sent(_FULL + "soglasiya/p2/", "Записать дату", _SIGN)(visit)
    visit.go(visit.path(_FULL + "soglasiya/p2/"))


def _withdrawn(visit: Visit) -> None:
    case_id = visit.stock.made({"card": {"number": "ВТ-2026-003"}})
    visit.open(_LEADER, f"delo/{case_id}/soglasie/otzyv/")
    visit.press("Отозвать согласие")


def _withdrawn_at_the_desk(visit: Visit) -> None:
    case_id = visit.stock.made({"card": {"number": "ВТ-2026-003"}})
    visit.open(_CONSULTANT, f"delo/{case_id}/soglasie/otzyv/")
    visit.press("Лидер подал заявление об отзыве")


def _no_pdf(visit: Visit) -> None:
    visit.open(_CONSULTANT, _FULL + "soglasiya/p1/")
    with patch("web.consent.pdf_of", side_effect=ConversionError("нет LibreOffice")):
        visit.press("Скачать лист для печати (PDF)")


def _confirmed(visit: Visit) -> None:
    case_id = visit.stock.made({"card": {"contact_phone": "+7 900 000-00-01"}})
    visit.open(_LEADER, f"delo/{case_id}/za-lidera/")
    visit.press("Всё верно")


PAPERS = (
    State("согласие", "consent.ask", _not_agreed("")),
    State("согласие дано", "consent.ask", _at(_FULL + "soglasie/")),
    State("согласие, консультант", "consent.ask", _at(_FULL + "soglasie/", _CONSULTANT)),
    State("не даю согласия", "consent.decline", _not_agreed("soglasie/net/")),
    State("отозвать согласие", "withdrawal.ask", _at(_FULL + "soglasie/otzyv/")),
    State("заявление об отзыве", "withdrawal.ask", _at(_FULL + "soglasie/otzyv/", _CONSULTANT)),
    State("согласие отозвано", "withdrawal.done", _withdrawn),
    State("дело без согласия", "board.case", _withdrawn_at_the_desk),
    State("листа PDF нет", "consent.sheet_as_pdf", _no_pdf, 503),
    State("согласия людей", "consent.consents", _at(_FULL + "soglasiya/")),
    State("согласия, никого", "consent.consents", _at(_EMPTY + "soglasiya/")),
    State("лист согласия", "consent.person", _at(_FULL + "soglasiya/p1/")),
    State("лист подписан", "consent.person", _signed),
    State(
        "день подписи неверен",
        "consent.sign",
        _sent(_FULL + "soglasiya/p1/", "Записать дату", {"signed-day": "40"}),
        422,
    ),
    State("на бумаге", "paper.papers", _at(_FULL + "bumagi/")),
    State("внесено за лидера", "behalf.answers", _at(_FULL + "za-lidera/")),
    State("внесено, консультант", "behalf.answers", _at(_EMPTY + "za-lidera/", _CONSULTANT)),
    State("внесено, подтверждено", "behalf.answers", _confirmed),
    State(
        "причины нет",
        "behalf.explain",
        _sent(_EMPTY + "za-lidera/", "Записать причину", role=_CONSULTANT),
        422,
    ),
)

# — the desk —


def _file_of(visit: Visit) -> bytes:
    return visit.site.store.export_case(visit.stock["kotlassky"], _PHRASE)


def _brought(content: Callable[[Visit], bytes], phrase: str) -> Reach:
    def reach(visit: Visit) -> None:
        file = {
            "name": "delo.toscase",
            "mimeType": "application/octet-stream",
            "buffer": content(visit),
        }
        visit.open(_CONSULTANT, "fajl-dela/")
        visit.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
        visit.press("Принять дело", {"phrase": phrase})

    return reach


def _disagreeing(visit: Visit) -> bytes:
    """A file whose case went on differently on another computer and here."""
    store, phone = visit.site.store, "tos.phone"
    case_id = visit.stock.made({"tos": {"phone": "+7 900 000-00-01"}})
    with TemporaryDirectory() as folder:
        laptop = open_store(Path(folder))
        laptop.import_case(store.export_case(case_id, _PHRASE), _PHRASE)
        for kept, number in ((laptop, "02"), (store, "03")):
            said, seen = {phone: f"+7 900 000-00-{number}"}, kept.load(case_id).revision
            kept.save(case_id, said, seen=seen, author="olga", channel=Channel.PHONE)
        content = laptop.export_case(case_id, _PHRASE)
        laptop.close()
    return content


def _moved(visit: Visit) -> None:
    visit.open(_CONSULTANT, "dela/{kotlassky}/hod/")
    visit.press("Записать — Назначить собрание и оповестить жителей")


def _moved_twice(visit: Visit) -> None:
    """What a second window sends that was opened before the first one was used."""
    visit.open(_CONSULTANT, "dela/{nyandomsky}/hod/")
    visit.page.evaluate("document.getElementsByName('seen').forEach(seen => seen.value = 99)")
    visit.press("Записать — Назначить собрание и оповестить жителей")


def _destroyed(visit: Visit) -> None:
    store = visit.site.store
    case_id = store.create_case("nina")
    visit.open(_CONSULTANT, f"dela/{case_id}/unichtozhit/")
    visit.page.locator("#reason").check()
    visit.press("Уничтожить навсегда", {"number": "без номера"})


_LIST = "dela/{kotlassky}/spisok/"
_LINE = f"{_LIST}{hashlib.sha256(b'get-residents').hexdigest()[:12]}/"


def _ticked(visit: Visit) -> None:
    scan = {"name": "spravka.png", "mimeType": "image/png", "buffer": _DOT}
    visit.open(_CONSULTANT, _LINE)
    visit.page.locator("#scan").set_input_files(scan)  # type: ignore[arg-type]
    again = visit.page.get_by_role("button", name="Снять отметку")
    visit.press("Только приложить файл" if again.count() else "Отметить", {"note": "Справка"})


def _tick_denied(visit: Visit) -> None:
    visit.open(_CONSULTANT, "dela/{empty}/spisok/")
    registered = hashlib.sha256(b"get-charter-registered").hexdigest()[:12]
    visit.page.locator(f"#done-{registered}").check()
    visit.press("Отметить выбранные")


def _no_program(visit: Visit) -> None:
    program = {"name": "spravka.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    visit.open(_CONSULTANT, _LINE)
    visit.page.locator("#scan").set_input_files(program)  # type: ignore[arg-type]
    visit.press("Только приложить файл")


CHECKLIST = (
    State("чек-лист", "checklist.show", _at("dela/{verkhnetoemsky}/spisok/", _CONSULTANT)),
    State("чек-лист пустого дела", "checklist.show", _at("dela/{empty}/spisok/", _CONSULTANT)),
    State(
        "чек-лист с ошибками",
        "checklist.show",
        _at("dela/{faulty/violations}/spisok/", _CONSULTANT),
    ),
    State("отметка не сходится", "checklist.tick_chosen", _tick_denied, 422),
    State("строка чек-листа", "checklist.line", _at(_LINE, _CONSULTANT)),
    State("строка отмечена", "checklist.line", _ticked),
    State("скан не принят", "checklist.record", _no_program, 422),
)


def _refused(visit: Visit) -> None:
    """A suspension with a ground that rules guard and one that stands in no list."""
    case_id = visit.stock["kholmogorsky"]
    content = {
        "answer": "suspension",
        "day": _ON.isoformat(),
        "received": "",
        "grounds": ["minutes-faults", "other"],
        "text": "В протоколе нет подписи секретаря.",
    }
    counts = [Tally("suspension", name, 1, _ON) for name in ("minutes-faults", "other")]
    entry = visit.site.store.append_counted(case_id, "refusal", content, counts, author="nina")
    visit.open(_CONSULTANT, f"dela/{case_id}/otkaz/{entry.number}/")


def _refusals_counted(visit: Visit) -> None:
    _refused(visit)
    visit.open(Role.ASSOCIATION, "otkazy/")


_REGISTERED = {
    "filing.filed_on": "2026-10-20",
    "outcome.decided_on": "2026-11-05",
    "outcome.registered_on": "2026-11-10",
    "outcome.ogrn": "1260000000017",
    "outcome.inn": "0001000162",
    "outcome.kpp": "000001001",
}


def _first_year(visit: Visit) -> None:
    store, case_id = visit.site.store, visit.stock["vilegodsky"]
    seen = store.load(case_id).revision
    store.save(case_id, dict(_REGISTERED), seen=seen, author="nina", channel=Channel.PAPER)
    visit.open(_CONSULTANT, f"dela/{case_id}/posle/")


def _feedback(easy: str, button: str = "") -> Reach:
    def reach(visit: Visit) -> None:
        token = visit.site.store.make_address("feedback", visit.stock["empty"], 60)
        visit.open(None, f"otzyv/{token}")
        if easy:
            visit.page.get_by_label("4 — легко").check()
        if button:
            visit.press(button)

    return reach


def _versions(page: str) -> Reach:
    """A page about the packages of a case that has one."""

    def reach(visit: Visit) -> None:
        listed = "dela/{verkhnetoemsky}/komplekty/"
        visit.open(_CONSULTANT, listed)
        if not visit.page.get_by_text("Комплект № 1").count():
            visit.press("Собрать комплект")
        visit.open(_CONSULTANT, f"{listed}{page}")

    return reach


def _edited_paper(visit: Visit) -> None:
    """A charter taken from the package, changed in Word and brought back."""
    _versions("pravki/")(visit)
    archive = visit.site.store.get_file(visit.stock["verkhnetoemsky"], "komplekt-1.zip") or b""
    with zipfile.ZipFile(BytesIO(archive)) as files:
        charter = files.read("D14-ustav.docx")
    changed = altered(charter, "Филиалов и представительств", "Представительств и филиалов")
    word = {"name": "x.docx", "mimeType": "application/octet-stream", "buffer": changed}
    visit.page.locator("#file").set_input_files(word)  # type: ignore[arg-type]
    visit.press("Принять и собрать комплект", {"note": "по просьбе администрации"})


def _refused_edit(visit: Visit) -> None:
    _versions("pravki/")(visit)
    visit.press("Принять и собрать комплект", {"note": "-"})


VERSIONS = (
    State("правок нет", "edits.show", _versions("pravki/")),
    State("правка не принята", "edits.bring", _refused_edit, 422),
    State("правка принята", "edits.show", _edited_paper),
    State("проверка комплекта", "versions.check", _versions("2/proverka/")),
    State("комплектов нет", "versions.show", _at("dela/{empty}/komplekty/", _CONSULTANT)),
    State("комплекты", "versions.show", _versions("")),
    State("комплект", "versions.one", _versions("1/")),
    State("комплекты одинаковы", "versions.compare", _versions("1/sravnit/1/")),
    State("откуда что взято", "versions.trace", _versions("1/sled/")),
    State("устав по абзацам", "versions.trace", _versions("1/sled/?dokument=D14-ustav.docx")),
    State("где напечатано", "versions.trace", _versions("1/sled/?otvet=tos.full_name")),
)

DESK = (
    State("дела", "cases.show", _at("dela/", _CONSULTANT)),
    State(
        "дел такого вида нет",
        "cases.show",
        _at("dela/?vid=zhdut-minyust&okrug=kotlassky", _CONSULTANT),
    ),
    State("найдено", "cases.search", _sent("dela/", "Найти", {"q": "заречье"}, _CONSULTANT)),
    State("нечего искать", "cases.search", _sent("dela/", "Найти", role=_CONSULTANT), 422),
    State("все сроки", "agenda.show", _at("sroki/", _CONSULTANT)),
    State(
        "адрес календаря", "agenda.make_address", _sent("sroki/", "Выдать адрес", role=_CONSULTANT)
    ),
    State("обсуждений нет", "talks.show", _at("dela/{empty}/obsuzhdenie/", _CONSULTANT)),
    State(
        "обсуждение не начато",
        "talks.begin",
        _sent("dela/{empty}/obsuzhdenie/", "Отправить лидеру", role=_CONSULTANT),
        422,
    ),
    State("обсуждение", "talks.one", _at("delo/{empty}/obsuzhdenie/track/", _CONSULTANT)),
    State("пустой вопрос", "talks.say", _sent("delo/{empty}/obsuzhdenie/track/", "Отправить"), 422),
    State("разговоры", "contacts.show", _at("dela/{empty}/zvonki/", _CONSULTANT)),
    State(
        "разговор не записан",
        "contacts.record",
        _sent("dela/{empty}/zvonki/", "Записать разговор", role=_CONSULTANT),
        422,
    ),
    State("округ не выбран", "cases.create", _sent("dela/", "Создать дело", role=_CONSULTANT), 422),
    State("дело", "board.case", _at("dela/{verkhnetoemsky}/", _CONSULTANT)),
    State("ход дела", "course.show", _at("dela/{verkhnetoemsky}/hod/", _CONSULTANT)),
    State("ход пустого дела", "course.show", _at("dela/{empty}/hod/", _CONSULTANT)),
    State("сроки", "dates.show", _at("dela/{kotlassky}/sroki/", _CONSULTANT)),
    State("отказы", "refusals.show", _at("dela/{verkhnetoemsky}/otkaz/", _CONSULTANT)),
    State(
        "отказ не записан",
        "refusals.record",
        _sent("dela/{empty}/otkaz/", "Записать", role=_CONSULTANT),
        422,
    ),
    State("что делать после отказа", "refusals.one", _refused),
    State("за что отказывают", "refusals.statistics", _refusals_counted),
    State("после регистрации", "after.show", _at("dela/{verkhnetoemsky}/posle/", _CONSULTANT)),
    State("первый год", "after.show", _first_year),
    State(
        "ссылка на отзыв",
        "after.make_link",
        _sent("dela/{empty}/posle/", "Выдать ссылку", role=_CONSULTANT),
    ),
    State("отзыв", "feedback.ask", _feedback("")),
    State("отзыв не отправлен", "feedback.take", _feedback("", "Отправить"), 422),
    State("отзыв принят", "feedback.take", _feedback("4", "Отправить")),
    State("отзыва нет", "feedback.ask", _at(f"otzyv/{'x' * 27}", None), 404),
    State("сроков нет", "dates.show", _at("dela/{empty}/sroki/", _CONSULTANT)),
    State("шаг сделан", "course.show", _moved),
    State("шаг уже сделан", "course.go", _moved_twice, 409),
    State(
        "выдана ссылка",
        "board.issue_link",
        _sent("dela/{empty}/", "Выдать ссылку", role=_CONSULTANT),
    ),
    State("выдан код", "board.issue_code", _sent("dela/{empty}/", "Выдать код", role=_CONSULTANT)),
    State(
        "доступ закрыт",
        "board.revoke",
        _sent("dela/{empty}/", "Закрыть доступ лидеру", role=_CONSULTANT),
    ),
    State("уничтожить дело?", "destruction.ask", _at("dela/{empty}/unichtozhit/", _CONSULTANT)),
    State(
        "номер не тот",
        "destruction.destroy",
        _sent("dela/{empty}/unichtozhit/", "Уничтожить навсегда", role=_CONSULTANT),
        422,
    ),
    State("дело уничтожено", "destruction.destroy", _destroyed),
    State("в файл", "exchange.ask_phrase", _at("dela/{empty}/fajl/", _CONSULTANT)),
    State(
        "фраза коротка",
        "exchange.take",
        _sent(
            "dela/{empty}/fajl/",
            "Сохранить файл",
            {"phrase": "мало", "again": "мало"},
            _CONSULTANT,
        ),
        422,
    ),
    State("из файла", "exchange.ask_file", _at("fajl-dela/", _CONSULTANT)),
    State(
        "файла нет",
        "exchange.bring",
        _sent("fajl-dela/", "Принять дело", {"phrase": _PHRASE}, _CONSULTANT),
        422,
    ),
    State("фраза не та", "exchange.bring", _brought(_file_of, "не та фраза"), 422),
    State("ответы разошлись", "exchange.bring", _brought(_disagreeing, _PHRASE), 409),
)

# — the administrator —

_ADMINISTRATOR = Role.ADMINISTRATOR
_OWN_PASSWORD = "пароль администратора"  # noqa: S105 — of a test


def _administrator(visit: Visit) -> None:
    if visit.site.store.user("administrator") is None:
        visit.site.store.add_user("administrator", _ADMINISTRATOR, _OWN_PASSWORD)


def _added(visit: Visit) -> None:
    visit.open(_ADMINISTRATOR, "sotrudniki/")
    number = len(visit.site.store.users())
    visit.page.get_by_label("консультант").check()
    visit.press("Дать вход", {"name": f"vera{number}"})


def _pressed_for(name: str, button: str) -> Reach:
    def reach(visit: Visit) -> None:
        _administrator(visit)
        if visit.site.store.user(name) is None:
            visit.site.store.add_user(name, _CONSULTANT, _OWN_PASSWORD)
        visit.open(_ADMINISTRATOR, "sotrudniki/")
        visit.press(f"{button} — {name}")

    return reach


def _key_sheet(visit: Visit) -> None:
    _administrator(visit)
    store = visit.site.store
    store.set_password("administrator", _OWN_PASSWORD)
    _sent("klyuch/", "Показать ключ", {"password": _OWN_PASSWORD}, _ADMINISTRATOR)(visit)


SETTINGS = (
    State("сотрудники", "staff.listed", _at("sotrudniki/", _ADMINISTRATOR)),
    State(
        "имя не годится",
        "staff.add",
        _sent("sotrudniki/", "Дать вход", {"name": "Нина"}, _ADMINISTRATOR),
        422,
    ),
    State("вход готов", "staff.add", _added),
    State("новый пароль", "staff.new_password", _pressed_for("zoya", "Новый пароль")),
    State("вход закрыт", "staff.switch_off", _pressed_for("zoya", "Закрыть вход")),
    State("ключ", "recovery.ask", _at("klyuch/", _ADMINISTRATOR)),
    State(
        "пароль к ключу не тот",
        "recovery.show",
        _sent("klyuch/", "Показать ключ", {"password": "не тот"}, _ADMINISTRATOR),
        422,
    ),
    State("лист с ключом", "recovery.show", _key_sheet),
)

# — the dense editor —


def _section_conflict(visit: Visit) -> None:
    case_id = visit.stock.made({"card": {"contact_phone": "+7 900 000-00-01"}})
    visit.open(_CONSULTANT, f"dela/{case_id}/pravka/start/")
    theirs = {"card.contact_phone": "+7 900 000-00-02"}
    store = visit.site.store
    seen = store.load(case_id).revision
    store.save(case_id, theirs, seen=seen, author="olga", channel=Channel.PHONE)
    visit.press("Сохранить", {"contact_phone.card.contact_phone": "8 900 000 00 03"})


def _twice(button: str = "") -> Reach:
    """The first person of the case stands in it once more, living elsewhere."""

    def reach(visit: Visit) -> None:
        answers = answers_of("verkhnetoemsky")
        first = answers["people"]["persons"][0]
        again = {"key": "again", "registered_address": {"settlement": "Другое"}}
        answers["people"]["persons"].append(first | again)
        case_id = visit.stock.made(answers)
        visit.open(_CONSULTANT, f"dela/{case_id}/dvojniki/")
        if button:
            visit.press(button)

    return reach


_EDITED = "dela/{verkhnetoemsky}/pravka/"

EDITOR = (
    State("с бумаги", "paper_entry.steps", _at(_FULL + "s-bumagi/", _CONSULTANT)),
    State(
        "с бумаги, ошибка",
        "editor.show",
        _at("dela/{unsound}/pravka/meeting/?kak=bumaga", _CONSULTANT),
    ),
    State("правка, люди", "editor.show", _at(_EDITED + "people/", _CONSULTANT)),
    State(
        "правка, новый",
        "editor.show",
        _at(_EDITED + "people/?novyj=person_name", _CONSULTANT),
    ),
    State("правка, собрание", "editor.show", _at(_EDITED + "meeting/", _CONSULTANT)),
    State("правка, с бумаги", "editor.show", _at(_EDITED + "meeting/?kak=bumaga", _CONSULTANT)),
    State("правка, консультант", "editor.show", _at(_EDITED + "consultant/", _CONSULTANT)),
    State("правка, пусто", "editor.show", _at("dela/{empty}/pravka/meeting/", _CONSULTANT)),
    State(
        "правка, нарушения",
        "editor.show",
        _at("dela/{faulty/violations}/pravka/meeting/", _CONSULTANT),
    ),
    State(
        "правка, ошибка",
        "editor.save",
        _sent(
            "dela/{empty}/pravka/start/",
            "Сохранить",
            {"contact_phone.card.contact_phone": "завтра"},
            _CONSULTANT,
        ),
        422,
    ),
    State("правка, разногласие", "editor.save", _section_conflict, 409),
    State("повторов нет", "editor_people.show", _at("dela/{empty}/dvojniki/", _CONSULTANT)),
    State("вписан дважды", "editor_people.show", _twice()),
    State("не выбрано", "editor_people.merge", _twice("Объединить — Попова Нина Ивановна"), 422),
)

# — what is kept for all cases —

_TEMPLATE = "masterskaya/shablony/forms/cover_letter/"


def _faulty_template(visit: Visit) -> None:
    broken = {"name": "x.docx", "mimeType": "application/octet-stream", "buffer": b"not Word"}
    visit.open(_CONSULTANT, _TEMPLATE)
    visit.page.locator("#file").set_input_files(broken)  # type: ignore[arg-type]
    visit.press("Проверить и сохранить", {"note": "правка"})


def _tried_template(visit: Visit) -> None:
    """A version kept at the desk, tried on the samples."""
    content = OURS.path("forms/cover_letter.docx").read_bytes()
    kept = visit.site.store.put(KIND, "forms/cover_letter.docx", content, author="nina", note="-")
    visit.open(_CONSULTANT, f"{_TEMPLATE}proba/{kept}/")


def _template_pages(visit: Visit) -> None:
    _tried_template(visit)
    visit.go(f"{_TEMPLATE}proba/1/kotlassky/")


_BLANKS = "masterskaya/blank/"


def _of_blank(address: str, role: Role = _CONSULTANT) -> Reach:
    """A blank was brought; its map is as proposed."""

    def reach(visit: Visit) -> None:
        name = brought_in(visit.site.store, draw(PLAIN).content, "nina", "с сайта ФНС")
        visit.open(role, f"{_BLANKS}{name}/{address}")

    return reach


def _no_blank(visit: Visit) -> None:
    visit.open(_CONSULTANT, _BLANKS)
    visit.press("Прочитать бланк")


def _faulty_blank(address: str, button: str, fields: Mapping[str, str]) -> Reach:
    def reach(visit: Visit) -> None:
        _of_blank(address)(visit)
        visit.press(button, fields)

    return reach


def _settled_blank(visit: Visit) -> None:
    """A blank whose map is corrected to the end, and the acceptance sent empty."""
    store = visit.site.store
    name = brought_in(store, draw(PLAIN).content, "nina", "с сайта ФНС")
    found = calibrated(store, draw(PLAIN).content)
    seen = work_on(store, name).seen
    write_map(store, name, corrected(found), author="nina", seen=seen)
    visit.open(_CONSULTANT, f"{_BLANKS}{name}/")
    visit.press("Принять и опубликовать", {"by": ""})


CALIBRATION = (
    State("бланки", "blank_workshop.show", _at(_BLANKS, _CONSULTANT)),
    State("бланк не принят", "blank_workshop.bring", _no_blank, 422),
    State("карта бланка", "blank_workshop.blank", _of_blank("")),
    State("страница бланка", "blank_sheets.sheet", _of_blank("list/1/")),
    State("лист ОКВЭД", "blank_sheets.sheet", _of_blank("list/13/")),
    State("знакоместа", "blank_sheets.line", _of_blank("list/1/stroka/2/")),
    State(
        "не число",
        "blank_sheets.place",
        _faulty_blank("list/1/stroka/2/", "Сохранить", {"pitch": "широко"}),
        422,
    ),
    State(
        "буква не та",
        "blank_sheets.correct",
        _faulty_blank("list/1/", "Сохранить страницу", {"letter": "АБ"}),
        422,
    ),
    State("файлы бланка", "blank_files.show", _of_blank("fajl/")),
    State(
        "карта не выбрана",
        "blank_files.bring_map",
        _faulty_blank("fajl/", "Заменить карту", {}),
        422,
    ),
    State("проба бланка рано", "blank_trial.show", _of_blank("proba/vse/")),
    State("приём не заполнен", "blank_workshop.accept", _settled_blank, 422),
)


def _payee_again(visit: Visit) -> None:
    """The payee is known; the day of a new comparison is left empty."""
    record = confirmed(PayeeRecord(PAYEE), "Соколова", date(2026, 11, 24))
    keep_payee(visit.site.store, record, author="nina", note="с сайта", seen=0)
    visit.open(_CONSULTANT, "masterskaya/poluchatel/")
    visit.press("Записать")


_QUESTION = f"masterskaya/voprosy/{next(iter(questions()))}/"
_DISTRICT = "masterskaya/okruga/kotlassky/"
_RULE = f"masterskaya/proverki/{CATALOGUE[0].id}/"


def _decided(visit: Visit) -> None:
    visit.open(_CONSULTANT, _QUESTION)
    visit.page.locator("#choice").check()
    said = {"reason": "Письмо управления.", "decided_by": "Нина"}
    day = {"decided_on-day": "2", "decided_on-month": "11", "decided_on-year": "2026"}
    visit.press("Решить для всех дел", {**said, **day})
    visit.open(_CONSULTANT, _QUESTION)


def _confirmed(visit: Visit) -> None:
    visit.open(_CONSULTANT, _RULE)
    visit.press("Подтвердить правило", {"by": "Вера Законная", "source": "33-ФЗ"})
    visit.open(_CONSULTANT, _RULE)


WORKSHOP = (
    State("округа", "workshop_districts.show", _at("masterskaya/okruga/", _CONSULTANT)),
    State("округ", "workshop_districts.one", _at(_DISTRICT, _CONSULTANT)),
    State("сведение", "workshop_districts.edit", _at(f"{_DISTRICT}head/", _CONSULTANT)),
    State(
        "сведение без источника",
        "workshop_districts.change",
        _sent(f"{_DISTRICT}oktmo/", "Сохранить", {"source": ""}, role=_CONSULTANT),
        422,
    ),
    State("вопросы права", "workshop_questions.show", _at("masterskaya/voprosy/", _CONSULTANT)),
    State("вопрос решён", "workshop_questions.one", _decided),
    State(
        "решение без причины",
        "workshop_questions.decide",
        _sent(_QUESTION, "Решить для всех дел", {"reason": ""}, role=_CONSULTANT),
        422,
    ),
    State("правила", "workshop_reviews.show", _at("masterskaya/proverki/", _CONSULTANT)),
    State("правило подтверждено", "workshop_reviews.one", _confirmed),
    State(
        "не сказано, кто сверил",
        "workshop_reviews.confirm",
        _sent(_RULE, "Подтвердить правило", role=_CONSULTANT),
        422,
    ),
    State("мастерская", "workshop_index.show", _at("masterskaya/", _CONSULTANT)),
    State("получатель", "workshop_payee.show", _at("masterskaya/poluchatel/", _CONSULTANT)),
    State("получатель не сверен", "workshop_payee.enter", _payee_again, 422),
    State("проба шаблона", "template_trial.show", _tried_template),
    State("страницы рядом", "template_trial.pages", _template_pages),
    State("шаблоны", "template_workshop.show", _at("masterskaya/shablony/", _CONSULTANT)),
    State("шаблон", "template_workshop.template", _at(_TEMPLATE, _CONSULTANT)),
    State("шаблон не принят", "template_workshop.bring", _faulty_template, 422),
)

GROUPS: Mapping[str, tuple[State, ...]] = {
    "versions": VERSIONS,
    "workshop": WORKSHOP,
    "calibration": CALIBRATION,
    "door": DOOR,
    "mistakes": MISTAKES,
    "around": AROUND,
    "documents": DOCUMENTS,
    "papers": PAPERS,
    "desk": DESK,
    "checklist": CHECKLIST,
    "settings": SETTINGS,
    "editor": EDITOR,
    "project": PROJECT,
    "duty": DUTY,
    "happenings": HAPPENINGS,
    "practices": PRACTICES,
}

QUESTIONS = frozenset({"questionnaire.show", "questionnaire.show_item"})
"""Made by the pages of the questionnaire, which are walked page by page."""

_FILE, _GOES_ON = "отдаёт файл", "всегда ведёт на другую страницу"
_PROGRAM = "для программ"
NO_PAGE: Mapping[str, str] = {
    "static": _FILE,
    "entrance.health": _PROGRAM,
    "entrance.leave": _GOES_ON,
    "entrance.by_demo_door": _GOES_ON,
    "questionnaire.choose_channel": _GOES_ON,
    "editor.begin": _GOES_ON,
    "editor_people.tell_apart": _GOES_ON,
    "questionnaire.answer_item": "та же страница, что у questionnaire.answer",
    "questionnaire.remove": _GOES_ON,
    "questionnaire.take_usual": _GOES_ON,
    "questionnaire.show_help": "кусок страницы, которая пройдена",
    "documents.download": _FILE,
    "attached.download": _FILE,
    "template_workshop.download": _FILE,
    "materials.download": _FILE,
    "materials.remove": _GOES_ON,
    "attendance.form": _FILE,
    "attendance.clear": _GOES_ON,
    "template_workshop.publish": _GOES_ON,
    "workshop_payee.go_back": _GOES_ON,
    "blank_files.map_file": _FILE,
    "blank_files.blank_file": _FILE,
    "blank_files.put_away": _GOES_ON,
    "blank_workshop.settle": _GOES_ON,
    "blank_workshop.publish": _GOES_ON,
    "blank_sheets.picture": _FILE,
    "blank_trial.picture": _FILE,
    "template_trial.picture": _FILE,
    "edits.take_out": _GOES_ON,
    "reports.download": _FILE,
    "practices.download": _FILE,
    "api_keys.revoke": _GOES_ON,
    "api.described": _PROGRAM,
    "api.project": _PROGRAM,
    "api.facts": _PROGRAM,
    "api.report": _PROGRAM,
    "api.districts": _PROGRAM,
    "api.unknown": _PROGRAM,
    "duty.search_again": _GOES_ON,
    "published.withdraw": _GOES_ON,
    "report_template.download": _FILE,
    "dates.calendar": _FILE,
    "talks.settle": _GOES_ON,
    "versions.download": _FILE,
    "versions.tracked": _FILE,
    "after.close_link": _GOES_ON,
    "agenda.calendar": _FILE,
    "agenda.close_address": _GOES_ON,
    "cases.search_again": _GOES_ON,
    "documents.order_draft": _GOES_ON,
    "documents.order_final": _GOES_ON,
    "consent.agree": _GOES_ON,
    "consent.sheet": _FILE,
    "withdrawal.withdraw": _GOES_ON,
    "withdrawal.settle": _GOES_ON,
    "behalf.confirm": _GOES_ON,
    "paper.blank": _FILE,
    "paper.filled": _FILE,
    "paper.readback": _FILE,
    "exchange.settle": "та же страница, что у exchange.bring",
}
