"""Photos of boards: upright, small, and nothing in them but the picture."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from maillage.actions.explain import sentence
from maillage.domain.errors import CannotRead, NotAPicture, PictureTooLarge
from maillage.intake import photo, picture
from maillage.store.attachments import MOST_BYTES

PICTURES = Path(__file__).parent / "pictures"
RED, BLUE = (200, 30, 30), (30, 30, 200)
UPRIGHT = (400, 300)


def board(size: tuple[int, int] = UPRIGHT) -> Image.Image:
    """A board with a red corner where it begins and a blue one where it ends."""
    width, height = size
    drawn = Image.new("RGB", size, "white")
    drawn.paste(RED, (0, 0, width // 4, height // 3))
    drawn.paste(BLUE, (width * 3 // 4, height * 2 // 3, width, height))
    return drawn


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes beside the picture."""
    said = Image.Exif()
    said[0x0112] = orientation
    said[0x010F] = "Telephone de Berthe"
    gps = said.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (44.0, 12.0, 0.0), "E", (2.0, 34.0, 0.0)
    return said


def read(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("JPEG",))


def near(seen: Image.Image, at: tuple[int, int], wanted: tuple[int, int, int]) -> bool:
    found = seen.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, wanted, strict=True))


def upright(content: bytes) -> bool:
    seen = read(content)
    width, height = seen.size
    corners = near(seen, (5, 5), RED), near(seen, (width - 5, height - 5), BLUE)
    return width > height and all(corners)


TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a telephone stores the picture for each orientation it notes."""


@pytest.mark.parametrize("orientation", TURNS)
def test_a_photo_is_turned_as_its_telephone_noted(tmp_path: Path, orientation: int) -> None:
    turn = TURNS[orientation]
    stored = board() if turn is None else board().transpose(turn)
    stored.save(tmp_path / "x.jpg", exif=exif(orientation))
    made = photo.prepared(tmp_path / "x.jpg", most=MOST_BYTES)
    assert upright(made.content)
    assert (made.width, made.height) == UPRIGHT == read(made.content).size


def test_place_time_author_comment_and_profile_are_left_behind(tmp_path: Path) -> None:
    said = PngInfo()
    said.add_text("Author", "Berthe")
    board().save(tmp_path / "x.png", pnginfo=said, exif=exif())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    board().save(
        tmp_path / "x.jpg", exif=exif(), comment=b"chez Berthe", icc_profile=profile,
        xmp=b"<x:xmpmeta>Berthe</x:xmpmeta>",
    )  # fmt: skip
    for name in ("x.png", "x.jpg"):
        content = photo.prepared(tmp_path / name, most=MOST_BYTES).content
        assert b"Berthe" in (tmp_path / name).read_bytes()
        assert b"Berthe" not in content
        seen = read(content)
        seen.load()
        assert not dict(seen.getexif())
        assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", *TELLING}


TELLING = {"progressive", "progression"}
"""How the JPEG is written: of the picture, not of who took it."""


def test_a_large_photo_is_made_small_enough_for_a_screen_and_a_stick(tmp_path: Path) -> None:
    board((5_000, 3_750)).save(tmp_path / "x.jpg")
    made = photo.prepared(tmp_path / "x.jpg", most=MOST_BYTES)
    assert (made.width, made.height) == (2_000, 1_500)
    assert len(made.content) <= MOST_BYTES


def test_what_compresses_badly_becomes_smaller_until_it_has_room(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(1_500 * 1_500 * 3)
    Image.frombytes("RGB", (1_500, 1_500), noise).save(tmp_path / "x.png")
    made = photo.prepared(tmp_path / "x.png", most=MOST_BYTES)
    assert len(made.content) <= MOST_BYTES
    with pytest.raises(NotAPicture):
        photo.prepared(tmp_path / "x.png", most=1_000)


def test_a_photo_of_an_iphone_is_read(tmp_path: Path) -> None:
    made = photo.prepared(PICTURES / "board.heic", most=MOST_BYTES)
    assert upright(made.content)
    assert b"Berthe" in (PICTURES / "board.heic").read_bytes()
    assert b"Berthe" not in made.content
    (tmp_path / "cut.heic").write_bytes((PICTURES / "board.heic").read_bytes()[:-400])
    with pytest.raises(NotAPicture):
        photo.prepared(tmp_path / "cut.heic", most=MOST_BYTES)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_is_shown_on_white(tmp_path: Path, mode: str) -> None:
    name = tmp_path / ("x.jpg" if mode == "CMYK" else "x.png")
    if mode in {"LA", "RGBA"}:
        Image.new(mode, (60, 40)).save(name)  # nothing but transparent
    else:
        Image.new("L", (60, 40), 255).convert(mode).save(name)
    seen = read(photo.prepared(name, most=MOST_BYTES).content)
    assert seen.mode == "RGB"
    assert mode == "I;16" or near(seen, (30, 20), (255, 255, 255))


def said(error: BaseException) -> str:
    return " ".join(sentence(error).split())


def test_what_is_no_picture_or_a_bomb_is_refused(tmp_path: Path, monkeypatch) -> None:
    whole = BytesIO()
    board().save(whole, "JPEG")
    for name, content in (
        ("empty.jpg", b""),
        ("list.png", b"Nom;Prenom\n" * 50),
        ("cut.jpg", whole.getvalue()[: len(whole.getvalue()) // 2]),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("script.png", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotAPicture) as refused:
            photo.prepared(tmp_path / name, most=MOST_BYTES)
        assert not isinstance(refused.value, PictureTooLarge)
    for side in (9_000, 20_000):  # the larger is too large for Pillow too
        Image.new("1", (side, side)).save(tmp_path / "bomb.png")  # a kilobyte or so
        with pytest.raises(PictureTooLarge) as refused:
            photo.prepared(tmp_path / "bomb.png", most=MOST_BYTES)
        assert "trop grande : au plus 60 millions de pixels" in said(refused.value)
    monkeypatch.setattr(picture, "MOST_BYTES", 100_000)
    (tmp_path / "heavy.jpg").write_bytes(bytes(100_001))
    with pytest.raises(PictureTooLarge) as refused:
        photo.prepared(tmp_path / "heavy.jpg", most=MOST_BYTES)
    assert "trop grande : au plus 100 ko" in said(refused.value)
    with pytest.raises(CannotRead):
        photo.prepared(tmp_path / "nowhere.jpg", most=MOST_BYTES)
