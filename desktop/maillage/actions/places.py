"""The geography of France that Maillage ships, read when it is first needed."""

from __future__ import annotations

import lzma
from functools import cache

from maillage import assets
from maillage.domain.geography import Atlas


@cache
def atlas() -> Atlas:
    """Return all communes, groups of communes, departments and regions; some tenths of a second."""
    with lzma.open(assets.resource("geography", "france.tsv.xz"), "rt", encoding="utf-8") as file:
        return Atlas(file)
