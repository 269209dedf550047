"""Who holds the functions of a sheet, for the carnet: nobody is replaced, nobody enters twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import define, field, frozen

from ter_core.carnet import Carnet, Person
from ter_core.imports.proposal import Remark, Step
from ter_core.imports.reseau.building import Seated
from ter_core.imports.reseau.naming import person_key
from ter_core.imports.reseau.rows import Holder
from ter_core.vocabulary.subjects import key_of

__all__ = ["Holding", "People"]

_FIELDS = {"courriel": "le courriel", "telephone": "le téléphone"}


@frozen(kw_only=True)
class Holding:
    """What the carnet would be told of one row; `person` is known already, None if new.

    `acteur` is None where the function is written already, and only the rest is to complete;
    what is of one person has one `key`.
    """

    step: Step
    seated: Seated
    holder: Holder
    person: Person | None
    acteur: str | None
    key: str


@define
class _Entering:
    """Somebody whom the carnet does not know: the first row, and what the rows say so far."""

    line: int
    said: dict[str, str] = field(factory=dict)


@define
class People:
    """Compares a sheet to the carnet, then writes there what is new."""

    carnet: Carnet
    day: date
    remarks: list[Remark] = field(factory=list)
    holdings: list[Holding] = field(factory=list)
    _entering_so: dict[tuple[str, ...], list[_Entering]] = field(factory=dict)

    def compare(self, seated: Sequence[Seated]) -> None:
        """Find what the carnet does not know yet."""
        for one in seated:
            if one.row.holder is not None:
                found = self._compared(one, one.row.holder)
                self.holdings += [] if found is None else [found]

    def write(self, holdings: Sequence[Holding]) -> None:
        """Write these in the carnet; the log knows their functions by now."""
        entered: dict[str, Person] = {}
        for one in holdings:
            person = entered.get(one.key) or one.person
            if person is None:
                person = self.carnet.add(
                    nom=one.holder.nom,
                    courriel=one.holder.courriel,
                    telephone=one.holder.telephone,
                    acteur=one.acteur,
                    since=self.day,
                    trial=True,
                )
            else:
                values = {"courriel": one.holder.courriel, "telephone": one.holder.telephone}
                since = self.day if one.acteur else None
                person = self.carnet.change(
                    person, values, acteur=one.acteur, since=since, trial=True
                )
            entered[one.key] = person
        self.carnet.write(tuple(entered.values()))

    def _compared(self, seated: Seated, holder: Holder) -> Holding | None:
        """What is to write, None where the carnet says it or somebody else holds the function."""
        holding = self._holding(seated.acteur)
        same = next((one for one in holding if _is_named(one, holder.nom)), None)
        if same is not None:
            return self._completed(seated, holder, same)
        if holding:
            self._say(
                seated,
                f"Le carnet donne quelqu'un d'autre pour « {key_of(seated.acteur)} » : il n'est "
                "pas remplacé.",
                "Si la fonction a changé de mains : « ter carnet transmettre "
                f"{key_of(seated.acteur)} --a NOM ».",
            )
            return None
        return self._entering(seated, holder)

    def _entering(self, seated: Seated, holder: Holder) -> Holding:
        line, two = seated.row.line, _if_two(seated.acteur)
        known = [one for one in self.carnet.people() if _is_named(one, holder.nom)]
        person = next((one for one in known if not list(_different(one, holder))), None)
        if person is not None:
            key = person.id
            self._say(seated, "Lue comme la personne du même nom qui est au carnet.", two)
        else:
            first = self._first(line, holder)
            key = str(first.line)
            if first.line != line:
                same = f"Lue comme la même personne qu'à la ligne {first.line}."
                self._say(seated, same, two)
            elif known or len(self._entering_so[person_key(holder.nom)]) > 1:
                other = "Lue comme un homonyme : l'adresse ou le numéro diffère."
                self._say(seated, other, _IF_ONE)
        told = f"carnet : qui exerce « {key_of(seated.acteur)} »{_reached(holder)}"
        return Holding(
            step=Step(line=line, told=told, entries=()),
            seated=seated,
            holder=holder,
            person=person,
            acteur=seated.acteur,
            key=key,
        )

    def _first(self, line: int, holder: Holder) -> _Entering:
        """Who enters with this name and no other address: by a row before, or by this one."""
        so_called = self._entering_so.setdefault(person_key(holder.nom), [])
        given = {name: value for name in _FIELDS if (value := getattr(holder, name))}
        for one in so_called:
            if all(one.said.get(name, value) == value for name, value in given.items()):
                break
        else:
            one = _Entering(line)
            so_called.append(one)
        one.said |= given
        return one

    def _completed(self, seated: Seated, holder: Holder, person: Person) -> Holding | None:
        for name in _different(person, holder):
            self._say(
                seated,
                f"{_FIELDS[name].capitalize()} n'est pas celui du carnet, qui ne change pas.",
                f"Pour le changer : « ter carnet modifier {person.id[:8]} --{name} … ».",
            )
        missing = {
            name: value
            for name in _FIELDS
            if (value := getattr(holder, name)) and getattr(person, name) is None
        }
        if not missing:
            return None
        names = " et ".join(_FIELDS[name] for name in missing)
        told = f"carnet : {names} de qui exerce « {key_of(seated.acteur)} »"
        step = Step(line=seated.row.line, sign="~", told=told, entries=())
        kept = Holder(nom=holder.nom, **{name: missing.get(name) for name in _FIELDS})
        return Holding(
            step=step, seated=seated, holder=kept, person=person, acteur=None, key=person.id
        )

    def _holding(self, acteur: str) -> list[Person]:
        """Who holds a function that day or later."""
        return [
            one
            for one in self.carnet.people()
            if any(
                held.acteur == acteur and (held.au is None or held.au >= self.day)
                for held in one.tenures
            )
        ]

    def _say(self, seated: Seated, said: str, remedy: str) -> None:
        self.remarks.append(Remark(line=seated.row.line, said=said, remedy=remedy))


_IF_ONE = (
    "Si c'est la même personne : « ter carnet modifier » l'une, « ter carnet effacer » l'autre."
)


def _if_two(acteur: str) -> str:
    return (
        f"Si ce sont deux personnes : « ter carnet modifier … --retirer-fonction {key_of(acteur)} "
        "», puis « ter carnet ajouter --homonyme … »."
    )


def _is_named(person: Person, nom: str) -> bool:
    return any(person_key(one) == person_key(nom) for one in person.values("nom"))


def _different(person: Person, holder: Holder) -> Iterator[str]:
    """The fields that both give, and give otherwise."""
    for name in _FIELDS:
        given, known = getattr(holder, name), person.values(name)
        if given and known and given not in known:
            yield name


def _reached(holder: Holder) -> str:
    given = [_FIELDS[name] for name in _FIELDS if getattr(holder, name)]
    return f", avec {' et '.join(given)}" if given else ""
