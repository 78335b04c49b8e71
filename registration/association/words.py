"""Words by which the project is counted: what was held, who asked, about what, how it ended."""

from registration.domain.labelled import Labelled


class HappeningKind(Labelled):
    """What the association held or made."""

    SESSION = "session", "стратегическая сессия"
    WEBINAR = "webinar", "вебинар"
    TRIP = "trip", "выезд в округ"
    PUBLICATION = "publication", "публикация"
    REGISTRATION = "registration", "регистрация НКО без этой программы"


ATTENDED = (HappeningKind.SESSION, HappeningKind.WEBINAR, HappeningKind.TRIP)
"""What people come to."""


class AskedBy(Labelled):
    """How a question reached the duty desk."""

    PHONE = "phone", "телефон"
    MAIL = "mail", "электронная почта"
    VK = "vk", "группа в VK"
    VIDEO = "video", "видеосвязь"
    VISIT = "visit", "личная встреча"
    SITE = "site", "вопрос с сайта"


class Asker(Labelled):
    """Who asked; never a name."""

    LEADER = "leader", "лидер ТОС"
    RESIDENT = "resident", "житель"
    ADMINISTRATION = "administration", "администрация"
    NGO = "ngo", "другая НКО"
    OTHER = "other", "другой"


class Topic(Labelled):
    """What the question was about."""

    PAPERS = "papers", "документы"
    BORDERS = "borders", "границы"
    MEETING = "meeting", "собрание"
    CHARTER = "charter", "устав"
    ADDRESS = "address", "адрес"
    FEE = "fee", "пошлина"
    MINISTRY = "ministry", "Минюст"
    REFUSAL = "refusal", "отказ"
    BANK = "bank", "банк"
    REPORTS = "reports", "отчётность"
    GRANTS = "grants", "гранты"
    OTHER = "other", "другое"


class Outcome(Labelled):
    """How a consultation ended."""

    SOLVED = "solved", "решено"
    PAPER_SENT = "paper_sent", "выслан документ"
    TO_LAWYER = "to_lawyer", "передано юристу"
    WAITING = "waiting", "ожидаем"


class QuestionState(Labelled):
    """How far a question from the site is."""

    NEW = "new", "ждёт ответа"
    TAKEN = "taken", "консультант готовит ответ"
    ANSWERED = "answered", "ответ готов"
    CLOSED = "closed", "закрыт без ответа"
