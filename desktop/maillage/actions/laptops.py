"""The laptops of the programme: what came of each, and which are believed no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions.device_names import device_names
from maillage.actions.events import local_time
from maillage.domain.errors import NothingSoLate
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import revoking
from maillage.language import _, current, ngettext_

if TYPE_CHECKING:
    from maillage.exchange.store import Store
    from maillage.store.arrivals import Export


Laptop = revoking.Known
"""A laptop of the programme, its files that were merged here, and how far it is believed."""
Withdrawn = revoking.Withdrawn
"""What came of taking back that a laptop is believed no more."""


class Limit(Struct, frozen=True):
    """Up to where a laptop can stay believed, and what that leaves out."""

    last: int
    export: Export | None
    """The file that it ends with; none for all that is here, or for nothing."""
    ignored: int
    """How many changes that are here would count no more."""

    @property
    def everything(self) -> bool:
        """Whether all that is here stays believed."""
        return self.export is None and self.last > 1


def laptops(store: Store) -> list[Laptop]:
    """Return the laptops of the programme by name, those that are believed no more too.

    Two of one name are told apart, as everywhere: whoever sets one aside must not take the other.
    """
    names = device_names(store)
    return [
        replace(one, device=replace(one.device, name=names.get(one.device.id, one.device.name)))
        for one in store.devices()
    ]


def named(store: Store, said: str) -> list[Laptop]:
    """Return the laptops that somebody may mean: by id, name, or number in the list.

    A name that several have means them all, even if one is called so and another with a number.
    """
    found = laptops(store)
    written = {one.device.id for one in store.devices() if one.device.name == said}
    same = [one for one in found if one.device.id in written or one.device.id == said]
    if not same:
        same = [one for one in found if one.device.name == said]
    if not same and said.isdigit() and 0 < int(said) <= len(found):
        same = [found[int(said) - 1]]
    return same


def limits(store: Store, laptop: Laptop) -> list[Limit]:
    """Return up to where a laptop can stay believed: all that is here, each file, nothing."""
    places: list[tuple[int, Export | None]] = [(laptop.last, None)]
    places += [(one.last, one) for one in reversed(laptop.exports) if 1 < one.last < laptop.last]
    if laptop.last > 1:
        places.append((1, None))
    asked = [last for last, _one in places if last != laptop.last] if laptop.revocable else []
    counted = store.foresee_revoking(laptop.device.id, asked)
    return [
        Limit(last, one, ignored)
        for last, one in places
        if (ignored := counted.get(last, 0)) is not None
    ]


def after_export(laptop: Laptop, number: int) -> int:
    """Return the last number of a laptop's changes in one of its files; raises NothingSoLate."""
    for one in laptop.exports:
        if one.number == number:
            return one.last
    raise NothingSoLate(laptop.device.name)


def stop_believing(store: Store, laptop: str, *, last: int) -> int:
    """Believe nothing of a laptop after a number, everywhere; return how much that leaves out.

    Raises NotCoordinator or NotRevocable.
    """
    return store.revoke(laptop, last=last)


def believe_again(store: Store, laptop: str) -> Withdrawn:
    """Take back that a laptop is believed no more; return what came of it.

    Raises StillBelieved, NothingToWithdraw, and EndedByIt where this one would be ended by it.
    """
    return store.believe_again(laptop)


def role_words(laptop: Laptop) -> str:
    """Return what a laptop is for."""
    return _((laptop.device.role or DeviceRole.FIELD).label)


def last_file_line(laptop: Laptop, *, here: bool) -> str:
    """Return which file of a laptop was merged last."""
    if here:
        return _("This laptop")
    if not laptop.exports:
        return _("No file of it was merged here")
    return _("Last file merged: {file}", file=export_words(laptop.exports[-1]))


def export_words(one: Export) -> str:
    """Return the number of a file, and when it was written."""
    when = current().moment(local_time(one.made))
    return _("export {number}, {when}", number=one.number, when=when)


def limit_words(limit: Limit) -> str:
    """Return up to where a laptop stays believed, and what that leaves out."""
    if limit.export:
        said = _("Up to {file}", file=export_words(limit.export))
    elif limit.everything:
        said = _("All that is here stays")
    else:
        said = _("Nothing of it stays")
    return f"{said} · {ignored_words(limit.ignored)}" if limit.ignored else said


def ignored_words(n: int) -> str:
    """Return how many changes count nowhere; how many count again, of a negative number."""
    if n < 0:
        return ngettext_("{n} change counts again", "{n} changes count again", -n)
    return ngettext_("{n} change ignored", "{n} changes ignored", n)


def state_line(laptop: Laptop) -> str:
    """Return from where on a laptop is believed no more; nothing if it is believed."""
    if laptop.believed is None:
        return ""
    last = [one for one in laptop.exports if one.last == laptop.believed]
    if last:
        said = _("Ignored after export {number}", number=last[-1].number)
    elif laptop.believed <= 1:
        said = _("Ignored from its beginning")
    else:
        said = _("Ignored since what was here then")
    return f"{said} · {ignored_words(laptop.ignored)}" if laptop.ignored else said


def fixed_line(laptop: Laptop, *, here: bool) -> str:
    """Return why nothing of how far a laptop is believed can be changed here; "" if it can."""
    if laptop.revocable if laptop.believed is None else laptop.withdrawable:
        return ""
    if laptop.believed is not None:
        return _("Another laptop of the coordination said so, and can take it back.")
    if here:
        return _("You are working on this laptop: it stays believed.")
    if laptop.founder:
        return _("The programme began on this laptop: it stays believed.")
    if laptop.former:
        return _("This laptop was that one before: another one of the coordination decides.")
    return _("A laptop of the coordination decides about it.")


def done_line(name: str, ignored: int) -> str:
    """Return what came of believing a laptop no more."""
    said = _("“{name}” is believed no more", name=name)
    return f"{said} · {ignored_words(ignored)}" if ignored else said


def again_line(name: str, done: Withdrawn) -> str:
    """Return what came of believing a laptop again."""
    said = _("“{name}” is believed again", name=name)
    if not done.believed:
        said = _(
            "Taken back; another laptop of the coordination still sets “{name}” aside", name=name
        )
    return f"{said} · {ignored_words(-done.counting)}" if done.counting else said
