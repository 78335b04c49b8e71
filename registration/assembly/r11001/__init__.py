"""The application form Р11001: filled once, drawn as PDF and DOCX, read back from both.

Rule of the folder: the layout is data (`templates/forms/r11001/*.toml`); no number of cells, no
label and no code of the form is written here.
"""

from registration.assembly.r11001.coverage import CoverageLine, coverage
from registration.assembly.r11001.draw_docx import draw_docx
from registration.assembly.r11001.draw_pdf import draw_pdf
from registration.assembly.r11001.edition import Edition, load_edition
from registration.assembly.r11001.model import FormContent, FormField, fill
from registration.assembly.r11001.read_back import CellText, read_docx, read_pdf

__all__ = [
    "CellText",
    "CoverageLine",
    "Edition",
    "FormContent",
    "FormField",
    "coverage",
    "draw_docx",
    "draw_pdf",
    "fill",
    "load_edition",
    "read_docx",
    "read_pdf",
]
