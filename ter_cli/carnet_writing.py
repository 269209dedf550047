"""What `ter carnet` writes: persons, the functions they hold, and their erasure."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ter_cli.carnet_told import SCHEMA, SHORT, asked, person_named, tell_findings
from ter_cli.diagnostics import Refusal, Unreadable
from ter_cli.env import App, current
from ter_cli.output import Output
from ter_core import Report, errors
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ter_core.carnet import Carnet, Person

__all__ = ["add", "change", "erase", "erased", "hand_over"]

_FIELDS = ("nom", "courriel", "telephone")
_OPTIONS = {name: f"option --{name}" for name in (*_FIELDS, "fonction", "vider")}
_OPTIONS["champ « fondement »"] = "option --fondement"
_REMAINS = (
    "Reste à faire par vos soins : les sauvegardes, les copies envoyées et les corbeilles des "
    "outils de partage gardent ce qu'elles avaient. Les autres postes effacent leur copie en "
    "lisant le journal."
)


def add(*, nom: str | None, homonyme: bool, essai: bool, **values: Any) -> int:
    """`ajouter`."""
    app = current()
    if nom is None:
        nom = asked(app, "Prénom et nom", "« --nom »", "Camille Exemple")
    with _carnet(app) as carnet, _as_typed():
        known = [one for one in carnet.people() if _same(one, nom)]
        if known and not homonyme:
            raise Refusal(
                f"« {known[0].nom} » est déjà dans le carnet ({known[0].id[:SHORT]}).",
                where="option --nom",
                remedy="Complétez sa fiche par « ter carnet modifier », ou ajoutez « --homonyme ».",
            )
        person = carnet.add(
            nom=nom,
            courriel=values["courriel"],
            telephone=values["telephone"],
            acteur=values["fonction"],
            since=values["du"],
            until=values["au"],
            trial=essai,
        )
        _tell(app, carnet, [person], values["format"], trial=essai)
    return 0


def change(personne: str | None, *, essai: bool, **values: Any) -> int:
    """`modifier`."""
    app = current()
    given = {name: values[name] for name in _FIELDS}
    wanted = (*given.values(), values["fonction"], values["du"], values["au"])
    if not any(wanted) and not values["vider"] and not values["retirer_fonction"]:
        raise Unreadable("Il manque ce qui change.", remedy="Voyez « ter carnet modifier --help ».")
    with _carnet(app) as carnet, _as_typed():
        person = carnet.change(
            person_named(carnet, personne),
            given,
            empty=values["vider"],
            release=values["retirer_fonction"],
            acteur=values["fonction"],
            since=values["du"],
            until=values["au"],
            trial=essai,
        )
        _tell(app, carnet, [person], values["format"], trial=essai)
    return 0


def hand_over(fonction: str | None, *, essai: bool, **values: Any) -> int:
    """`transmettre`."""
    app = current()
    if not fonction:
        fonction = asked(app, "Fonction (code)", "« FONCTION »", "principal")
    typed = values["successeur"] or asked(app, "Qui la reprend", "« --a »", "Dominique Essai")
    with _carnet(app) as carnet, _as_typed(nom="option --a"):
        outgoing = carnet.find(values["sortant"], "option --de") if values["sortant"] else None
        new, left = carnet.hand_over(
            fonction,
            _successor(carnet, typed),
            on=values["le"] or app.today,
            outgoing=outgoing,
            values={name: values[name] for name in ("courriel", "telephone")},
            trial=essai,
        )
        _tell(app, carnet, [new, *left], values["format"], trial=essai)
    return 0


def erase(personne: str | None, *, oui: bool, essai: bool, **values: Any) -> int:
    """`effacer`."""
    app, ground = current(), values["fondement"]
    if not ground:
        ground = asked(app, "Ce qui oblige à effacer", "« --fondement »", "RGPD, article 17")
    with _carnet(app) as carnet, _as_typed():
        person = person_named(carnet, personne)
        erased(app, carnet, [person], ground, sure=oui, trial=essai, form=values["format"])
    return 0


def erased(
    app: App,
    carnet: Carnet,
    persons: Sequence[Person],
    ground: str,
    *,
    sure: bool,
    trial: bool,
    form: str | None,
) -> None:
    """Erase some persons, once that is confirmed, and tell what remains."""
    from ter_cli.told import tell_planned, tell_written

    names = ", ".join(f"{one.nom} ({one.id[:SHORT]})" for one in persons)
    if trial:
        tell_planned(app, carnet.preview_erasure(persons, ground), form)
        app.console.tell(f"Seraient supprimées : les fiches de « {names} ».")
        return
    if not sure:
        _confirm(app, names)
    tell_written(app, carnet.erase(persons, ground), form)
    app.console.tell(f"Fiches supprimées : « {names} ».")
    app.console.tell(_REMAINS)
    for one in persons:
        app.console.tell(
            f"→ « ter chercher {shlex.quote(one.nom)} » : son nom est-il dans un texte ?"
        )


@contextmanager
def _carnet(app: App) -> Iterator[Carnet]:
    from ter_core.carnet import Carnet

    with app.session() as session:
        session.journal.require_writable()
        carnet = Carnet.open(session)
        yield carnet
        tell_findings(app, carnet)


@contextmanager
def _as_typed(**options: str) -> Iterator[None]:
    """What is inside; what it refuses is told by the option it was typed in."""
    named = _OPTIONS | options
    try:
        yield
    except errors.InvalidValue as error:
        if error.where not in named:
            raise
        raise Unreadable(error.what, where=named[error.where], remedy=error.remedy) from None
    except errors.UnknownCode as error:
        error.where = named.get(error.where, error.where)
        raise


def _same(person: Person, nom: str) -> bool:
    from ter_core.vocabulary.text import fold

    return any(fold(one) == fold(nom) for one in person.values("nom"))


def _successor(carnet: Carnet, typed: str) -> Person | str:
    """Somebody of the carnet, or a new name: two words that are nobody's name in full."""
    found = carnet.named(typed)
    if any(_same(one, typed) or one.id.startswith(typed.lower()) for one in found):
        return carnet.find(typed, "option --a")
    return carnet.find(typed, "option --a") if found and " " not in typed.strip() else typed


