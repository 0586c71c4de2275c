"""Small workbooks for tests, written as other programs write them."""

from __future__ import annotations

import io
import zipfile
from html import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*sheets: str | list[list[object]], names: tuple[str, ...] = ()) -> bytes:
    """Return an Excel workbook of sheets given as rows, or as the inside of <sheetData>."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{(names or ("Feuil1", "Feuil2", "Feuil3"))[at]}" '
            f'sheetId="{at + 1}" r:id="r{at + 1}"/>'
            for at in range(len(sheets))
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        )
        related = "".join(
            f'<Relationship Id="r{at + 1}" Type="{_REL}/worksheet" '
            f'Target="worksheets/sheet{at + 1}.xml"/>'
            for at in range(len(sheets))
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        )
        for at, sheet in enumerate(sheets):
            inside = sheet if isinstance(sheet, str) else _rows(sheet)
            book.writestr(
                f"xl/worksheets/sheet{at + 1}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{inside}</sheetData></worksheet>',
            )
    return out.getvalue()


def ods(rows: list[list[str]], tail: str = "", *, locked: bool = False) -> bytes:
    """Return a LibreOffice workbook; ``tail`` is what fills the sheet to its end."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        for row in rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        secret = (
            '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data>'
            "</manifest:encryption-data></manifest:file-entry>"
        )
        book.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
            f"{secret if locked else ''}</manifest:manifest>",
        )
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="Feuille1">{lines}{tail}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def _rows(rows: list[list[object]]) -> str:
    return "".join(
        f'<row r="{at}">'
        + "".join(_cell(f"{chr(65 + column)}{at}", value) for column, value in enumerate(row))
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )


def _cell(place: str, value: object) -> str:
    if value is None:
        return f'<c r="{place}" s="1"/>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    text = escape(str(value))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
