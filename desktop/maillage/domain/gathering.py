"""Ideas merged into others: which one stands for all, whatever laptops merged meanwhile."""

from __future__ import annotations

from collections.abc import Mapping


def standing_for(merged_into: Mapping[str, str]) -> dict[str, str]:
    """Return for each note the one that stands for it, itself if it was not merged.

    ``merged_into`` says of each note there is, by id, into which it was merged, or nothing.
    A note merged into one that is not there stands for itself. Two laptops may merge notes
    into each other: of those in a circle the one with the smallest id, the oldest, stands
    for all.
    """
    found: dict[str, str] = {}
    for note in merged_into:
        path = [note]
        while (into := merged_into[path[-1]]) in merged_into and into not in found:
            if into in path:
                into = min(path[path.index(into) :])
                break
            path.append(into)
        else:
            into = found.get(into, path[-1])
        found.update(dict.fromkeys(path, into))
    return found
