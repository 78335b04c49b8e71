"""Open questions of law: what is unclear, which answers there are, whom to ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; `accepts` says that with it the case may stay as it is."""

    id: str
    label: str
    accepts: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the sources leave open; a decision recorded in the case settles it."""

    id: str
    text: str
    options: tuple[Option, ...]
    cautious: str
    ask: str

    def option(self, option_id: str | None) -> Option | None:
        """The option with this id, or None: nothing or something unknown was chosen."""
        return next((item for item in self.options if item.id == option_id), None)

    @property
    def cautious_label(self) -> str:
        return next(item.label for item in self.options if item.id == self.cautious)


_MINJUST = "Управление Минюста по Архангельской области и Ненецкому автономному округу"
_LAWYER = "юрист"
_ADMINISTRATION = "администрация округа"

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="registration-track",
        text="По какому закону Минюст регистрирует ТОС: об общественных объединениях "
        "(решение за 30 дней) или о некоммерческих организациях (за 14 рабочих дней)?",
        options=(
            Option("both", "готовим комплект, который подходит обоим законам", accepts=False),
            Option("oo_82fz", "по закону об общественных объединениях", accepts=False),
            Option("nko_7fz", "по закону о некоммерческих организациях", accepts=True),
        ),
        cautious="both",
        ask=_MINJUST,
    ),
    Question(
        id="one-third-quorum",
        text="Примут ли устав, где собрание решает при одной трети жителей, хотя закон "
        "о некоммерческих организациях говорит о более чем половине членов?",
        options=(
            Option("special_law", "да, для ТОС действует специальный закон", accepts=True),
            Option("more_than_half", "нет, ставим более половины", accepts=False),
        ),
        cautious="more_than_half",
        ask=_MINJUST,
    ),
    Question(
        id="founding-majority",
        text="Хватит ли на учредительном собрании простого большинства по вопросам "
        "исключительной компетенции (создание, имущество, выборы органов, направления), "
        "если две трети нужны только за устав?",
        options=(
            Option("simple", "да, две трети нужны только за устав", accepts=True),
            Option("qualified", "нет, по всем этим вопросам нужны две трети", accepts=False),
        ),
        cautious="qualified",
        ask=f"{_MINJUST}, {_LAWYER}",
    ),
    Question(
        id="members-without-application",
        text="Можно ли считать участником юридического лица каждого жителя без заявления?",
        options=(
            Option("allowed", "да, участник — каждый житель", accepts=True),
            Option("application", "нет, нужны заявления", accepts=False),
        ),
        cautious="application",
        ask=_MINJUST,
    ),
    Question(
        id="chair-by-council",
        text="Может ли председателя избрать совет, если собрание (конференция) это утверждает?",
        options=(
            Option("allowed", "да, раз собрание утверждает", accepts=True),
            Option("meeting_only", "нет, избирает только собрание", accepts=False),
        ),
        cautious="meeting_only",
        ask=f"{_MINJUST}, {_LAWYER}",
    ),
    Question(
        id="long-term",
        text="Можно ли избрать органы больше чем на пять лет?",
        options=(
            Option("allowed", "да, закон срока не ограничивает", accepts=True),
            Option("five_years", "нет, не больше пяти лет", accepts=False),
        ),
        cautious="five_years",
        ask=_MINJUST,
    ),
    Question(
        id="small-conference",
        text="Можно ли провести конференцию, когда жителей не больше ста?",
        options=(
            Option("allowed", "да, законы о ТОС порога не ставят", accepts=True),
            Option("assembly", "нет, нужно собрание", accepts=False),
        ),
        cautious="assembly",
        ask=_MINJUST,
    ),
    Question(
        id="collegial-body",
        text="Обязателен ли у ТОС коллегиальный руководящий орган, или хватит председателя?",
        options=(
            Option("not_required", "хватит председателя", accepts=True),
            Option("required", "нужен совет", accepts=False),
        ),
        cautious="required",
        ask=_MINJUST,
    ),
    Question(
        id="dual-age",
        text="Как считать кворум, если местный акт ещё говорит об участии с 16 лет?",
        options=(
            Option("adults_only", "только по новому закону, с 18 лет", accepts=True),
            Option("both", "проверяем оба числа", accepts=False),
        ),
        cautious="both",
        ask=f"{_ADMINISTRATION}, {_LAWYER}",
    ),
    Question(
        id="notary-in-person",
        text="Нужен ли нотариус, если заявитель приносит заявление сам?",
        options=(
            Option("not_needed", "нет, подпись ставят при приёме", accepts=True),
            Option("needed", "да, подпись свидетельствует нотариус", accepts=False),
        ),
        cautious="needed",
        ask=_MINJUST,
    ),
    Question(
        id="local-in-name",
        text="Должно ли название ТОС содержать слово «местное»?",
        options=(
            Option("not_needed", "нет, территорию называет само название", accepts=True),
            Option("needed", "да, нужно слово «местное»", accepts=False),
        ),
        cautious="needed",
        ask=_MINJUST,
    ),
)

BY_ID = {question.id: question for question in QUESTIONS}
