"""A paragraph of Word as letters and signs, each with its formatting, and written back as runs."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lxml import etree

from registration.assembly.proof.redline.tree import W
from registration.assembly.proof.redline.words import tokens

_SKIPPED = frozenset(f"{W}{name}" for name in ("rPr", "lastRenderedPageBreak"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, eq=False)
class Atom:
    """A token of text, or one element of a run (a tab, a break), with the run's formatting."""

    text: str
    format: bytes
    element: Any = None

    @property
    def key(self) -> str:
        """What makes two atoms the same; formatting does not count."""
        return self.text if self.element is None else f"\0{etree.tostring(self.element).decode()}"


def atoms_of(paragraph: Any) -> tuple[Atom, ...]:
    """Atoms of one `w:p`; marks of places (bookmarks, spelling) are left out."""
    letters: list[Atom] = []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is paragraph:
            letters += _of_run(run)
    return tuple(_tokens(letters))


def _of_run(run: Any) -> Iterator[Atom]:
    properties = run.find(f"{W}rPr")
    shape = b"" if properties is None else etree.tostring(properties)
    for child in run:
        if child.tag == f"{W}t":
            yield from (Atom(letter, shape) for letter in child.text or "")
        elif child.tag not in _SKIPPED and not _points_elsewhere(child):
            yield Atom("", shape, child)


def _points_elsewhere(element: Any) -> bool:
    """A picture or an object lives in another part of the file, which the redline does not have."""
    return any(name.startswith(_R) for node in element.iter() for name in node.attrib)


def _tokens(letters: Sequence[Atom]) -> Iterator[Atom]:
    """Letters joined to words; a word in two formats is cut where the format changes."""
    for plain, group in groupby(letters, key=lambda atom: atom.element is None):
        found = list(group)
        if not plain:
            yield from found
            continue
        position = 0
        for token in tokens("".join(atom.text for atom in found)):
            taken = found[position : position + len(token)]
            position += len(token)
            for shape, part in groupby(taken, key=lambda atom: atom.format):
                yield Atom("".join(atom.text for atom in part), shape)


def runs(atoms: Iterable[Atom], text_tag: str = "t") -> Iterator[Any]:
    """Runs of `w:r` that print the atoms; `text_tag` is `delText` inside a deletion."""
    for shape, group in groupby(atoms, key=lambda atom: atom.format):
        run = etree.Element(f"{W}r")
        if shape:
            run.append(etree.fromstring(shape))
        for plain, part in groupby(group, key=lambda atom: atom.element is None):
            if plain:
                node = etree.SubElement(run, f"{W}{text_tag}")
                node.text = "".join(atom.text for atom in part)
                node.set(_SPACE, "preserve")
            else:
                run.extend(copy.deepcopy(atom.element) for atom in part)
        yield run
