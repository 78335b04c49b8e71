"""Why a file cannot be used as the blank, each with what to do about it."""

from registration.domain.labelled import Labelled
from registration.errors import FormError

_GET = "Возьмите бланк Р11001 на сайте ФНС России (nalog.gov.ru) и сохраните его как есть."


class Refusal(Labelled):
    """A reason; the label is what a person reads, with room for what was found."""

    NOT_PDF = "not_pdf", f"Это не PDF. {_GET}"
    TOO_LARGE = "too_large", "Файл больше {found} МБ: бланк столько не занимает. " + _GET
    DAMAGED = "damaged", f"Файл PDF повреждён: он не открывается. {_GET}"
    ENCRYPTED = "encrypted", f"Файл PDF зашифрован или закрыт паролем. {_GET}"
    DYNAMIC = (
        "dynamic",
        "Это динамическая форма (XFA): её листы рисует программа просмотра, и накладывать текст "
        "не на что. Откройте её в Acrobat и сохраните печатью в PDF или возьмите обычный бланк.",
    )
    ACTIVE = (
        "active",
        "В файле есть команды, которых в бланке быть не должно: {found}. Возможно, файл подменили. "
        + _GET,
    )
    TOO_MANY_PAGES = (
        "too_many_pages",
        "В файле страниц: {found}. В заявлении столько не бывает. Сохраните отдельно только бланк.",
    )
    PAGE_SIZE = (
        "page_size",
        "Страница {found} — не лист А4 в рост. Бланк нужен в настоящем размере, без поворота "
        "и масштаба.",
    )
    TOO_HEAVY = (
        "too_heavy",
        "Файл слишком сложен: на чтение не хватило отведённых времени или памяти. " + _GET,
    )
    SCAN = (
        "scan",
        "Это скан или картинка: знакомест, по которым можно расставить буквы, в файле нет. "
        "Нужен исходный PDF с сайта ФНС России, не отсканированный.",
    )
    NO_TEXT = (
        "no_text",
        "В файле нет читаемых надписей (буквы переведены в рисунок): не понять, та ли это форма. "
        + _GET,
    )
    OTHER_FORM = "other_form", "Это не Р11001: на листах написано «{found}». " + _GET
    UNKNOWN_FORM = (
        "unknown_form",
        "На листах нет ни номера формы Р11001, ни её названия. " + _GET,
    )
    NO_CELLS = "no_cells", f"На листах не нашлось знакомест. {_GET}"
    OTHER_EDITION = (
        "other_edition",
        "Это другая редакция формы: {found}. Нужен бланк действующей редакции.",
    )


class BlankRefused(FormError):
    """A file is not the blank we can fill; `reason` is for programs, the text for people."""

    def __init__(self, reason: Refusal, found: str = "") -> None:
        super().__init__(reason.label.format(found=found))
        self.reason = reason
        self.found = found
