"""What the chair settles in the first days after the registration: orders, bank, taxes."""

from typing import Annotated

from pydantic import Field

from registration.domain.identifiers import Email, PersonKey
from registration.domain.labelled import Labelled
from registration.domain.section import Day, Line, Section


class TaxObject(Labelled):
    """What the simplified tax is reckoned from."""

    INCOME = "income", "доходы"
    INCOME_LESS_EXPENSES = (
        "income_less_expenses",
        "доходы, уменьшенные на величину расходов",
    )


OrderNumber = Annotated[Line, Field(max_length=20)]


class FirstDays(Section):
    """Answers for the papers made after the entry in the state register; all may stay empty."""

    order_number: OrderNumber = Field(default="1", title="Номер приказа о вступлении в должность")
    order_on: Day | None = Field(default=None, title="Дата приказа о вступлении в должность")
    started_on: Day | None = Field(
        default=None, title="С какого дня председатель исполняет обязанности"
    )
    accounting_number: OrderNumber = Field(default="2", title="Номер приказа о бухгалтерском учёте")
    accounting_on: Day | None = Field(default=None, title="Дата приказа о бухгалтерском учёте")
    accountant: PersonKey | None = Field(
        default=None, title="Кто ведёт бухгалтерский учёт, если не председатель"
    )
    bank_name: Line | None = Field(
        default=None,
        title="Банк, в котором открывают счёт",
        examples=["Акционерное общество «Банк Поморский»"],
    )
    bank_email: Email | None = Field(default=None, title="Электронная почта банка")
    second_signatory: PersonKey | None = Field(
        default=None, title="Кто ещё подписывает в банке, кроме председателя"
    )
    tax_object: TaxObject | None = Field(
        default=None, title="Объект налогообложения по упрощённой системе"
    )
    simplified_from: Day | None = Field(
        default=None, title="С какого дня упрощённая система, если не со дня постановки на учёт"
    )
    notice_number: OrderNumber | None = Field(
        default=None, title="Исходящий номер уведомления администрации"
    )
