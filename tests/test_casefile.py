"""The door of case files: what is refused, in which words, and how fast."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.casefile import LARGEST_FILE, Fault, open_case
from registration.domain.case import Case

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to be written by the test."""
    return tmp_path / "case.toml"


def _faults(file: Path, content: str | bytes) -> tuple[Fault, ...]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_case(file).faults


def _only_fault(file: Path, content: str | bytes) -> Fault:
    (fault,) = _faults(file, content)
    return fault


def test_sound_file_gives_the_case_and_the_answers(sample_name: str) -> None:
    opened = open_case(SAMPLES / f"{sample_name}.toml")
    assert opened.faults == ()
    assert opened.case.tos is not None
    assert opened.answers["tos"]["full_name"] == opened.case.tos.full_name  # type: ignore[index]


def test_missing_file_is_told(file: Path) -> None:
    opened = open_case(file)
    assert opened.case == Case()
    assert opened.faults == (
        Fault("Такого файла нет. Проверьте путь и имя файла.", "файл", code="missing_file"),
    )


def test_folder_is_not_a_case_file(tmp_path: Path) -> None:
    assert open_case(tmp_path).faults[0].code == "not_a_file"


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert open_case(pipe).faults[0].code == "not_a_file"


def test_file_that_may_not_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    file.write_text("", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    assert open_case(file).faults[0].code == "closed_file"


def test_file_in_another_encoding_is_told_with_its_line(file: Path) -> None:
    fault = _only_fault(file, b"[tos]\n" + 'full_name = "ТОС"'.encode("cp1251"))
    assert (fault.code, fault.place) == ("not_utf8", "строка 2")


def test_utf16_file_is_told(file: Path) -> None:
    assert _only_fault(file, "[tos]".encode("utf-16")).code == "not_utf8"


def test_mark_that_notepad_puts_first_does_no_harm(file: Path) -> None:
    content = (SAMPLES / "kotlassky.toml").read_text(encoding="utf-8")
    assert _faults(file, content.encode("utf-8-sig")) == ()


def test_windows_line_ends_do_no_harm(file: Path) -> None:
    content = (SAMPLES / "kotlassky.toml").read_text(encoding="utf-8")
    assert _faults(file, content.replace("\n", "\r\n")) == ()


def test_ten_megabytes_are_refused_by_size(file: Path) -> None:
    assert _only_fault(file, b"#" * 10_000_000).code == "too_large"


def test_largest_allowed_file_is_read(file: Path) -> None:
    content = (SAMPLES / "kotlassky.toml").read_bytes()
    padding = b"#" * (LARGEST_FILE - len(content))
    assert _faults(file, content + padding) == ()
    assert _only_fault(file, content + padding + b"#").code == "too_large"


@pytest.mark.parametrize("content", ["", "\n\n", "# пусто\n"])
def test_file_without_answers_is_told(file: Path, content: str) -> None:
    assert _only_fault(file, content).code == "empty_file"


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("[tos]\nfull_name = ТОС\n", "строка 2, знак 13", "в кавычки"),
        ("[tos]\nheld_on = 15.03.2027\n", "строка 2, знак 16", "в кавычки"),
        ("[tos]\nfull_name = 'ТОС\n", "конец файла", "Кавычки"),
        ('[tos]\nfull_name = "ТОС', "конец файла", "Кавычки"),
        ('[tos]\nfull_name = "ТОС "Заречье""\n', "строка 2, знак 19", "лишнее"),
        ('[tos]\nfull_name "ТОС"\n', "строка 2, знак 11", "«=»"),
        ("[tos\n", "строка 1, знак 5", "скобка «]»"),
        ("[[founders.members]\n", "строка 1, знак 19", "«]]»"),
        ("[tos]\nимя = 1\n", "строка 2, знак 1", "Строка начинается"),
        ("[люди]\n", "строка 1, знак 2", "латинскими"),
        ("[tos]\n[tos]\n", "строка 2, знак 5", "выше"),
        ("a = 1\na = 2\n", "строка 2, знак 6", "выше"),
        ("a = { b = 1, b = 2 }\n", "строка 1, знак 19", "повторяется"),
        ("a = [1, 2\nb = 1\n", "строка 2, знак 1", "Список не закрыт"),
        ("a = { b = 1\n", "строка 1, знак 12", "фигурной скобки"),
        ('a = "C:\\дом"\n', "строка 1, знак 10", "«\\»"),
        ('a = "\\u12"\n', "строка 1, знак 8", "четыре цифры"),
        ('a = "\\ud800"\n', "строка 1, знак 12", "знака не существует"),
        ("a = 2026-02-31\n", "строка 1, знак 5", "Такого дня"),
        ("a = да\n", "строка 1, знак 5", "true"),
        ('a = "б\x07"\n', "строка 1, знак 7", "невидимый знак"),
        ("# б\x00\n", "строка 1, знак 4", "невидимый знак"),
        ("а" * 100_000, "строка 1, знак 1", "Строка начинается"),
    ],
)
def test_what_is_not_toml_is_told_with_line_and_reason(
    file: Path, content: str, place: str, words: str
) -> None:
    fault = _only_fault(file, content)
    assert (fault.code, fault.place) == ("not_toml", place)
    assert words in fault.message
    assert len(fault.message) < 150


