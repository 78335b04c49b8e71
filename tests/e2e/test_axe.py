"""No barrier that axe can find: every page and every state of the site, on a phone and a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from registration.questionnaire.page import Step
from registration.questionnaire.pages import PAGES
from registration.store import Role
from tests.e2e.conftest import PATIENCE, PHONE, Site, jobs_at_once
from tests.e2e.states import GROUPS, NO_PAGE, QUESTIONS
from tests.e2e.stock import Place, Stock
from tests.e2e.visiting import Visit
from web import create_app
from web.settings import read_settings
from web.widgets import Kind


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """A person with a telephone in the hand; what she orders is built at once."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, locale="ru-RU")
    context.set_default_timeout(PATIENCE)
    yield Visit(site, context.new_page())
    context.close()
    site.app.extensions["jobs"] = jobs_at_once(site.app, site.folder)


@pytest.mark.parametrize("group", GROUPS)
def test_no_state_of_a_page_has_a_barrier(visit: Visit, group: str) -> None:
    found = {}
    for state in GROUPS[group]:
        state.reach(visit)
        assert (visit.answered_by, visit.status) == (state.endpoint, state.status), state.name
        if barriers := visit.barriers():
            found[state.name] = barriers
    assert found == {}


@pytest.mark.parametrize("step", list(Step))
def test_no_question_page_has_a_barrier(visit: Visit, step: Step) -> None:
    """As it is filled, and with every answer nonsense."""
    found = {}
    for place in (place for place in visit.stock.places if place.page.step is step):
        for case_id in _cases(visit, place):
            visit.open(place.role, place.path(case_id))
            assert visit.status == 200, place
            if barriers := visit.barriers():
                found[place.page.id] = barriers
    assert found == {}


def _cases(visit: Visit, place: Place) -> Iterator[str]:
    yield visit.stock[place.case]
    if not place.stop.is_list:
        yield visit.stock.spoilt(place)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_input_tells_its_mistake(visit: Visit, kind: Kind) -> None:
    place, _ = visit.stock.place_with(kind)
    visit.open(place.role, place.path(visit.stock.spoilt(place)))
    expect(visit.page.locator(".govuk-error-summary")).to_be_visible()


def test_built_documents_have_no_barrier(visit: Visit) -> None:
    visit.open(Role.CONSULTANT, "delo/{verkhnetoemsky}/dokumenty/")
    visit.press("Собрать черновик")
    expect(visit.page.get_by_text("Готовый черновик")).to_be_visible()
    visit.page.get_by_text("Скачать по одному").click()
    assert visit.barriers() == []


def test_every_page_of_the_questionnaire_is_walked(site: Site) -> None:
    walked = {place.page.id for place in Stock(site).places if not place.stop.is_list}
    assert {page.id for page in PAGES} - walked == set()


def test_every_view_of_the_site_is_walked(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = create_app(read_settings(data=tmp_path_factory.mktemp("bare")))
    views = {rule.endpoint for rule in app.url_map.iter_rules()}
    walked = {state.endpoint for states in GROUPS.values() for state in states}
    assert views - walked - QUESTIONS - set(NO_PAGE) == set(), "walk these in tests/e2e/states.py"
    assert set(NO_PAGE) - views == set(), "these are no more"
    assert set(NO_PAGE) & walked == set(), "these are walked"
