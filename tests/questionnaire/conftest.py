"""Raw answers of the five samples, and the texts of the leader's pages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def every_sample() -> dict[str, dict[str, Any]]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(SAMPLES.glob("*.toml"))
    }
