"""Print the text of a Word file, so that git can show what changed in a template.

Switch on once: git config diff.docx.textconv ".venv/bin/python scripts/docx_text.py"
"""

import sys
from collections.abc import Iterator

from docx import Document
from docx.table import Table


def lines(path: str) -> Iterator[str]:
    document = Document(path)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


if __name__ == "__main__":
    print("\n".join(lines(sys.argv[1])))
