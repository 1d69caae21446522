"""A style sheet that dims every result that does not belong to the controls as they stand in the page.

The kernel sends it with each result. The browser holds it against the controls by itself, at once: also while the
kernel is busy with something else, and after it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["guard"]


_STALE = """{scope}{states} .archnb-x-results > * {{ opacity: .3; filter: grayscale(.6); pointer-events: none; }}
{scope}{states} .archnb-x-results::before {{ display: block; }}"""


def guard(scope: str, *, boxes: Mapping[str, bool], moment: int, picked: int, drawing: bool = False) -> str:
    """Return the style element for results that were made for this state of the controls.

    Parameters
    ----------
    scope : str
        Class of the dashboard's root.
    boxes : mapping of str to bool
        Each checkbox's class, and whether it was checked.
    moment : int
        Place of the date slider.
    picked : int
        Place of the chart that is picked.
    drawing : bool
        Whether to dim in any case: a new result is being made.
    """
    root = f".{scope}"
    states = "" if drawing else f":is({', '.join(f':has({wrong})' for wrong in _wrong(boxes, moment, picked))})"
    return f"<style>{_STALE.format(scope=root, states=states)}</style>"


def _wrong(boxes: Mapping[str, bool], moment: int, picked: int) -> Iterable[str]:
    """Return a selector for each control that stands otherwise."""
    for name, checked in boxes.items():
        yield f".{name} input{':not(:checked)' if checked else ':checked'}"
    yield f'.archnb-x-moment .noUi-handle:not([aria-valuenow="{moment}.0"])'
    yield f'.archnb-x-picker button[value="{picked}"]:not(.mod-active)'
