"""Laptops that have joined one programme, for the tests of exchange."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tests.stores import Team, Template, build_template, fast_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def template() -> Iterator[Template]:
    """Four laptops and one that only merges, which know each other and three records."""
    folder = fast_folder()
    yield build_template(folder)
    shutil.rmtree(folder)


@pytest.fixture
def team(template: Template) -> Iterator[Team]:
    """The same laptops, copied for one test and open."""
    folder = fast_folder()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        yield template.copied(folder, stack)
