"""Pages of the collection of practices and of keys for programs, in every state."""

from datetime import date

from registration.association.practices import PRACTICE, Practice
from registration.store import Role
from tests.e2e.reaching import State, at, sent
from tests.e2e.visiting import Visit

_US = Role.ASSOCIATION
_NAME = "praktika-dobro"
_PRACTICE = Practice(
    title="ТОС «Заречье»",
    district="kotlassky",
    on=date(2024, 2, 2),
    consent_on=date(2024, 2, 1),
    heading="Тропа к роднику",
    need="Тропы не было.",
    deed="Настелили мостки.",
    result="Двести метров.\nЗвоните: 8 (911) 555-01-02.",
)


def _put(visit: Visit, *, published: bool) -> None:
    content = _PRACTICE.model_dump_json().encode()
    store = visit.site.store
    for _ in range(2):
        version = store.put(PRACTICE, _NAME, content, author="anna", note="правка")
    if published:
        store.publish(PRACTICE, _NAME, version)


def _seen(visit: Visit, address: str) -> None:
    _put(visit, published=True)
    visit.open(_US, address)
    visit.page.evaluate("document.getElementsByName('seen').forEach(seen => seen.value = 99)")


def _list(visit: Visit) -> None:
    _put(visit, published=True)
    visit.open(_US, "praktiki/")


def _one(visit: Visit) -> None:
    _put(visit, published=True)
    visit.open(_US, f"praktiki/{_NAME}/")


def _edit(visit: Visit) -> None:
    _put(visit, published=False)
    visit.open(_US, f"praktiki/{_NAME}/pravka/")


def _edited_late(visit: Visit) -> None:
    _seen(visit, f"praktiki/{_NAME}/pravka/")
    visit.press("Сохранить")


def _unchecked(visit: Visit) -> None:
    _put(visit, published=False)
    visit.open(_US, f"praktiki/{_NAME}/")
    visit.press("Опубликовать — версию 2")


def _no_reason(visit: Visit) -> None:
    _one(visit)
    visit.press("Снять с публикации")


def _public(visit: Visit) -> None:
    _put(visit, published=True)
    visit.open(_US, "sbornik/")


def _public_one(visit: Visit) -> None:
    _put(visit, published=True)
    visit.open(_US, f"sbornik/{_NAME}/")


def _given(visit: Visit) -> None:
    visit.open(_US, "api-klyuchi/")
    visit.press("Выдать ключ — сайт ассоциации")


PRACTICES = (
    State("практик нет", "practices.show", at("praktiki/", _US)),
    State("практики", "practices.show", _list),
    State("новая практика", "practices.new", at("praktiki/novaya/", _US)),
    State("пустая практика", "practices.add", sent("praktiki/novaya/", "Сохранить", role=_US), 422),
    State("практика", "practices.one", _one),
    State("правка практики", "practices.edit", _edit),
    State("поздняя правка", "practices.change", _edited_late, 409),
    State("не посмотрели на личное", "practices.publish", _unchecked, 422),
    State("не сказали, почему сняли", "practices.withdraw", _no_reason, 422),
    State("сборник для всех", "practices.collection", _public),
    State("страница сборника", "practices.read", _public_one),
    State("ключи для программ", "api_keys.show", at("api-klyuchi/", _US)),
    State("новый ключ", "api_keys.give", _given),
)
