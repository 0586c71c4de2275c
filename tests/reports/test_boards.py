"""Photos of the boards in the compte-rendu: which, where, how large, and in which version."""

from __future__ import annotations

import io

import msgspec
import pypdf
import pytest
from docx import Document
from PIL import Image

from maillage.language import Language
from maillage.reports import boards
from maillage.reports.boards import Numbered
from maillage.reports.data import Minutes, Photo
from maillage.reports.minutes import editable, minutes

FRENCH = Language("fr")
CANARY = '<img src="file:///etc/passwd"> & <b>x</b>'


def photo(wide: int = 400, high: int = 300, **said: object) -> Photo:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "white").save(out, "JPEG")
    return Photo(content=out.getvalue(), width=wide, height=high, **said)  # type: ignore[arg-type]


def with_photos(sample: Minutes, *photos: Photo, taken: int = 0) -> Minutes:
    return msgspec.structs.replace(sample, photos=photos, photos_taken=taken or len(photos))


def words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_two_upright_photos_stand_side_by_side_and_a_wide_one_alone() -> None:
    shapes = [(3, 4), (3, 4), (4, 3), (3, 4), (4, 3), (3, 4), (3, 4)]
    numbered = [Numbered(n, photo(w * 10, h * 10)) for n, (w, h) in enumerate(shapes, 1)]
    assert [[one.number for one in row] for row in boards.rows(numbered)] == [
        [1, 2], [3], [4], [5], [6, 7],
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(400, 300), (300, 400), (2000, 10), (10, 2000), (1, 1)])
def test_a_photo_keeps_its_shape_and_never_leaves_its_place(size) -> None:
    wide, high = boards.fitted(photo(*size), 500, 270)
    assert wide <= 500.001
    assert high <= 270.001
    assert wide / high == pytest.approx(size[0] / size[1])


def test_photos_are_in_the_version_with_names_alone_and_the_other_says_so(sample) -> None:
    told = with_photos(sample, photo(caption="Le mur des idées", table=3), photo(500))
    internal, other = (minutes(told, language=FRENCH, names=names) for names in (True, False))
    assert internal.count(b"/DCTDecode") == 2
    assert b"/DCTDecode" not in other
    text = words(internal)
    assert "Photos des tableaux" in text
    assert "Photo 1 – Le mur des idées" in text
    assert "Photo 2" in text
    assert "Photo 1" not in words(other)
    assert "2 photos" in words(other)


def test_the_same_photo_twice_is_stored_once(sample) -> None:
    one = photo()
    told = with_photos(sample, one, msgspec.structs.replace(one, caption="encore"))
    assert minutes(told, language=FRENCH).count(b"/DCTDecode") == 1


def test_photos_that_could_not_be_shown_are_counted_in_the_method(sample) -> None:
    text = words(minutes(with_photos(sample, photo(), taken=3), language=FRENCH))
    assert "2 photos" in text


def test_a_jpeg_goes_into_the_file_byte_for_byte_and_its_page_is_in_the_contents(sample) -> None:
    told = with_photos(sample, photo(workshop="Mobilité"))
    pages = pypdf.PdfReader(io.BytesIO(minutes(told, language=FRENCH))).pages
    (at,) = [n for n, page in enumerate(pages) if "/XObject" in page["/Resources"]]
    (shown,) = pages[at]["/Resources"]["/XObject"].values()
    assert shown.get_object()._data == told.photos[0].content
    contents = " ".join(pages[1].extract_text().split())
    assert f"Photos des tableaux {at + 1}" in contents
    assert f"Mobilité {at + 1}" in contents


def test_a_caption_is_plain_text(sample) -> None:
    told = with_photos(sample, photo(caption=CANARY), photo(caption="x" * 10_000))
    assert CANARY.split(maxsplit=1)[0] in words(minutes(told, language=FRENCH))
    assert minutes(told, language=FRENCH) == minutes(told, language=FRENCH)


def test_many_photos_of_many_workshops_fill_their_pages(sample) -> None:
    shapes = [(400, 300), (300, 400), (300, 400), (900, 100), (100, 900)]
    many = [
        photo(
            *shapes[n % 5], caption=f"Photo de la table {n}", table=n, workshop=f"Atelier {n // 6}"
        )
        for n in range(24)
    ]
    text = words(minutes(with_photos(sample, *many), language=FRENCH))
    assert all(f"Photo {n} –" in text for n in range(1, 25))


def test_the_text_has_the_same_photos_with_words_for_whoever_does_not_see_them(sample) -> None:
    told = with_photos(
        sample, photo(caption="Le mur : à garder", table=3, workshop="Logement"), photo(9, 90)
    )
    document = Document(io.BytesIO(editable(told, language=FRENCH)))
    charts = len(Document(io.BytesIO(editable(sample, language=FRENCH))).inline_shapes)
    assert len(document.inline_shapes) == charts + 2
    first = document.inline_shapes[charts]
    assert first.width / first.height == pytest.approx(4 / 3, rel=0.01)
    about = first._inline.docPr.get("descr")
    space = "\N{NO-BREAK SPACE}"
    assert about == f"Photo du tableau · Logement · Table{space}3 · Le mur{space}: à garder"
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert captions[0].startswith(f"Photo{space}1 – Le mur")
    assert captions[1] == f"Photo{space}2"
    without = Document(io.BytesIO(editable(told, language=FRENCH, names=False)))
    assert len(without.inline_shapes) == charts
