"""Keeps every test away from the person's own folders, keyring, language and clock."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

# Before anything of Maillage, Qt or keyring is imported: they read these once.
_home = Path(tempfile.mkdtemp(prefix="maillage-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in ("HOME", "USERPROFILE", "XDG_RUNTIME_DIR"):
    os.environ[_name] = str(_home)
for _name in ("CACHE", "CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = str(_home / _name.lower())
for _name in [name for name in os.environ if name.startswith("MAILLAGE_")]:
    del os.environ[_name]
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["TZ"] = "Europe/Paris"
if hasattr(time, "tzset"):
    time.tzset()
_home.chmod(0o700)

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from tests.hubs import Cluster, running  # noqa: E402
from tests.stores import Team, Template, build_template, fast_folder  # noqa: E402

from maillage import language  # noqa: E402

# Two workers share two cores with the other checks: a slow example is no failure.
hypothesis.settings.register_profile("maillage", deadline=None, print_blob=True)
hypothesis.settings.load_profile("maillage")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the long run of histories be done in parts, each with a seed of its own."""
    parser.addoption(
        "--histories",
        type=int,
        default=10_000,
        help="how many random histories of 50 steps the marked long run does",
    )


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """Speak French, whatever the system and the test before said."""
    language.use("fr")
    yield
    language.use("fr")


@pytest.fixture(autouse=True, scope="session")
def strict_about_fields() -> None:
    """Fail for a message with a field that nobody filled."""
    language.Language.strict = True


@pytest.fixture(scope="session")
def template() -> Iterator[Template]:
    """Four laptops and one that only merges, which know each other and three records."""
    folder = fast_folder()
    yield build_template(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the tests' own; without one they are skipped, and say why."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def hub_template(cluster: Cluster) -> Iterator[Template]:
    """The same laptops, but that one who records and the one who only merges work in hubs."""
    folder = fast_folder()
    yield build_template(folder, cluster)
    shutil.rmtree(folder)


@pytest.fixture
def team(request: pytest.FixtureRequest) -> Iterator[Team]:
    """The same laptops, copied for one test and open; some in hubs for the parameter "hub"."""
    engine = getattr(request, "param", "file")
    template = request.getfixturevalue("template" if engine == "file" else "hub_template")
    folder = fast_folder()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        yield template.copied(folder, stack)
