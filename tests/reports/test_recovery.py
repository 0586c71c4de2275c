"""The sheet with the recovery key."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest

from maillage.language import Language
from maillage.reports.recovery import groups, recovery_key

KEY = "7QK4-M2XD-9HTP-W3RB-5NFC-8JVA-6GYZ-E1SU"
MADE = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


def sheet(key: str = KEY, programme: str = "Beaujolais", device: str = "Accueil") -> bytes:
    return recovery_key(
        programme=programme, device=device, made_at=MADE, key=key, language=Language("en")
    )


@pytest.mark.parametrize("key", [KEY, "A" * 200, "K-" * 64, "ABCD", "age-secret-key-1" * 6])
@pytest.mark.parametrize("name", ["Beaujolais", "<b>&" * 75, ""])
def test_the_sheet_is_one_page_with_the_whole_key(key: str, name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheet(key, name, name)))

    assert len(reader.pages) == 1
    shown = reader.pages[0].extract_text().split()
    assert "".join(groups(key)) in "".join(shown)


def test_the_sheet_names_programme_device_and_date() -> None:
    text = pypdf.PdfReader(io.BytesIO(sheet())).pages[0].extract_text()

    assert "Beaujolais" in text
    assert "Laptop: Accueil, 26 November 2026" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_uses_embedded_fonts_only() -> None:
    page = pypdf.PdfReader(io.BytesIO(sheet())).pages[0]

    for font in page["/Resources"]["/Font"].values():
        assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_same_key_gives_the_same_bytes() -> None:
    assert sheet() == sheet()


def test_a_key_in_groups_keeps_them_and_another_is_cut_by_fours() -> None:
    assert groups("ABC-DEF GHI") == ["ABC", "DEF", "GHI"]
    assert groups("ABCDEFGHIJ") == ["ABCD", "EFGH", "IJ"]
