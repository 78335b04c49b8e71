"""Accepts or rejects every change of a DOCX in a running LibreOffice; the system's Python runs it.

Arguments: the pipe's name, then «accept» or «reject», the source and the target for each file.
"""

import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def _property(name: str, value: object) -> Any:
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def _manager(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + 30
    while True:
        try:
            return resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            ).ServiceManager
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _settle(manager: Any, how: str, source: str, target: str) -> None:
    desktop = manager.createInstance("com.sun.star.frame.Desktop")
    dispatcher = manager.createInstance("com.sun.star.frame.DispatchHelper")
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source), "_blank", 0, (_property("Hidden", True),)
    )
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, COMMANDS[how], "", 0, ())
    left = document.Redlines.createEnumeration().hasMoreElements()
    document.storeToURL(
        uno.systemPathToFileUrl(target), (_property("FilterName", "MS Word 2007 XML"),)
    )
    document.close(True)
    if left:
        raise SystemExit(f"changes left in {source}")


if __name__ == "__main__":
    pipe, *jobs = sys.argv[1:]
    service = _manager(pipe)
    for position in range(0, len(jobs), 3):
        _settle(service, *jobs[position : position + 3])
