"""Accepting and rejecting tracked changes by the book of WordprocessingML, XML only."""

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from registration.assembly.rendering.render import zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def accepted(content: bytes) -> bytes:
    """The file with every change accepted."""
    return _settled(content, keep="ins", drop="del")


def rejected(content: bytes) -> bytes:
    """The file with every change rejected."""
    return _settled(content, keep="del", drop="ins")


def _settled(content: bytes, keep: str, drop: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    _runs(root, keep, drop)
    _ends(root, drop)
    for mark in [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]:
        mark.getparent().remove(mark)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    parts["word/document.xml"] = etree.tostring(root)
    return zipped(list(parts.items()))


def _runs(root: Any, keep: str, drop: str) -> None:
    for wrapper in [item for item in root.iter(f"{W}{drop}") if item.getparent().tag == f"{W}p"]:
        wrapper.getparent().remove(wrapper)
    for wrapper in [item for item in root.iter(f"{W}{keep}") if item.getparent().tag == f"{W}p"]:
        for run in list(wrapper):
            wrapper.addprevious(run)
        wrapper.getparent().remove(wrapper)


def _ends(root: Any, drop: str) -> None:
    """A paragraph whose mark goes is joined with the next one, which gives it its shape."""
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is None:
            continue
        following = paragraph.getnext()
        content = [item for item in paragraph if item.tag != f"{W}pPr"]
        if following is None or following.tag != f"{W}p":
            assert following is not None, "the last paragraph of a cell cannot go"
            assert not content, "a mark before a table joins nothing"
            paragraph.getparent().remove(paragraph)
            continue
        start = 0 if following.find(f"{W}pPr") is None else 1
        for number, item in enumerate(content):
            following.insert(start + number, item)
        paragraph.getparent().remove(paragraph)
