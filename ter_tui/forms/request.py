"""What a form is asked to record, and how it is kept while it is not recorded yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import field, frozen

from ter_core import events
from ter_core.events.base import Event

__all__ = ["FormRequest", "Kept"]

_ABOUT = ""  # the name, among the texts of a draft, of what is not a field


@frozen
class FormRequest:
    """What to record: a class, the subject it is about, texts already known, fields not shown.

    `texts` are proposed, `fixed` are said without being shown. `before` are the texts of the
    subject as it is, for a class that changes it.
    """

    cls: type[Event]
    subject: str | None = None
    subject_label: str = ""
    texts: Mapping[str, str] = field(factory=dict, kw_only=True)
    fixed: Mapping[str, str] = field(factory=dict, kw_only=True)
    before: Mapping[str, str] = field(factory=dict, kw_only=True)

    @property
    def draft(self) -> str:
        """The name of its draft."""
        fixed = "".join(f" {key}={text}" for key, text in sorted(self.fixed.items()))
        return f"{self.cls.__name__} {self.subject or ''}{fixed}"


@frozen
class Kept:
    """A draft: what was asked, what was typed over what was proposed, and when."""

    request: FormRequest
    typed: Mapping[str, str]
    since: datetime

    def stored(self) -> dict[str, Any]:
        """As the drafts of this machine hold it."""
        asked = self.request
        about = {
            "type": asked.cls.__name__,
            "sujet": asked.subject,
            "libelle": asked.subject_label,
            "textes": dict(asked.texts),
            "fixes": dict(asked.fixed),
            "avant": dict(asked.before),
            "quand": self.since.isoformat(),
        }
        return {**self.typed, _ABOUT: about}

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Kept | None:
        """What the drafts hold; None where it is no draft of a form."""
        about = (stored or {}).get(_ABOUT)
        found = events.find(str(about.get("type"))) if isinstance(about, dict) else None
        if stored is None or not isinstance(about, dict) or found is None:
            return None
        try:
            since = datetime.fromisoformat(str(about.get("quand")))
        except ValueError:
            return None
        subject = about.get("sujet")
        request = FormRequest(
            found,
            subject if isinstance(subject, str) else None,
            str(about.get("libelle") or ""),
            texts=_texts(about.get("textes")),
            fixed=_texts(about.get("fixes")),
            before=_texts(about.get("avant")),
        )
        return cls(request, _texts({k: v for k, v in stored.items() if k != _ABOUT}), since)


def _texts(found: object) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {key: text for key, text in found.items() if isinstance(text, str)}
