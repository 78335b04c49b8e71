"""Settings of the site, from the environment; unsafe ones refuse to start."""

import ipaddress
import os
import secrets
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from registration.errors import RegistrationError
from registration.store import Store, open_store

SHORTEST_KEY = 32


class UnsafeSettings(RegistrationError):
    """The site does not start with these settings; the message says what to change."""


class Settings(BaseSettings):
    """What may differ between two installations. Each name is read as REGISTRATION_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="REGISTRATION_", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="на каком адресе слушать")
    port: int = Field(8000, ge=0, le=65535, description="на каком порту слушать")
    data: Path = Field(Path("data"), description="папка с базой и ключом")
    public_host: str = Field("", description="имя сайта, как его видят люди: tos.example.ru")
    behind_proxy: bool = Field(False, description="сайт стоит за сервером, который держит HTTPS")
    secret_key: SecretStr = Field(SecretStr(""), description="ключ подписи, не короче 32 знаков")
    debug: bool = Field(False, description="режим разработчика")
    demo: bool = Field(False, description="учебный сайт с пятью примерами")
    threads: int = Field(8, ge=1, le=64, description="сколько страниц готовить сразу")
    consultant_phone: str = Field("", description="телефон консультанта, стоит на каждой странице")
    consultant_hours: str = Field("", description="когда консультант отвечает")
    database_url: SecretStr = Field(
        SecretStr(""),
        validation_alias="DATABASE_URL",
        description="адрес базы PostgreSQL, если она не файл",
    )
    key_file: Path | None = Field(
        None, validation_alias="KEY_FILE", description="файл главного ключа, если он не рядом"
    )
    decisions: Path | None = Field(None, description="файл с решениями для всех дел")
    templates: Path | None = Field(None, description="папка своих шаблонов Word")
    editions: Path | None = Field(None, description="папка сверенных бланков Р11001")
    payee: Path | None = Field(None, description="файл с реквизитами для госпошлины")
    link_days: int = Field(90, ge=1, le=365, description="сколько дней действует ссылка лидера")

    @property
    def on_loopback(self) -> bool:
        """Whether only this computer can reach the site."""
        if self.behind_proxy:
            return False
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        key = self.secret_key.get_secret_value()
        if key and len(key) < SHORTEST_KEY:
            raise ValueError(f"REGISTRATION_SECRET_KEY короче {SHORTEST_KEY} знаков: удлините его.")
        if not self.on_loopback:
            self._refuse_unsafe_outside(key)
        return self

    def _refuse_unsafe_outside(self, key: str) -> None:
        if not key:
            raise ValueError(
                "Сайт открыт не только этому компьютеру, а ключа подписи нет. "
                "Задайте REGISTRATION_SECRET_KEY."
            )
        if self.debug or self.demo:
            raise ValueError(
                "Режим разработчика и учебный сайт разрешены только на этом компьютере: "
                "уберите REGISTRATION_DEBUG, REGISTRATION_DEMO и --demo."
            )
        if not self.public_host:
            raise ValueError("Задайте REGISTRATION_PUBLIC_HOST: имя, по которому открывают сайт.")
        if not self.behind_proxy:
            raise ValueError(
                "Без HTTPS ответы людей видны в сети. Поставьте впереди сервер с HTTPS "
                "и задайте REGISTRATION_BEHIND_PROXY=1."
            )

    def signing_key(self) -> str:
        """The key that signs forms; on this computer it is made once and kept beside the base."""
        given = self.secret_key.get_secret_value()
        return given or _kept_key(self.data / "form.key")

    def opened_store(self) -> Store:
        """The store of this site."""
        return open_store(
            self.data,
            database_url=self.database_url.get_secret_value(),
            key_file=self.key_file,
        )

    def cookie_name(self, name: str) -> str:
        """With HTTPS the prefix lets a browser refuse a cookie set by a neighbouring site."""
        return name if self.on_loopback else f"__Host-{name}"

    def trusted_hosts(self) -> list[str] | None:
        """Names the site answers to, against links with somebody else's name in them."""
        return None if self.on_loopback else [self.public_host]


def read_settings(**given: object) -> Settings:
    """Settings from the environment and the command line.

    Raises:
        UnsafeSettings: something is wrong or unsafe, told in Russian.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise UnsafeSettings("\n".join(_told(fault) for fault in error.errors())) from None


def _told(fault: object) -> str:
    assert isinstance(fault, dict)  # noqa: S101 — narrows the type of pydantic's dict
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    name = "_".join(str(part) for part in fault["loc"]).upper()
    return f"REGISTRATION_{name}: исправьте значение."


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def listed() -> list[tuple[str, str, str]]:
    """Name, value and meaning of every setting; a secret shows only whether it is set."""
    settings = read_settings()
    return [
        (
            str(field.validation_alias or f"REGISTRATION_{name.upper()}"),
            _shown(getattr(settings, name)),
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "задано" if value.get_secret_value() else "не задано"
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value) if value not in ("", None) else "не задано"
