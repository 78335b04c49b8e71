"""`make bench`: print every ratio with its limit; the exit code says whether all hold."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from bench import board, case_list
from bench.on_blank import variants
from bench.rounds import Times, interleaved
from bench.synthetic import case_with_founders
from bench.tasks import (
    FORM_PAGES,
    Bench,
    check_command,
    check_template,
    draw_form,
    faulty_charter,
    form_pages,
    package_command,
    python,
    sample_case,
)
from registration.assembly.documents import included_documents

ROUNDS = int(os.environ.get("ROUNDS", "5"))
FEW, MANY = 3, 300
FEW_CASES, MANY_CASES = 50, 50_000
MANY_TALKS, FIVE = 500_000, 5
SAMPLES = ("verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky")


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure against its limit; without a limit it is only for information."""

    title: str
    value: float
    limit: float | None
    detail: str

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        if self.limit is None:
            return f"     {self.value:7.2f}         {self.title} ({self.detail})"
        mark = "да " if self.holds else "НЕТ"
        return f"{mark}  {self.value:7.2f} ≤ {self.limit:<5g} {self.title} ({self.detail})"


def of_times(times: Times, name: str, yardstick: str, limit: float | None = None) -> Line:
    detail = f"{times.median(name) * 1000:.0f} мс : {times.median(yardstick) * 1000:.0f} мс"
    return Line(f"{name} : {yardstick}", times.ratio(name, yardstick), limit, detail)


def eight_pages() -> partial[bytes]:
    for founders in range(1, 12):
        case = case_with_founders(founders)
        if form_pages(case) == FORM_PAGES:
            return partial(draw_form, case)
    raise SystemExit(f"Ни у одного дела заявление не занимает {FORM_PAGES} страниц.")


def package_lines(bench: Bench) -> Iterator[Line]:
    case = case_with_founders(FEW)
    manifest = bench.built(case, "ready", pdf_wanted=True)
    documents = [
        bench.folder / "ready" / item.docx
        for item in manifest.documents
        if item.docx and item.id != "application"  # the form's PDF is drawn, not converted
    ]
    office = f"голый LibreOffice на те же {len(documents)} DOCX"
    times = interleaved(
        {
            office: lambda: bench.bare_office(documents),
            "комплект с PDF": lambda: bench.built(case, "whole", pdf_wanted=True),
            "комплект с PDF, весь процесс": lambda: package_command(bench.folder / "cli"),
            "все DOCX": lambda: bench.built(case, "docx", pdf_wanted=False),
            "все DOCX, весь процесс": lambda: package_command(bench.folder / "cli2", "--no-pdf"),
            f"Р11001 в PDF, {FORM_PAGES} страниц": eight_pages(),
        },
        ROUNDS,
    )
    yield of_times(times, "комплект с PDF", office, 1.4)
    yield of_times(times, "комплект с PDF, весь процесс", office)
    yield of_times(times, "все DOCX", office, 0.4)
    yield of_times(times, "все DOCX, весь процесс", office)
    yield of_times(times, f"Р11001 в PDF, {FORM_PAGES} страниц", office, 0.2)


def reuse_lines(bench: Bench) -> Iterator[Line]:
    """The sample with most documents: in full, after one answer, from unchanged answers."""
    case = max(map(sample_case, SAMPLES), key=lambda made: len(list(included_documents(made))))
    bench.built(case, "largest", pdf_wanted=True)
    documents = [
        path
        for path in sorted((bench.folder / "largest").glob("D*.docx"))
        if "D18" not in path.name
    ]
    name = next(item for item in SAMPLES if sample_case(item) == case)
    other = sample_case(name, right_number="29:00:000000:101-29/001/2018-2")
    turns = cycle((case, other))
    office = f"голый LibreOffice на {len(documents)} DOCX самого большого примера"
    whole, again = "его комплект целиком", "те же ответы, комплект уже есть"
    times = interleaved(
        {
            office: lambda: bench.bare_office(documents),
            whole: lambda: bench.built(case, "whole", pdf_wanted=True),
            "изменился один ответ": lambda: bench.rebuilt(next(turns), "changed"),
            again: lambda: bench.rebuilt(case, "largest"),
        },
        ROUNDS,
    )
    yield of_times(times, whole, office, 1.25)
    yield of_times(times, "изменился один ответ", whole, 0.5)
    yield of_times(times, again, whole, 0.1)


