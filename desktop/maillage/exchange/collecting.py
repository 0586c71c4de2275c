"""Long work that makes no circles of objects need not be searched for them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collector() -> Iterator[None]:
    """Let Python not look for circles of objects inside; what nobody holds goes as ever.

    A merge makes hundreds of thousands of rows and no circle: looking for some took a
    twentieth of its time, and more with a window's objects around.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
