"""What widgets tell the screens above them."""

from __future__ import annotations

from textual.message import Message

__all__ = ["JournalChanged"]


class JournalChanged(Message):
    """The log has grown, or the day that is looked at has changed: what is shown is out of date."""
