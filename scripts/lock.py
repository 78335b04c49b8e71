"""Resolve the newest allowed versions into the two lock files, hashes and no index addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Закреплённые версии с контрольными суммами. Обновить: make lock\n"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def resolve(target: str, *extra: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *extra]
    path = ROOT / target
    result = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    path.write_text(HEADER + result.stdout, encoding="utf-8")


if __name__ == "__main__":
    resolve("requirements.lock")
    resolve("requirements-dev.lock", "--group=dev", "--constraints=requirements.lock")