def check_line() -> Line:
    yardstick = "python -c 'import pydantic'"
    times = interleaved(
        {"check, весь процесс": check_command, yardstick: lambda: python("-c", "import pydantic")},
        max(ROUNDS, 15),  # short runs: more of them
    )
    return of_times(times, "check, весь процесс", yardstick, 3)


def template_line() -> Line:
    """The longest template with a fault in every tenth tag, looked through by a whole process."""
    limit, name = 3.0, "проверка шаблона устава, весь процесс, с"
    with tempfile.TemporaryDirectory() as folder:
        file = faulty_charter(Path(folder))
        times = interleaved({name: lambda: check_template(file)}, max(ROUNDS, 5))
    return Line(name, max(times.seconds[name]), limit, "самый долгий раз")


def blank_line(bench: Bench) -> Line:
    """The application over a blank; any Word file of a package serves as the yardstick's."""
    document = next((bench.folder / "ready").glob("D*.docx"))
    pair = dict(variants(document))
    name, yardstick = pair
    return of_times(interleaved(pair, ROUNDS), name, yardstick, 0.5)


def growth_lines() -> Iterator[Line]:
    seconds: dict[int, list[float]] = {FEW: [], MANY: []}
    memory = 0.0
    for number in range(ROUNDS + 1):
        for founders in (FEW, MANY) if number % 2 else (MANY, FEW):
            spent, megabytes = grown(founders)
            memory = max(memory, megabytes)
            if number:  # the first round warms up
                seconds[founders].append(spent)
    few, many = median(seconds[FEW]), median(seconds[MANY])
    ratio = median(b / a for a, b in zip(seconds[FEW], seconds[MANY], strict=True))
    title = f"{MANY} учредителей : {FEW} учредителя"
    yield Line(title, ratio, 10, f"{many:.1f} с : {few:.1f} с")
    yield Line("память своего процесса, МБ", memory, 400, f"{MANY} учредителей")


def grown(founders: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.growth", str(founders)]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, megabytes = map(float, result.stdout.split())
    return seconds, megabytes


def case_list_line() -> Line:
    few, many = (median(case_list.seconds_to_open(number)) for number in (FEW_CASES, MANY_CASES))
    title = f"список из {MANY_CASES} дел : список из {FEW_CASES}"
    return Line(title, many / few, 3, f"{many * 1000:.1f} мс : {few * 1000:.1f} мс")


def board_line() -> Line:
    many = median(board.seconds_to_open(MANY_CASES, MANY_TALKS))
    few = median(board.seconds_to_open(FIVE, FIVE))
    title = f"сводка при {MANY_CASES} делах и {MANY_TALKS} консультациях : при {FIVE}"
    return Line(title, many / few, 3, f"{many * 1000:.1f} мс : {few * 1000:.1f} мс")


def main() -> int:
    """Measure everything and print it line by line."""
    print(f"Раундов: {ROUNDS}, ядер: {os.cpu_count()}, {load()}", flush=True)
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for line in every_line(Bench(Path(folder))):
            lines.append(line)
            print(line, flush=True)
    print(
        f"Все пределы выдержаны: {'да' if all(line.holds for line in lines) else 'нет'}; {load()}"
    )
    return 0 if all(line.holds for line in lines) else 1


def every_line(bench: Bench) -> Iterator[Line]:
    yield check_line()
    yield template_line()
    yield from package_lines(bench)
    yield from reuse_lines(bench)
    yield blank_line(bench)
    yield from growth_lines()
    yield case_list_line()
    yield board_line()


def load() -> str:
    return f"средняя загрузка {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
