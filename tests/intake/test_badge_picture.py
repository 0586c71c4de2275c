"""Badges in pictures: turned, small, in bad light, or not there at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageFilter

from maillage.actions import badges
from maillage.domain.badges import code
from maillage.domain.errors import CannotRead, NoBadgeInPicture, NotAPicture, PictureTooLarge
from maillage.intake import badge_picture

CODE = code("01a213e5-61ea-74a7-9203-e3a4a848daa0")


def photo(text: str, *, side: int = 220, turned: float = 0) -> Image.Image:
    """A badge held before a camera: turned, a little blurred, grey on grey."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    badge = Image.open(out).convert("L").resize((side, side))
    scene = Image.new("L", (900, 700), 170)
    scene.paste(badge.point(lambda shade: 60 + shade * 0.6), (310, 220))
    scene = scene.rotate(turned, fillcolor=170)
    return scene.filter(ImageFilter.GaussianBlur(1))


@pytest.mark.parametrize("turned", [0, 12, 90, 180, 275])
@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_the_code_is_read_whichever_way_the_badge_is_held(
    tmp_path: Path, suffix: str, turned: float
) -> None:
    path = tmp_path / f"photo.{suffix}"
    photo(CODE, turned=turned).save(path)
    assert badges.in_picture(path)[0] == CODE


def test_a_code_that_is_no_badge_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    photo("https://exemple.example/").save(path)
    with pytest.raises(NoBadgeInPicture):
        badges.in_picture(path)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    whole = BytesIO()
    photo(CODE).save(whole, "JPEG")
    for name, content in (
        ("empty.jpg", b""),
        ("text.png", b"Nom;Prenom\n" * 50),
        ("cut.jpg", whole.getvalue()[:300]),
        ("postscript.png", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotAPicture):
            badge_picture.texts(tmp_path / name)
    with pytest.raises(CannotRead):
        badge_picture.texts(tmp_path / "gone.jpg")


def test_a_picture_of_very_many_pixels_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(PictureTooLarge):
        badge_picture.texts(path)
