"""Compiles the translations while a wheel is built, beside the tree and never in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages import mofile, pofile
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    """Adds a compiled catalogue for each source catalogue of resources/translations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling where each result belongs in the wheel."""
        if version == "editable":
            return  # a checkout reads the source catalogues
        self._folder = tempfile.TemporaryDirectory()
        sources = Path(self.root, "resources")
        for source in sources.glob("translations/*/LC_MESSAGES/*.po"):
            # What a checkout compiled for itself is of no use in a wheel, and made again.
            source.with_suffix(".kept.mo").unlink(missing_ok=True)
            place = source.relative_to(sources).with_suffix(".mo")
            compiled = Path(self._folder.name, place)
            compiled.parent.mkdir(parents=True)
            with source.open("rb") as reading, compiled.open("wb") as writing:
                mofile.write_mo(writing, pofile.read_po(reading, locale=place.parts[1]))
            build_data["force_include"][str(compiled)] = f"maillage/resources/{place}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove what was compiled, now that the wheel holds it."""
        if version != "editable":
            self._folder.cleanup()
