"""Maillage: records meetings offline, merges what many laptops recorded, loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.exchange.store import Store

__all__ = ["Store"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the store when it is first asked for: the window paints before."""
    if name == "Store":
        from maillage.exchange.store import Store

        return Store
    raise AttributeError(name)
