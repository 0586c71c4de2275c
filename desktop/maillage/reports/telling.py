"""What every form of the minutes says alike: numbers of ideas, who spoke, who pledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.vocabulary import Category, NoteKind, PartyRole
from maillage.reports.anonymity import Pointed, pointed, speaker, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.domain.vocabulary import Choice, World
    from maillage.language import Language
    from maillage.reports.data import Minutes, Note, Party, Workshop


class Telling:
    """The minutes of one meeting, told in one language, with names or without."""

    def __init__(self, data: Minutes, *, language: Language, names: bool) -> None:
        """Tell `data`, people named only if `names`."""
        self.data, self.language, self.names = data, language, names
        self.numbers = {id(note): n for n, (_, note) in enumerate(self.of_kind(NoteKind.IDEA), 1)}
        """The number of each idea in the catalogue, by identity: two may say the same."""
        self._pledged = {id(pledge.idea) for pledge in data.pledges if pledge.idea is not None}

    def of_kind(self, kind: NoteKind) -> Iterator[tuple[Workshop, Note]]:
        """Yield the notes of a kind and their workshops, in the order of the catalogue."""
        for workshop in self.data.workshops:
            for note in workshop.notes:
                if note.kind is kind:
                    yield workshop, note

    def territory(self) -> str:
        """Return of which territory the meeting is, unless that says what its commune does."""
        return told_territory(self.data, self.language)

    def label(self, choice: Choice) -> str:
        """Return the word for a choice."""
        return self.language.text(choice.label)

    def speaker(self, said_by: Category | None) -> Category | World | None:
        """Return what may be said of who spoke."""
        return speaker(said_by, self.data.attendance)

    def author(self, note: Note) -> Category | World | None:
        """Return the category to show beside a quote: of somebody named, it is no secret."""
        if self.names and note.author:
            return note.author.category or note.said_by
        return self.speaker(note.said_by)

    def quoted(self, note: Note) -> str:
        """Return who said a quote: by name if the person agreed, else by category, if at all."""
        if self.names and note.author:
            return ", ".join(filter(None, (note.author.name, note.author.organisation)))
        who = self.speaker(note.said_by)
        return self.label(who) if who else self.language.text("Somebody present")

    def table(self, note: Note, who: Category | World | None = None) -> str:
        """Return the words for the table of a note beside ``who`` spoke; empty is unsaid."""
        pledged = id(note) in self._pledged
        n = note.table if self.names else table(note, who, pledged=pledged)
        return self.language.text("Table {n}", n=n) if n is not None else ""

    def remark(self, workshop: Workshop, note: Note) -> str:
        """Return what stands below a note: its cause, who said it, where it was written."""
        who = self.speaker(note.said_by)
        cause = self.label(note.cause) if note.cause else ""
        said = self.label(who) if who else ""
        words = (cause, said, workshop.title, self.table(note, who))
        return " · ".join(filter(None, words))

    def pointed(self, party: Party) -> Pointed:
        """Return what may be said of a party beside its name, or instead of it."""
        if self.names:
            return Pointed(party.category, party.organisation)
        return pointed(party, self.data.attendance, self.data.colleagues)

    def world(self, party: Party) -> World | None:
        """Return the world that a party may be counted and drawn in."""
        who = self.pointed(party).who
        return who.world if isinstance(who, Category) else who

    def party(self, party: Party) -> str:
        """Return who this is: the name in the internal version only, else the category."""
        _ = self.language.text
        of = self.pointed(party)
        category = self.label(of.who) if of.who else ""
        # An organisation alone has nobody to hide.
        who = party.name if self.names or not party.of_person else category or _("Somebody present")
        words = [word for word in (who, of.organisation) if word]
        if not words:
            words = [category or _("Somebody present")]
        said = ", ".join(words)
        lead = party.role is PartyRole.LEAD
        return f"{said} · {self.label(PartyRole.LEAD).lower()}" if lead else said


def told_territory(data: Minutes, language: Language) -> str:
    """Return the line for the territory of a meeting; nothing when its commune is all of it."""
    if not data.territory or data.territory == data.commune:
        return ""
    _ = language.text
    return _("Territory: {name}", name=data.territory)
