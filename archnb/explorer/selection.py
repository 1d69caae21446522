"""What somebody asked to see, as a value: two equal selections show the same."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Selection"]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Filters and moment. An empty tuple means no restriction; several values of one filter mean any of them.

    Attributes
    ----------
    tags : tuple of (name, values)
        Only tags that restrict; values as texts.
    sections, severities : tuple of str
        As in the frame of answers.
    moment : int
        Place among `Given.moments`; the last is now.
    """

    moment: int
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sections: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The filters as a person would say them: ``team payments or routing; severity critical``; or nothing."""
        parts = [*self.tags, ("section", self.sections), ("severity", self.severities)]
        return "; ".join(f"{name} {' or '.join(values)}" for name, values in parts if values)
