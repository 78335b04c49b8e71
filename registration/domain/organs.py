"""Who was elected to the bodies of the TOS."""

from pydantic import Field

from registration.domain.identifiers import PersonKey
from registration.domain.section import Flag, Section


class Organs(Section):
    """People elected by the founding meeting; the term follows from meeting and charter."""

    chair: PersonKey = Field(title="Председатель")
    council: tuple[PersonKey, ...] = Field(default=(), title="Члены совета")
    deputy: PersonKey | None = Field(default=None, title="Кто замещает председателя")
    audit: tuple[PersonKey, ...] = Field(title="Ревизор или ревизионная комиссия", min_length=1)
    audit_chair: PersonKey | None = Field(default=None, title="Председатель ревизионной комиссии")
    written_consents: Flag = Field(
        default=False, title="Кандидаты подписывают согласие быть избранными"
    )
    relatives_checked: Flag = Field(
        default=False, title="Среди ревизоров нет близких родственников председателя и совета"
    )
    publication_wanted: Flag = Field(
        default=False, title="Публикуем имена и фотографии избранных (сайт, соцсети, газета)"
    )
