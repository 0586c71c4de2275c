"""What people have a right to, photographed: texts that name them, and what is held of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from maillage.actions.texts import Carried, Mention
from maillage.ui.session import Session

LONG = (
    "Voir avec Samuel Okoro pour le local de la rue des Pyrénées : il a les clés le mardi et le"
    " jeudi, et connaît le gardien depuis longtemps."
)
NOTE = Mention("note", "a", LONG, event="e", now=LONG)


def mentions(session: Session) -> QWidget:
    """Return the texts that still name somebody erased."""
    from maillage.ui.reception.erasing import MentionsDialog

    found = [
        NOTE,
        Mention("pledge", "b", "Visiter la cuisine avec M. Okoro", event="e", pledge="b"),
        Mention("follow_up", "c", "Okoro rappelle en mars", event="e", pledge="b"),
        Mention("note", "d", "Okoro : un banc public", event="e", earlier=True, now="Un banc"),
        Mention("note", "f", "Demander à Okoro", event="e", deleted=True, now="Demander à Okoro"),
    ]
    return MentionsDialog(session, found)


def replacing(_session: Session) -> QWidget:
    """Return the corrected text of a note that must stay."""
    from maillage.ui.texts import ReplaceDialog

    return ReplaceDialog(NOTE, Carried(votes=5, pledges=1))


def erasing(_session: Session) -> QWidget:
    """Return what asks before a note is erased."""
    from maillage.ui.texts import EraseDialog

    return EraseDialog(NOTE, Carried(votes=5, pledges=1, merged=2))


def held(session: Session) -> QWidget:
    """Return all that is held about somebody who takes part in pledges."""
    from collections import Counter

    from maillage.domain.records import Person, PledgeParty
    from maillage.ui.reception.held import HeldDialog

    ((busy, _n),) = Counter(one.person for one in session.store.all(PledgeParty)).most_common(1)
    return HeldDialog(session, session.store.get(Person, busy))
