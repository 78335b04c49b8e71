"""One answer of the duty desk: what is asked of it, what is counted, what is sealed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from registration.association.words import AskedBy, Asker, Outcome, Topic
from registration.districts import DISTRICTS
from registration.domain.text import normalise
from registration.store import Consultation, Facets
from registration.tracking.summary import words_of

LONGEST_MINUTES = 600
LONGEST_LINE = 200
LONGEST_TEXT = 5000

Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]

_MESSAGES: Mapping[str, str] = {
    "on": "Впишите день, месяц и год разговора.",
    "channel": "Выберите, как обратились.",
    "asker": "Выберите, кто спрашивал.",
    "topic": "Выберите тему.",
    "outcome": "Выберите, чем закончилось.",
    "minutes": f"Впишите минуты числом от 1 до {LONGEST_MINUTES}.",
    "question": f"Впишите вопрос, от 1 до {LONGEST_TEXT} знаков.",
    "answer": f"Впишите ответ, от 1 до {LONGEST_TEXT} знаков.",
    "name": f"Не длиннее {LONGEST_LINE} знаков.",
    "tos": f"Не длиннее {LONGEST_LINE} знаков.",
    "due": "Впишите день, месяц и год или оставьте пустым.",
}


class Talk(BaseModel):
    """A consultation as it is written down; a name is kept only with the person's consent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date = Field(title="День")
    channel: AskedBy = Field(title="Как обратились")
    district: str = Field(default="", title="Округ")
    asker: Asker = Field(title="Кто спрашивал")
    topic: Topic = Field(title="Тема")
    question: Text = Field(title="Вопрос")
    answer: Text = Field(title="Ответ")
    minutes: int = Field(ge=1, le=LONGEST_MINUTES, title="Сколько минут заняло")
    outcome: Outcome = Field(title="Чем закончилось")
    due: date | None = Field(default=None, title="К какому дню ответить")
    repeated: bool = Field(default=False, title="Обращался раньше")
    tos: Line = Field(default="", title="Название ТОС")
    name: Line = Field(default="", title="Как зовут")
    consent: bool = Field(default=False, title="Согласие на обработку данных есть")
    withdrawn_for: str = ""

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.district and self.district not in DISTRICTS:
            raise _at("district", "Выберите округ из списка.")
        if self.name and not self.consent:
            raise _at("consent", "Имя хранят только с согласия. Отметьте согласие или сотрите имя.")
        if self.outcome is Outcome.WAITING and self.due is None:
            raise _at("due", "Впишите, к какому дню ответить: запись встанет в очередь.")
        return self

    def facets(self, case_id: str) -> Facets:
        """What is counted."""
        return Facets(
            on=self.on,
            channel=self.channel.value,
            district=self.district,
            asker=self.asker.value,
            topic=self.topic.value,
            outcome=self.outcome.value,
            minutes=self.minutes,
            repeated=self.repeated,
            case_id=case_id,
        )

    def about(self) -> dict[str, Any]:
        """What is sealed."""
        kept = ("question", "answer", "tos", "name", "consent", "withdrawn_for")
        due = self.due.isoformat() if self.due else ""
        return {**{name: getattr(self, name) for name in kept}, "due": due}

    def words(self) -> list[str]:
        """By what it is found."""
        return words_of(" ".join((self.name, self.tos, self.question, self.answer)))


def _at(field: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("talk", "{message}", {"message": message, "field": field})


def talk_from(typed: Mapping[str, Any]) -> tuple[Talk | None, dict[str, str]]:
    """Read what was typed: a talk, or what is wrong by field."""
    plain = {
        name: normalise(value) if isinstance(value, str) else value for name, value in typed.items()
    }
    try:
        return Talk.model_validate(plain), {}
    except ValidationError as fault:
        return None, dict(map(_told, fault.errors()))


def _told(error: Any) -> tuple[str, str]:
    context = error.get("ctx") or {}
    if error["type"] == "talk":
        return str(context["field"]), str(context["message"])
    field = str(error["loc"][0])
    return field, _MESSAGES.get(field, "Проверьте это поле.")


def talk_of(kept: Consultation) -> Talk:
    """Return a kept answer as it was written down."""
    facets, about = kept.facets, kept.about
    return Talk.model_construct(
        on=facets.on,
        channel=_one_of(AskedBy, facets.channel),
        district=facets.district,
        asker=_one_of(Asker, facets.asker),
        topic=_one_of(Topic, facets.topic),
        outcome=_one_of(Outcome, facets.outcome),
        minutes=facets.minutes,
        repeated=facets.repeated,
        question=str(about.get("question", "")),
        answer=str(about.get("answer", "")),
        tos=str(about.get("tos", "")),
        name=str(about.get("name", "")),
        consent=bool(about.get("consent", False)),
        withdrawn_for=str(about.get("withdrawn_for", "")),
        due=_day(str(about.get("due", ""))),
    )


def _one_of(kind: Any, value: str) -> Any:
    """A word of a newer program is kept as it is."""
    return next((item for item in kind if item.value == value), value)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
