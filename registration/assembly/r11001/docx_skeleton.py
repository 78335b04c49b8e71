"""The parts of a Word file around the sheets: styles, foot, page size. Small and always equal."""

from html import escape

from registration.assembly.r11001.edition import Edition, Geometry

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 1440 / 25.4

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_CONTENT}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_CONTENT}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

PACKAGE_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)

DOCUMENT_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>'
)

# Without this Word opens the file as one of 2007 and says so in the title of its window.
SETTINGS = (
    f'{_DECLARATION}<w:settings xmlns:w="{NAMESPACE}"><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)

DOCUMENT_START = f'{_DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"><w:body>'


def core_properties(edition: Edition) -> str:
    """The title of the form; no author and no day."""
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(edition.title)} (форма {escape(edition.form)})</dc:title>"
        "<dc:creator></dc:creator></cp:coreProperties>"
    )


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


def styles(size: Geometry) -> str:
    """Named fonts in every style: a word processor never chooses its own."""
    cell, line = size.font_size, twips(size.docx_cell_height)
    named = (
        _style("C", "Знакоместо", "Courier New", cell, align="center", line=line),
        _style("S", "Знак бланка", "Courier New", cell, align="center", line=line),
        _style("caption", "Надпись", "Arial", size.caption_size),
        _style("small", "Мелкая надпись", "Arial", size.small_size),
        _style("heading", "Раздел", "Arial", size.heading_size, bold="<w:b/>"),
        _style("title", "Заглавие", "Arial", size.title_size, bold="<w:b/>"),
        _style("mark", "Отметка", "Arial", size.title_size, bold="<w:b/>"),
        _style("gap", "Промежуток", "Arial", 1, line=20),
    )
    return (
        f'{_DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{_fonts("Arial")}<w:sz w:val="16"/><w:szCs w:val="16"/><w:lang w:val="ru-RU"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        f"{''.join(named)}</w:styles>"
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>'


def _style(
    key: str, name: str, font: str, size: float, *, bold: str = "", align: str = "", line: int = 0
) -> str:
    half_points = round(size * 2)
    justify = f'<w:jc w:val="{align}"/>' if align else ""
    exact = f' w:line="{line}" w:lineRule="exact"' if line else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:pPr>'
        f'<w:spacing w:before="0" w:after="0"{exact}/>{justify}</w:pPr>'
        f'<w:rPr>{_fonts(font)}{bold}<w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def footer(edition: Edition) -> str:
    lines = edition.foot or ("",)
    paragraphs = "".join(
        '<w:p><w:pPr><w:pStyle w:val="small"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r><w:t>{escape(line)}</w:t></w:r></w:p>"
        for line in lines
    )
    return f'{_DECLARATION}<w:ftr xmlns:w="{NAMESPACE}">{paragraphs}</w:ftr>'


def document_end(edition: Edition) -> str:
    """Page size and margins; the foot stands inside the lower margin."""
    size = edition.geometry
    foot = size.bottom - size.small_height * max(len(edition.foot), 1) - size.gap
    side = twips(size.page_width - size.left - size.columns * size.pitch)
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{twips(size.page_width)}" w:h="{twips(size.page_height)}"/>'
        f'<w:pgMar w:top="{twips(size.top)}" w:right="{side}" w:bottom="{twips(size.bottom)}" '
        f'w:left="{twips(size.left)}" w:header="0" w:footer="{twips(max(foot, 0))}" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
