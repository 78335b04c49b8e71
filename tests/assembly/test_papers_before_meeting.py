"""What papers before and at the meeting say: to whom, from whom, in which case and gender."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.districts import DISTRICTS
from registration.domain.case import Case
from registration.domain.people import PersonName, Sex
from registration.language.wording import filters
from tests.assembly.conftest import DAY, SAMPLES, Build
from tests.changes import changed

Answers = Callable[[str], dict[str, Any]]

REGION = "Архангельской области"
OKRUGS = {
    "verkhnetoemsky": "Верхнетоемского",
    "vilegodsky": "Вилегодского",
    "kotlassky": "Котласского",
    "nyandomsky": "Няндомского",
    "kholmogorsky": "Холмогорского",
}


def spec_of(name: str) -> Any:
    return next(spec for spec in DOCUMENTS if spec.id == name)


def text_of(case: Case, name: str, extra: Mapping[str, object] | None = None) -> str:
    context = {**template_context(case, DAY), "draft": False, "draft_mark": ""}
    made = Renderer(context, filters(case)).render(str(spec_of(name).template), extra)
    return "\n".join(document_paragraphs(made.content)).replace("\u00a0", " ")


def in_district(case: Case, slug: str, **rules: object) -> Case:
    """The case in another district, so that headers can be read without five samples more."""
    assert case.territory and case.local_rules
    return case.model_copy(
        update={
            "territory": case.territory.model_copy(update={"district_slug": slug}),
            "local_rules": case.local_rules.model_copy(update={"head": None, **rules}),
        }
    )


@pytest.mark.parametrize("slug", DISTRICTS)
def test_the_petition_goes_to_the_council_of_the_district(
    slug: str, sample: Callable[[str], Case]
) -> None:
    text = text_of(in_district(sample("verkhnetoemsky"), slug), "boundaries-petition")
    to = f"В Собрание депутатов {OKRUGS[slug]} муниципального округа {REGION}"
    assert text.startswith(to)


@pytest.mark.parametrize("slug", DISTRICTS)
@pytest.mark.parametrize("paper", ["residents-request", "meeting-notice", "charter-application"])
def test_a_letter_goes_to_the_administration_while_nobody_named_its_head(
    slug: str, paper: str, sample: Callable[[str], Case]
) -> None:
    text = text_of(in_district(sample("verkhnetoemsky"), slug), paper)
    assert text.startswith(f"В администрацию {OKRUGS[slug]} муниципального округа {REGION}")


@pytest.mark.parametrize("slug", DISTRICTS)
@pytest.mark.parametrize(
    ("name", "sex", "dative"),
    [
        (("Белов", "Илья", "Петрович"), Sex.MALE, "Белову Илье Петровичу"),
        (("Белова", "Любовь", "Ильинична"), Sex.FEMALE, "Беловой Любови Ильиничне"),
    ],
)
def test_a_letter_to_the_head_of_the_district_names_the_head_in_the_dative(
    slug: str,
    name: tuple[str, str, str],
    sex: Sex,
    dative: str,
    sample: Callable[[str], Case],
) -> None:
    last, first, patronymic = name
    head = PersonName(last=last, first=first, patronymic=patronymic)
    case = in_district(sample("verkhnetoemsky"), slug, head=head, head_sex=sex)
    text = text_of(case, "meeting-notice")
    assert text.startswith(f"Главе {OKRUGS[slug]} муниципального округа {REGION} {dative}")


@pytest.mark.parametrize(
    ("organiser", "sender"),
    [
        ("p1", "от Поповой Нины Ивановны, проживающей по адресу"),
        ("p2", "от Коробицына Алексея Фёдоровича, проживающего по адресу"),
    ],
)
def test_the_sender_stands_in_the_genitive_and_the_participle_agrees(
    answers: Answers, organiser: str, sender: str
) -> None:
    case = changed(answers("verkhnetoemsky"), {"meeting.organiser": organiser})
    assert sender in text_of(case, "meeting-notice")


@pytest.mark.parametrize(
    ("applicant", "words"), [("p1", "Попова Нина Ивановна, уполномочена"), ("p2", "уполномочен ")]
)
def test_the_applicant_is_authorised_in_the_right_gender(
    answers: Answers, applicant: str, words: str
) -> None:
    change = {"applicant.person": applicant}
    assert words in text_of(changed(answers("verkhnetoemsky"), change), "charter-application")


def test_officers_of_the_group_are_elected_in_the_accusative(
    sample: Callable[[str], Case],
) -> None:
    text = text_of(sample("kotlassky"), "initiative-minutes")
    assert "председателем инициативной группы Плюща Валерия Константиновича" in text
    assert "секретарём — Маслову Юлию Витальевну" in text
    assert "Голосовали: за — ____" in text  # nobody said that all agreed
    assert "Принято единогласно." in text_of(sample("verkhnetoemsky"), "initiative-minutes")


def test_delegates_are_elected_in_the_accusative(sample: Callable[[str], Case]) -> None:
    case = sample("nyandomsky")
    first, *_ = spec_of("delegates-minutes").each(case)
    text = text_of(case, "delegates-minutes", first.names())
    assert "Двойных-Полянскую Ирину Олеговну, Оболенцева Фому Кузьмича" in text
    assert "за — 30 (тридцать)" in text
    assert text.count("\n31\n") == 1  # a line to sign for everybody who took part


@pytest.mark.parametrize(
    ("key", "words"),
    [("p1", "быть избранной председателем ТОС"), ("p4", "быть избранным членом уличного комитета")],
)
def test_a_candidate_agrees_in_the_right_gender_to_a_post_in_the_instrumental(
    key: str, words: str, sample: Callable[[str], Case]
) -> None:
    case = sample("kholmogorsky")
    one = next(item for item in spec_of("candidate-consent").each(case) if item.key == key)
    assert words in text_of(case, "candidate-consent", one.names())


def test_a_notice_before_the_meeting_prints_the_usual_questions(
    sample: Callable[[str], Case],
) -> None:
    """The letter goes out when nobody has voted: titles only, the date by hand."""
    case = sample("faulty/unfinished")
    assert case.meeting and not case.meeting.agenda
    text = text_of(case, "meeting-notice")
    assert "О создании юридического лица" in text
    assert "Об избрании председателя." in text
    assert "«___» __________ 20__ г." in text


def test_the_announcement_names_the_houses_and_not_the_town_alone(
    sample: Callable[[str], Case],
) -> None:
    assert "микрорайон Заречный, дома № 2, № 4" in text_of(sample("nyandomsky"), "announcement")


def test_the_cover_letter_keeps_the_day_of_filing(sample: Callable[[str], Case]) -> None:
    case = sample("vilegodsky")
    assert case.filing and "Исх. № 1 от 23 ноября 2026 г." in letter_of(case)
    filed = case.filing.model_copy(update={"filed_on": date(2026, 11, 20)})
    sent = case.model_copy(update={"filing": filed})
    assert "Исх. № 1 от 20 ноября 2026 г." in letter_of(sent)


def letter_of(case: Case) -> str:
    return text_of(case, "cover-letter", {"enclosures": ()})


def test_a_secret_vote_states_its_ballots(sample: Callable[[str], Case]) -> None:
    text = text_of(sample("kholmogorsky"), "counting-results")
    assert "Роздано бюллетеней\n41 (сорок один)" in text
    assert "рабочих органов решён открытым голосованием" in text
    assert "1\nОб избрании председательствующего" not in text
    open_vote = text_of(sample("verkhnetoemsky"), "counting-results")
    assert "бюллетен" not in open_vote
    assert "1\nОб избрании председательствующего" in open_vote


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_the_announcement_and_the_ballot_are_one_page(name: str, full_package: Build) -> None:
    pages = {item.id: item.pages for item in full_package(name).manifest.documents}
    assert pages["announcement"] == 1
    assert pages.get("ballot", 1) == 1
