"""What the log knows, as tables call it: names read without regard to accents or short « St »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from ter_core import reports
from ter_core.events.axe import TRANSVERSAL
from ter_core.vocabulary.choices import Role
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.text import fold

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["Found", "Known"]

_NEAR = 88
_MARGIN = 4
_SCHOOLS = {
    "ecole": "", "ec": "", "ep": "", "eco": "", "publique": "", "communale": "",
    "primaire": "", "elementaire": "elementaire", "elem": "elementaire",
    "maternelle": "maternelle", "mat": "maternelle", "college": "college", "clg": "college",
    "col": "college", "lycee": "lycee", "cite": "", "scolaire": "",
}  # fmt: skip
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en"})
_SAINTS = {"st": "saint", "s": "saint", "ste": "sainte"}
_ROLES = {
    "coordo": Role.COORDINATION, "coordonnateur": Role.COORDINATION,
    "coordonnatrice": Role.COORDINATION, "coordinateur": Role.COORDINATION,
    "coordinatrice": Role.COORDINATION, "coordination": Role.COORDINATION,
    "principale": Role.PRINCIPAL, "principal": Role.PRINCIPAL, "ien": Role.IEN,
    "inspecteur": Role.IEN, "inspectrice": Role.IEN,
    "direction": Role.DIRECTION, "directeur": Role.DIRECTION, "directrice": Role.DIRECTION,
    "dir": Role.DIRECTION,
}  # fmt: skip
# The question that lists a kind; its columns for the key, the code and the name.
_LISTS = {
    "acteur": ("acteurs", "code", "code", "qualite"),
    "organisme": ("organismes", "code", "code", "nom"),
    "etablissement": ("etablissements", "uai", "code", "nom"),
    "axe": ("axes", "code", "code", "intitule"),
    "seance": ("seances", "code_affiche", "code_affiche", "code_affiche"),
    "action": ("actions", "code_affiche", "code_affiche", "intitule"),
    "decision": ("suivi", "code_affiche", "code_affiche", "libelle"),
}
_NUMBER = re.compile(r"(?:axe )?(?:n )?(\d{1,2})(?: .*)?")
_ALL_AXES = ("transversal", "transverse", "transversale", "tous", "tous les axes", "tous axes")


@frozen
class Found:
    """A subject that a text names; `how` says why, where it is not its very name or code."""

    subject: str
    how: str = ""


@define
class _Names:
    """The subjects of a kind by the key of each of their names."""

    exact: dict[str, list[str]] = field(factory=dict)
    labels: dict[str, list[str]] = field(factory=dict)

    def add(self, subject: str, *names: object) -> None:
        for name in names:
            if name is None or not str(name).strip():
                continue
            for index, key in ((self.exact, name_key(str(name))), (self.labels, fold(str(name)))):
                held = index.setdefault(key, [])
                if subject not in held:
                    held.append(subject)


@define
class Known:
    """Answers of the log, each asked once."""

    session: Session
    _rows: dict[tuple[str, tuple[tuple[str, Any], ...]], list[dict[str, Any]]] = field(factory=dict)
    _names: dict[str, _Names] = field(factory=dict)
    _found: dict[tuple[tuple[str, ...], str], Found | None] = field(factory=dict)
    _codes: dict[str, tuple[str, str]] = field(factory=dict)

    def rows(self, question: str, **asked: Any) -> list[dict[str, Any]]:
        """The rows of a question, by the names of its columns."""
        key = (question, tuple(sorted(asked.items())))
        if key not in self._rows:
            answer = self.session.ask(reports.get(question)(**asked))
            self._rows[key] = list(answer.named())
        return self._rows[key]

    def find(self, text: str, kinds: Iterable[str]) -> Found | None:
        """The one subject of some kinds that a text names; None if none does, or several do."""
        wanted = (tuple(kinds), text)
        if wanted not in self._found:
            self._found[wanted] = self._find(text, wanted[0])
        return self._found[wanted]

    def label(self, subject: str) -> str:
        """How people call a subject: its name, with its code."""
        kind, sign, key = subject.partition(":")
        if sign:
            self._load(kind)
        code, name = self._codes.get(subject, (key or subject, ""))
        return f"{name} ({code})" if name and name != code else code

    def code(self, subject: str) -> str:
        """The code of a subject."""
        kind, sign, key = subject.partition(":")
        if not sign:
            return subject  # a numbered code, or « transversal »
        self._load(kind)
        return self._codes.get(subject, (key, ""))[0]

    def _find(self, text: str, kinds: tuple[str, ...]) -> Found | None:
        for kind in kinds:
            self._load(kind)
            if text.startswith(f"{kind}:") and text in self._codes:
                return Found(text)
        if "axe" in kinds and fold(text) in _ALL_AXES:
            return Found(TRANSVERSAL)
        for kind in kinds:  # in the order of the kinds: a function comes before a body
            if len(held := self._names[kind].exact.get(name_key(text), [])) == 1:
                return Found(held[0])
            if held:
                return None
        for kind in kinds:
            if special := self._special(kind, text):
                return special
        return self._near(text, kinds)

    def _special(self, kind: str, text: str) -> Found | None:
        if kind == "axe" and (found := _NUMBER.fullmatch(fold(text))):
            numbered = [r for r in self.rows("axes") if r["numero"] == int(found[1])]
            return Found(f"axe:{numbered[0]['code']}") if len(numbered) == 1 else None
        if kind == "etablissement":
            return self._school(text)
        if kind == "acteur":
            return self._function(text)
        return None

    def _school(self, text: str) -> Found | None:
        sort, place = _school_words(text)
        held = []
        for row in self.rows("etablissements"):
            nature, name = _school_words(str(row["nom"]))
            nature = nature or fold(str(row["libelle_nature"] or "")).split()[-1]
            same_sort = sort == nature or (not sort and nature not in ("college", "lycee"))
            alone = sort in ("college", "lycee") and not place and nature == sort
            if alone or (place == name and same_sort):
                held.append(row)
        if not sort and not _said_school(text):  # a bare place: « Guillestre »
            held = [r for r in self.rows("etablissements")
                    if place and _school_words(str(r["nom"]))[1] == place]  # fmt: skip
        if len(held) != 1:
            return None
        return Found(f"etablissement:{held[0]['uai']}", f"« {text} » lu {held[0]['nom']}")

    def _function(self, text: str) -> Found | None:
        words = [_SAINTS.get(word, word) for word in fold(text).split()]
        roles = {_ROLES[word] for word in words if word in _ROLES}
        if len(roles) != 1:
            return None
        (role,) = roles
        rest = {w for w in words if w not in _ROLES and w not in _SMALL and w not in _SCHOOLS}
        rest -= {"ter", "reseau"}
        held = []
        for row in self.rows("acteurs"):
            if row["est_en_fonction"] is False or role.label not in (row["libelles_roles"] or ()):
                continue
            there = {_SAINTS.get(one, one) for one in fold(str(row["qualite"])).split()}
            if rest <= there:
                held.append(row)
        if len(held) != 1:
            return None
        return Found(f"acteur:{held[0]['code']}", f"« {text} » lu {held[0]['qualite']}")

    def _near(self, text: str, kinds: tuple[str, ...]) -> Found | None:
        """The only name that differs by a letter or two."""
        from rapidfuzz import fuzz, process

        wanted = fold(text)
        if len(wanted) < 5 or wanted.isdigit():
            return None
        labels = {k: one for kind in kinds for k, one in self._names[kind].labels.items()}
        best = process.extract(wanted, list(labels), scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR)
        if not best or len(labels[best[0][0]]) != 1:
            return None
        subject = labels[best[0][0]][0]
        if (
            len(best) > 1
            and best[0][1] - best[1][1] < _MARGIN
            and subject not in labels[best[1][0]]
        ):
            return None
        if re.findall(r"\d+", wanted) != re.findall(r"\d+", best[0][0]):
            return None  # « groupe 1 » is not « groupe 2 »
        return Found(subject, f"« {text} » lu {self.label(subject)}, nom proche")

    def near_labels(self, text: str, kinds: Iterable[str]) -> list[str]:
        """Codes whose names come near, for whoever corrects."""
        from rapidfuzz import fuzz, process

        for kind in kinds:
            self._load(kind)
        labels = {k: one for kind in kinds for k, one in self._names[kind].labels.items()}
        found = process.extract(
            fold(text), list(labels), scorer=fuzz.token_set_ratio, limit=6, score_cutoff=60
        )
        return list(dict.fromkeys(self.code(labels[one[0]][0]) for one in found))[:3]

    def _load(self, kind: str) -> None:
        if kind in self._names:
            return
        names = self._names[kind] = _Names()
        for subject, code, label, *others in self._listed(kind):
            self._codes[subject] = (code, label)
            names.add(subject, subject.partition(":")[2], code, label, *others)

    def _listed(self, kind: str) -> Iterable[tuple[str, ...]]:
        """Subject, code, name and other names of everything of a kind."""
        if kind == "instance":
            yield from self._instances()
            return
        if kind == "axe":
            yield TRANSVERSAL, TRANSVERSAL, ""
        question, key, code, label = _LISTS[kind]
        asked = {"toutes": True} if question in ("actions", "suivi") else {}
        for row in self.rows(question, **asked):
            # A command names what is numbered by its code alone.
            subject = row[key] if code == "code_affiche" else f"{kind}:{row[key]}"
            yield subject, row[code], row[label] or ""

    def _instances(self) -> Iterable[tuple[str, ...]]:
        rows = self.rows("instances")
        natures = [row["libelle_nature"] for row in rows]
        for row in rows:
            alone = natures.count(row["libelle_nature"]) == 1
            others = (row["libelle_nature"], row["nature"]) if alone else ()
            yield f"instance:{row['code']}", row["code"], row["nom"], *others


def _school_words(name: str) -> tuple[str, str]:
    """What sort of school a name says, and the rest of it."""
    sort, rest = "", []
    for word in fold(name).split():
        if word in _SCHOOLS:
            sort = _SCHOOLS[word] or sort
        elif word not in _SMALL:
            rest.append(_SAINTS.get(word, word))
    return sort, "".join(rest)


def _said_school(text: str) -> bool:
    return any(word in _SCHOOLS for word in fold(text).split())
