"""`make drills`: every drill at its full number, or `--short` as the tests run them.

Each prints one line of JSON with its figures; the exit code says whether all bars hold.
"""

import subprocess
import sys

# Name of the drill → its numbers in the short set; without arguments it runs in full.
DRILLS = {
    "canary": [],
    "canary_site": ["100"],
    "kill9": ["20"],
    "killed_server": ["20"],
    "hostile": ["1500"],
    "load": ["5"],
}


def main(arguments: list[str]) -> int:
    """Run the drills one after another: they must not disturb each other's clocks."""
    codes = []
    for name, short in DRILLS.items():
        numbers = short if "--short" in arguments else []
        codes.append(subprocess.run([sys.executable, "-m", f"drills.{name}", *numbers]).returncode)
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
