"""Draws what the boards of the workshops looked like, as a telephone would have seen them."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from maillage import assets
from maillage.actions import photos, workshops
from maillage.demo.laptops import LOW_TABLES
from maillage.language import ngettext_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.demo.laptops import Day
    from maillage.exchange.store import Store

SIZE = (1600, 1200)
BOARD, FRAME, INK = (246, 246, 241), (176, 178, 174), (44, 48, 62)
NOTES = ((255, 233, 137), (255, 200, 170), (190, 226, 236), (206, 232, 176))
SIDE = 300
ACROSS, DOWN = 4, 3
MOST = ACROSS * DOWN
TURNED_BY_A_TELEPHONE = 6
"""The orientation that a telephone held upright notes beside the picture."""


def photograph_boards(day: Day) -> None:
    """The tables take a photo of each workshop's board before they leave."""
    taken = take(day.stores[LOW_TABLES], event=day.event.id)
    day.tell(ngettext_("{n} photo of a board is taken.", "{n} photos of boards are taken.", taken))


def take(store: Store, *, event: str) -> int:
    """Photograph the ideas of each workshop that has some; return how many photos there are."""
    taken = 0
    with TemporaryDirectory() as folder:
        for at, workshop in enumerate(workshops.workshops(store, event=event)):
            lines = workshops.lines(store, event=event, workshop=workshop.id)
            ideas = [line.note.text for line in workshops.ideas(lines)]
            if ideas:
                file = photograph(Path(folder) / f"{at}.jpg", workshop.title, ideas, seed=at)
                photos.add(store, file, event=event, workshop=workshop.id)
                taken += 1
    return taken


def photograph(path: Path, title: str, lines: Sequence[str], *, seed: int) -> Path:
    """Write the photo of a board with a title and notes that stick to it; return its path."""
    hand = random.Random(seed)  # noqa: S311 - where a note sticks is no secret
    board = Image.new("RGB", SIZE, BOARD)
    draw = ImageDraw.Draw(board)
    draw.rectangle((0, 0, SIZE[0] - 1, SIZE[1] - 1), outline=FRAME, width=26)
    draw.text((70, 52), title, fill=INK, font=_font(62))
    for at, line in enumerate(lines[:MOST]):
        note = _note(line, NOTES[hand.randrange(len(NOTES))]).rotate(
            hand.uniform(-5, 5), expand=True, resample=Image.Resampling.BICUBIC
        )
        x = 70 + at % ACROSS * 370 + hand.randint(-18, 18)
        y = 160 + at // ACROSS * 335 + hand.randint(-12, 12)
        board.paste(note, (x, y), note)
    light = Image.linear_gradient("L").resize(SIZE).point(lambda shade: 205 + shade // 6)
    seen = Image.composite(board, Image.new("RGB", SIZE, (70, 72, 76)), light)
    seen = seen.filter(ImageFilter.GaussianBlur(0.6)).rotate(90, expand=True)
    said = Image.Exif()
    said[0x0112] = TURNED_BY_A_TELEPHONE
    seen.save(path, "JPEG", quality=88, exif=said)
    return path


def _note(line: str, colour: tuple[int, int, int]) -> Image.Image:
    note = Image.new("RGBA", (SIDE, SIDE), (*colour, 255))
    draw = ImageDraw.Draw(note)
    text = textwrap.shorten(line, 96, placeholder="…")
    for size, across in ((36, 15), (30, 19), (25, 23)):
        wrapped = "\n".join(textwrap.wrap(text, across))
        _x, _y, wide, high = draw.multiline_textbbox((0, 0), wrapped, font=_font(size), spacing=6)
        if max(wide, high) < SIDE - 44:
            break
    draw.multiline_text((22, 24), wrapped, fill=INK, font=_font(size), spacing=6)
    return note


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(assets.resource("fonts", "SourceSans3_600SemiBold.ttf"), size)
