"""The invented cases that come with the program, to try papers on."""

import tomllib
from functools import lru_cache
from pathlib import Path

from registration.domain.case import Case
from registration.questionnaire.path import read_along_path

_SAMPLES = Path(__file__).parents[1] / "samples"


@lru_cache(maxsize=1)
def sample_cases() -> dict[str, Case]:
    """Cases by the names of their files."""
    return {
        path.stem: read_along_path(tomllib.loads(path.read_text(encoding="utf-8"))).case
        for path in sorted(_SAMPLES.glob("*.toml"))
    }