def test_number_of_thousands_of_digits_is_told(file: Path) -> None:
    assert _only_fault(file, "a = " + "1" * 5000).code == "not_toml"


def test_every_fault_of_a_file_is_told_at_once(file: Path) -> None:
    faults = _faults(
        file,
        """
        [card]
        nubmer = "ВТ-2026-001"
        consultant = 5
        [weather]
        [organs]
        audit = []
        """,
    )
    assert [(fault.at, fault.place) for fault in faults] == [
        ("card.number", "Дело → Номер дела"),
        ("card.consultant", "Дело → Консультант"),
        ("card.nubmer", "Дело → nubmer"),
        ("weather", "weather"),
        ("organs.chair", "Органы ТОС → Председатель"),
        ("organs.audit", "Органы ТОС → Ревизор или ревизионная комиссия"),
    ]


def test_invisible_sign_in_an_answer_is_told_by_field_and_sign(file: Path) -> None:
    fault = _only_fault(
        file, '[card]\nnumber = "ВТ-2026-001"\nconsultant = "Анна\\u200b \u202eВымышленная"\n'
    )
    assert fault.code == "hidden_signs"
    assert fault.place == "Дело → Консультант"
    assert fault.at == "card.consultant"
    assert "U+200B, U+202E" in fault.message


def test_hostile_names_and_texts_are_not_repeated(file: Path) -> None:
    faults = _faults(
        file, '"\\u001b[31m' + "я" * 3000 + '" = 1\n[card]\nnumber = "' + "Ж" * 3000 + '"'
    )
    told = " ".join(f"{fault.message} {fault.place} {fault.at}" for fault in faults)
    assert "\x1b" not in told
    assert "Ж" not in told
    assert len(told) < 1500


HOSTILE = {
    "brackets": "a = " + "[" * 400_000,
    "tables": "a = " + "{a=" * 200_000,
    "key": "a." * 400_000 + "a = 1",
    "quoted key": '"a".' * 200_000 + "a = 1",
    "section": "[" + "a." * 400_000 + "a]",
    "key inside": "x = { " + "a." * 400_000 + "a = 1 }",
    "sections": "\n".join(f"[a.b{number}]" for number in range(70_000)),
    "fields": "\n".join(f"a{number} = 1" for number in range(70_000)),
    "list": "[initiative]\nmembers = [" + "0," * 400_000 + "]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_monstrous_file_is_refused_quickly(file: Path, name: str) -> None:
    start = time.perf_counter()
    fault = _only_fault(file, HOSTILE[name])
    assert fault.code in ("too_deep", "too_many")
    assert time.perf_counter() - start < 10


def test_long_prose_with_many_points_is_not_taken_for_a_key(file: Path) -> None:
    faults = _faults(file, '[card]\nconsultant = """\n' + "и т. д. и т. п. " * 15 + '"""\n')
    assert {fault.code for fault in faults} == {"missing"}


def test_faults_beyond_a_hundred_are_counted(file: Path) -> None:
    faults = _faults(file, "\n".join(f"a{number} = 1" for number in range(250)))
    assert len(faults) == 101
    assert faults[-1].message == "И ещё ошибок: 150. Сначала исправьте эти."


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_faults_and_never_an_exception(file: Path, content: bytes) -> None:
    for fault in _faults(file, content):
        assert fault.place
        assert any("А" <= sign <= "я" for sign in fault.message)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 20_000), st.sampled_from(list("\"'[]{}=\n#\\.,\x00ё\u200b1")))
def test_a_sample_with_one_sign_changed_never_raises(file: Path, at: int, sign: str) -> None:
    content = (SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8")
    at %= len(content)
    for fault in _faults(file, content[:at] + sign + content[at + 1 :]):
        assert fault.place
        assert any("А" <= letter <= "я" for letter in fault.message)
