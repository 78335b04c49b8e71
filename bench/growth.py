"""One package with many founders in a process of its own: prints seconds and peak megabytes."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import case_with_founders
from bench.tasks import Bench


def main() -> None:
    """Build once; only this process's own memory counts, LibreOffice has its own."""
    case = case_with_founders(int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        Bench(Path(folder)).built(case, "package", pdf_wanted=True)
        seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
