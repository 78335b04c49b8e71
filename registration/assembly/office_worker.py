"""Drives one LibreOffice through UNO; runs under the system's Python, which has the bridge.

Speaks lines: «SOURCE<TAB>TARGET» in, «ok» or «failed<TAB>reason» out; ends when LibreOffice does.
When its input ends the product has died without a word: it then takes LibreOffice and their common
folder away with it. Standard library and `uno` only: this file never imports the product.
"""

import shutil
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

NEVER = 0


def _property(name: str, value: object) -> Any:
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def _connect(pipe: str, seconds: float) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + seconds
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.005)
    return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)


def _convert(desktop: Any, source: str, target: str) -> None:
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source),
        "_blank",
        0,
        (
            _property("Hidden", True),
            _property("ReadOnly", True),
            _property("MacroExecutionMode", NEVER),
            _property("UpdateDocMode", NEVER),
        ),
    )
    try:
        document.storeToURL(
            uno.systemPathToFileUrl(target), (_property("FilterName", "writer_pdf_Export"),)
        )
    finally:
        document.close(True)


def _clear_away(desktop: Any, home: str) -> None:
    """End LibreOffice and remove the folder of both."""
    end = time.monotonic() + 10
    try:
        desktop.terminate()
        while time.monotonic() < end:
            desktop.getCurrentFrame()
            time.sleep(0.05)
    except Exception:  # the bridge is gone, and LibreOffice with it
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Serve conversions until standard input ends."""
    home = sys.argv[1]
    desktop = _connect(Path(home).name, float(sys.argv[2]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        try:
            _convert(desktop, source, target)
            answer = "ok"
        except Exception as error:
            desktop.getCurrentFrame()  # a dead LibreOffice is no fault of the document: end too
            answer = f"failed\t{type(error).__name__}"
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
    _clear_away(desktop, home)


if __name__ == "__main__":
    main()
