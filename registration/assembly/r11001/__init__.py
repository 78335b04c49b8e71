"""The application form Р11001: filled once, drawn as PDF and DOCX, read back from both.

Rule of the folder: the layout is data (`templates/forms/r11001/*.toml`); no number of cells, no
label and no code of the form is written here.
"""

from registration.assembly.r11001.coverage import CoverageLine, coverage
from registration.assembly.r11001.draw_pdf import draw_pdf
from registration.assembly.r11001.edition import Edition, load_edition
from registration.assembly.r11001.model import FormContent, FormField, fill

__all__ = [
    "CoverageLine",
    "Edition",
    "FormContent",
    "FormField",
    "coverage",
    "draw_pdf",
    "fill",
    "load_edition",
]
