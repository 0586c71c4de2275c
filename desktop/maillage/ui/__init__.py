"""The window: what people see and touch. Qt is imported in this package alone."""

from __future__ import annotations

import builtins

_python = builtins.__import__

import PySide6  # noqa: E402, F401 - what it changes is put back

# PySide has every import look for `__feature__` (names in snake case), which nobody here uses:
# it opens the source of each module that is imported, and the store's are many.
builtins.__import__ = _python
