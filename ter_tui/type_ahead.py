"""Keys are obeyed one after the other, however fast they come.

Textual hands a key to the widget that has the focus when the key arrives; a key that moves the
focus takes a few messages to do so, and what is typed meanwhile would go to the field one leaves.
Here a key waits until the one before has done all it does.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.timer import Timer

__all__ = ["TypeAhead"]

_ROUNDS = 2
"""A key may post a message that moves the focus: the second marker comes after that one."""
_LONGEST = 0.5
"""Seconds after which a key is held no longer: its widget went, and the marker with it."""


class _Passed(Message):
    """A marker that follows a key through its queues, from the widget up to the application."""

    def __init__(self, number: int, left: int) -> None:
        super().__init__()
        self.number, self.left = number, left


class TypeAhead(App[int]):
    """An application that keeps what is typed in order."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._key_number = 0
        self._in_hand = 0
        self._patience: Timer | None = None

    @property
    def is_obeying(self) -> bool:
        """Whether a key is still doing what it does."""
        return bool(self._in_hand or self._held)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key while another is obeyed."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._in_hand:
            self._held.append(event)
        else:
            await self._obey(event)

    async def _obey(self, event: events.Key | events.Paste) -> None:
        self._key_number += 1
        self._in_hand = self._key_number
        await super().on_event(event)
        self._send_marker(_ROUNDS)

    def _send_marker(self, left: int) -> None:
        """Send a marker after the key."""
        number = self._in_hand
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(_LONGEST, partial(self._next, number))
        try:
            (self.focused or self.screen).post_message(_Passed(number, left))
        except IndexError:  # no screen is left: the application is leaving
            return

    @on(_Passed)
    async def _passed(self, marker: _Passed) -> None:
        marker.stop()
        if marker.number != self._in_hand:
            return
        if marker.left > 1:
            self._send_marker(marker.left - 1)
        else:
            await self._next(marker.number)

    async def _next(self, number: int) -> None:
        """Obey the next key, if that one is still the last."""
        if number != self._in_hand:
            return
        self._in_hand = 0
        if self._patience is not None:
            self._patience.stop()
        if self._held:
            await self._obey(self._held.popleft())