def _confirm(app: App, names: str) -> None:
    if not app.console.interactive:
        raise Unreadable(
            "Un effacement ne se défait pas : il faut le confirmer.", remedy="Ajoutez « --oui »."
        )
    if app.console.ask(f"Effacer « {names} » ? Rien ne le défait. (oui ou non) ") != "oui":
        raise Refusal("Abandonné : rien n'est effacé.", remedy="Répondez « oui » pour effacer.")


def _tell(
    app: App, carnet: Carnet, persons: Sequence[Person], form: str | None, *, trial: bool
) -> None:
    """What is written of some persons now, or would be."""
    from ter_core.carnet.listing import COLUMNS, listed, told_conflicts

    rows = listed(carnet, persons)
    if form not in (None, "texte"):
        title = "Essai : rien n'est écrit" if trial else "Carnet"
        report = Report(name="carnet", title=title, columns=COLUMNS, rows=rows, a_la_date=app.today)
        app.show(report, Output(form), SCHEMA)
        return
    if trial:
        app.console.say("Essai : rien n'est écrit.")
    for row in rows:
        app.console.data(f"{french('Carnet :')} {_line(row)}\n")
    for person in persons:
        for told_twice in told_conflicts(person):
            app.console.tell(told_twice)


def _line(row: tuple[Any, ...]) -> str:
    """A person, and a function they hold, as one line."""
    code, nom, courriel, telephone, first, last, _, person, _ = row
    told = [f"{visible(nom)} ({person[:SHORT]})"]
    if code and last:
        told.append(f"{code}, du {first:%d/%m/%Y} au {last:%d/%m/%Y}")
    elif code:
        told.append(f"{code}, depuis le {first:%d/%m/%Y}")
    return " — ".join([*told, *(visible(one) for one in (courriel, telephone) if one)])
