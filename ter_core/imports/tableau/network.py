"""Rows of the network: organismes, functions, schools, axes, instances, one subject a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen

from ter_core.imports.tableau.builder import Builder, change_told, changes_of, differ, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.resolving import nature_of_organisme, word_for
from ter_core.imports.tableau.tables import Champ
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.identifiers import Uai
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.subjects import is_slug, is_subject

__all__ = ["NETWORK", "NetworkBuilder", "comparable"]

Values = dict[str, Any]
_PLACE = ("organisme", "etablissement")


@frozen
class Sort:
    """The events of a sort of subject, its name, and the fields that a change may say."""

    creates: str
    name: str
    read: Callable[[Cells], Values]
    modifies: str = ""
    retires: str = ""
    asks_motif: bool = False
    key: str = "code"


@define
class NetworkBuilder(Builder):
    """Subjects that a code names, compared field by field with those of the log."""

    _by_key: dict[str, dict[str, Any]] | None = field(default=None)
    _by_name: dict[str, list[dict[str, Any]]] = field(factory=dict)

    @property
    def sort(self) -> Sort:
        """The events of this table."""
        return NETWORK[self.reader.table.name]

    def read(self, cells: Cells) -> None:
        """Create the subject, or say what changes of it."""
        values = self.sort.read(cells)
        code = cells.text("code")
        if code is not None and not is_slug(code):
            cells.notes.append(f"« {code} » n'est pas un code : le programme en proposera un.")
            code = None
        named = str(values.get(self.sort.name) or "")
        state = cells.one("etat")
        if cells.problems:
            return
        known = self._known(code, values, named)
        key = (known or {}).get(self.sort.key) or code or name_key(named)
        if self.is_repeated(cells, (key, self._place(values)), named):
            return
        if known is None:
            self._create(cells, code, values, named, state)
        else:
            self._change(cells, known, values, named, state)

    def _create(
        self, cells: Cells, code: str | None, values: Values, named: str, state: str | None
    ) -> None:
        ref = f"l{cells.row.number}"
        event = made(self.sort.creates, code=code, **values)
        entries = [Entry(event, on=self.on or cells.day("date"), ref=ref)]
        told = f"{named} ({code})" if code else named
        if state == "retire" and self.sort.retires:
            motif = {"motif": self.motif} if self.sort.creates == "EtablissementRattache" else {}
            entries.append(Entry(made(self.sort.retires, **motif), f"@{ref}", on=self.on))
            told += ", retiré"
        self.add(cells, "+", told, entries)

    def _change(
        self, cells: Cells, known: dict[str, Any], values: Values, named: str, state: str | None
    ) -> None:
        given: Values = {}
        told = []
        for name, value in values.items():
            champ = self.reader.table.field(name)
            if champ is None or value in (None, ()) or name == self.sort.key == "uai":
                continue
            before, after = comparable(champ, known[champ.exported]), self._codes(value)
            if differ(before, after):
                given[name] = value
                told.append(change_told(champ.label, before, after))
        subject = f"{self.reader.table.kind}:{known[self.sort.key]}"
        entries = list(self._changes(cells, subject, given)) if given else []
        was = comparable(self._state_field, known.get("libelle_etat")) if state else None
        if state == "retire" and was != "retire" and self.sort.retires:
            motif = {"motif": self.motif} if self.sort.creates == "EtablissementRattache" else {}
            entries.append(Entry(made(self.sort.retires, **motif), subject, on=self.on))
            self.add(cells, "-", f"{named} : {'; '.join([*told, 'retiré'])}", entries)
        elif state and state != "retire" and was == "retire":
            cells.refuse(
                f"« {named} » est retiré dans le journal, et en activité dans le tableau.",
                "Annulez son retrait (`ter evenement annuler`) s'il est une erreur.",
            )
        elif entries:
            self.add(cells, "~", f"{named} : {' ; '.join(told)}", entries)
        else:
            self.same_as_known(cells)

    def _changes(self, cells: Cells, subject: str, given: Values) -> list[Entry]:
        if self.sort.creates == "AxeDefini":
            return [Entry(made("AxeReformule", motif=self.motif, **given), subject, on=self.on)]
        if self.sort.creates == "InstanceCreee":
            if others := set(given) - {"membres"}:
                cells.refuse(
                    f"Une instance ne change pas de {', '.join(sorted(others))}.",
                    "Corrigez le tableau, ou annulez la création de l'instance.",
                )
                return []
            event = made("CompositionModifiee", membres=given["membres"])
            return [Entry(event, subject, on=self.on)]
        champs = changes_of(self.sort.creates, **given)
        motif = {"motif": self.motif} if self.sort.asks_motif else {}
        return [Entry(made(self.sort.modifies, champs=champs, **motif), subject, on=self.on)]

    @property
    def _state_field(self) -> Champ:
        found = self.reader.table.field("etat")
        return found or Champ("etat", "État", "etat")

    def _codes(self, value: Any) -> Any:
        """A value as the questions show it: subjects by their codes."""
        known = self.reader.known
        if isinstance(value, tuple):
            return frozenset(known.code(one) if is_subject(one) else one for one in value)
        return known.code(value) if isinstance(value, str) and is_subject(value) else value

    def _place(self, values: Values) -> Any:
        """Where two functions of one name are two."""
        return tuple(values.get(name) for name in _PLACE)

    def _known(self, code: str | None, values: Values, named: str) -> dict[str, Any] | None:
        if self._by_key is None:
            self._by_key = {}
            for row in self.reader.known.rows(self.reader.table.question):
                self._by_key[row["code"]] = row
                if self.sort.key == "uai":
                    self._by_key[row["uai"]] = row
                self._by_name.setdefault(name_key(str(row[self.sort.name])), []).append(row)
        if self.sort.key == "uai":
            return self._by_key.get(str(values.get("uai")))
        if code is not None:
            return self._by_key.get(code)
        held = self._by_name.get(name_key(named), [])
        if self.reader.table.name == "acteurs" and len(held) > 1:
            place = tuple(self._codes(values.get(name)) for name in _PLACE)
            held = [one for one in held if tuple(one[f"code_{name}"] for name in _PLACE) == place]
        return held[0] if len(held) == 1 else None


def comparable(champ: Champ, value: Any) -> Any:
    """What a question shows of a field, as a read row would say it."""
    if value is None:
        return None
    if champ.reading == "etat":
        return "retire" if str(value).startswith("retir") else str(value)
    if champ.reading == "choix":
        found = word_for(champ, str(value))
        return found.value if found else value
    if isinstance(value, list | tuple):
        if champ.choices:
            held = [word_for(champ, str(one)) for one in value]
            return frozenset(one.value for one in held if one)
        return frozenset(str(one) for one in value)
    return value


def _organisme(cells: Cells) -> Values:
    nom = cells.title("nom")
    if nom is None:
        cells.refuse("Le nom manque.", "Complétez la cellule.")
    nature = cells.one("nature")
    if nature is None and nom and not cells.problems:
        if found := nature_of_organisme(nom):
            nature = found.value
            cells.notes.append(f"« Nature » : {found.how}.")
        else:
            _needed(cells, "nature", "association")
    return {
        "nom": nom,
        "nature": nature,
        "siren": _digits(cells, "siren", 9),
        "code_insee": _digits(cells, "code_insee", 5),
    }


def _acteur(cells: Cells) -> Values:
    roles = cells.many("roles")
    if not roles:
        _needed(cells, "roles", "partenaire")
    return {
        "qualite": cells.title("qualite"),
        "roles": roles,
        "organisme": cells.one("organisme"),
        "etablissement": cells.one("etablissement"),
    }


def _etablissement(cells: Cells) -> Values:
    uai = cells.text("uai")
    if uai is not None:
        try:
            uai = Uai(uai)
        except ValueError as error:
            cells.refuse(str(error), "Corrigez l'UAI.")
    nature = cells.one("nature")
    if nature is None:
        _needed(cells, "nature", "ecole_primaire")
    insee = _digits(cells, "code_insee", 5)
    if insee is None:
        _needed(cells, "code_insee", "05065")
    return {
        "uai": uai,
        "nom": cells.title("nom"),
        "nature": nature,
        "degre": cells.one("degre"),
        "secteur": cells.one("secteur"),
        "code_insee": insee,
        "rpi": cells.title("rpi"),
    }


def _axe(cells: Cells) -> Values:
    return {"numero": cells.count("numero"), "intitule": cells.title("intitule")}


def _instance(cells: Cells) -> Values:
    return {
        "nature": cells.one("nature"),
        "nom": cells.title("nom"),
        "presidence": cells.many("presidence"),
        "membres": cells.many("membres"),
        "min_par_an": cells.count("min_par_an"),
    }


def _needed(cells: Cells, name: str, example: str) -> None:
    champ = cells.reader.table.field(name)
    label = champ.label if champ else name
    if not cells.problems:
        cells.refuse(
            f"« {label} » manque.",
            "Complétez la cellule, ou dites dans la correspondance ce qu'il vaut par défaut : "
            f"« {name} = {example} ».",
        )


def _digits(cells: Cells, name: str, length: int) -> str | None:
    """A number of fixed length, to which a spreadsheet may have lost the first zeros."""
    value = cells.raw(name)
    if value is None:
        return None
    text = "".join(str(value).split())
    return text.zfill(length) if isinstance(value, int) else text


NETWORK = {
    "organismes": Sort(
        "OrganismeInscrit", "nom", _organisme, "OrganismeModifie", "OrganismeRetire"
    ),
    "acteurs": Sort("ActeurInscrit", "qualite", _acteur, "ActeurModifie", "ActeurRetire"),
    "etablissements": Sort(
        "EtablissementRattache", "nom", _etablissement, "EtablissementModifie",
        "EtablissementRetire", asks_motif=True, key="uai",
    ),
    "axes": Sort("AxeDefini", "intitule", _axe),
    "instances": Sort("InstanceCreee", "nom", _instance),
}  # fmt: skip
