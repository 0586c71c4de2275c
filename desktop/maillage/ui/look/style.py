"""The one style sheet, filled from tokens, and the properties its selectors look at."""

from __future__ import annotations

from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from maillage import assets
from maillage.ui.look import tokens as t
from maillage.ui.look.fonts import FAMILY, semibold_family


@cache
def _template() -> Template:
    return Template(assets.resource("style", "maillage.qss").read_text(encoding="utf-8"))


def stylesheet(tokens: t.Tokens, text_size: int = 100) -> str:
    """The style sheet of a colour scheme at a text size in percent.

    Raises KeyError if the template names a value that does not exist.
    """

    def px(value: float) -> str:
        return f"{round(value * text_size / 100)}px"

    values: dict[str, object] = tokens._asdict()
    values |= {f"{role}_px": px(size) for role, (size, _weight) in t.TYPE.items()}
    values |= {
        "semibold": f'font-family: "{semibold_family()}"; font-weight: 600',
        "bold": f'font-family: "{FAMILY}"; font-weight: 700',
        "r_control": f"{t.RADIUS_CONTROL}px",
        "r_door": f"{t.RADIUS_DOOR}px",
        "r_card": f"{t.RADIUS_CARD}px",
    }
    # A QSS height excludes the border: `control_1` is for a 1 px border, `control_2` for 2 px.
    for name, height in (("control", t.CONTROL), ("door", t.DOOR), ("chip", t.CHIP)):
        full = max(t.TOUCH, round(height * text_size / 100))
        values |= {f"{name}_{border}": f"{full - 2 * border}px" for border in (0, 1, 2)}
        values[f"r_{name}_half"] = f"{full // 2}px"
    full = max(t.TOUCH, round(t.CONTROL * text_size / 100))
    # Qt adds three pixels to a spin box.
    values |= {f"spin_{border}": f"{full - 2 * border - 3}px" for border in (1, 2)}
    return _template().substitute(values)


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set style properties (kind, role, tone, box, tall, invalid...) and have Qt look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # Qt has not looked yet, and will before it is shown or measured
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
