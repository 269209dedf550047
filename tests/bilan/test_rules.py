"""When a bilan may be arrested, sent, put right: what is refused, doubted, prefilled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.errors import InvalidValue, RuleBroken, UnknownCode
from ter_core.events.annee import AnneeOuverte, Periode
from ter_core.events.bilan import NOTHING_FOUND, Chiffre
from ter_core.vocabulary.choices import Role, SectionBilan
from tests.bilan.conftest import NOTHING, YEAR, arrest, said
from tests.ledger.network import doubtful, refused, sure

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

QUALITATIVE = {
    SectionBilan.REUSSITES: ("aucune-reussite", "ReussiteRelevee", "reussite relever"),
    SectionBilan.DIFFICULTES: ("aucune-difficulte", "DifficulteRelevee", "difficulte relever"),
    SectionBilan.PERSPECTIVES: (
        "aucune-perspective",
        "PerspectiveProposee",
        "perspective proposer",
    ),
}
each_section = pytest.mark.parametrize("section", QUALITATIVE, ids=str)


def others(section: SectionBilan) -> Any:
    """The confirmations of the two other sections."""
    return sure(*(rule for one, (rule, _, _) in QUALITATIVE.items() if one is not section))


def state(machine: Machine) -> str | None:
    """Where the bilan stands."""
    return machine.session._known_ledger().index.state_of(f"bilan:{YEAR}")


def write(machine: Machine, section: SectionBilan, **values: Any) -> str:
    """Write a section; the id of the event."""
    return machine.record("SectionRedigee", YEAR, section=section, texte="T", **values).record.id


def open_year(machine: Machine, first: int) -> None:
    """Open another school year."""
    days = ("09-01 10-16", "11-02 12-18", "01-04 02-19", "03-08 04-16", "05-03 07-03")
    periods = []
    for n, pair in enumerate(days):
        debut, fin = (date.fromisoformat(f"{first + (n > 1)}-{day}") for day in pair.split())
        periods.append(Periode(debut=debut, fin=fin))
    machine.record(
        AnneeOuverte.__name__,
        annee_scolaire=f"{first}-{first + 1}",
        periodes=tuple(periods),
        le=date(2026, 11, 12),
    )


@each_section
def test_each_section_has_something_or_its_absence_is_confirmed(
    uncounted: Machine, section: SectionBilan
) -> None:
    """One that has nothing is a doubt of its own, under its own name; nothing is written."""
    rule, _, command = QUALITATIVE[section]
    before = uncounted.bytes()

    with doubtful(rule, f"« {section.label} »", YEAR, f"`ter {command}`", f"{NOTHING_FOUND} ?"):
        arrest(uncounted, confirme=others(section))
    assert uncounted.bytes() == before


def test_a_confirmed_absence_is_recorded_with_its_reason(uncounted: Machine) -> None:
    """The bilan says for ever who found nothing to say, and why."""
    made = arrest(uncounted)

    assert said(made)["confirme"] == [
        {"regle": rule, "motif": "Vérifié"} for rule, _, _ in QUALITATIVE.values()
    ]
    assert [line.regle for line in NOTHING] == [rule for rule, _, _ in QUALITATIVE.values()]


@each_section
@pytest.mark.parametrize("about", [{}, {"axe": "axe-3"}, {"axe": "transversal"}], ids=str)
def test_a_section_suffices(
    uncounted: Machine, section: SectionBilan, about: dict[str, str]
) -> None:
    """For all the axes or for one."""
    write(uncounted, section, **about)

    arrest(uncounted, confirme=others(section))


@each_section
@pytest.mark.parametrize("about", [{}, {"axe": "axe-3"}, {"action": "A1"}], ids=str)
def test_an_appreciation_suffices(
    uncounted: Machine, section: SectionBilan, about: dict[str, str]
) -> None:
    """Whatever it is about, and on the first day of the year as well."""
    uncounted.record(QUALITATIVE[section][1], texte="T", **about)

    arrest(uncounted, confirme=others(section))


@each_section
def test_nothing_else_suffices(uncounted: Machine, section: SectionBilan) -> None:
    """Neither another section nor another appreciation, nor one of another school year."""
    rule, own, _ = QUALITATIVE[section]
    for one, (_, name, _) in QUALITATIVE.items():
        if one is not section:
            write(uncounted, one)
            uncounted.record(name, texte="T")
    write(uncounted, SectionBilan.SYNTHESE)
    uncounted.record(own, texte="T", le=date(2026, 8, 31), confirme=sure("saisie-tardive"))

    with doubtful(rule):
        arrest(uncounted, confirme=())


@each_section
def test_what_was_annulled_does_not_count(uncounted: Machine, section: SectionBilan) -> None:
    """Nor what was said after the day of the bilan."""
    rule, name, _ = QUALITATIVE[section]
    written = write(uncounted, section)
    caught = uncounted.record(name, texte="T").record.id

    for event in (written, caught):
        uncounted.record("EvenementAnnule", evenement=event, motif="Erreur")
    with doubtful(rule):
        arrest(uncounted, confirme=others(section))

    write(uncounted, section)
    uncounted.record(name, texte="T")
    with doubtful(rule):
        arrest(uncounted, confirme=others(section), le=date(2026, 11, 11))
    arrest(uncounted, confirme=others(section))


@pytest.mark.parametrize(
    "year", ["2024-2025", "bilan:2024-2025", "2026-2028", "24", "annee:2026-2027"]
)
def test_a_bilan_is_that_of_a_year_that_was_opened(uncounted: Machine, year: str) -> None:
    """Any other is refused with its name."""
    before = uncounted.bytes()

    with pytest.raises((UnknownCode, InvalidValue)) as caught:
        arrest(uncounted, year)
    assert year.removeprefix("bilan:") in caught.value.what
    assert caught.value.remedy
    assert uncounted.bytes() == before


def test_a_bilan_is_about_a_year(uncounted: Machine) -> None:
    """Which one is not guessed."""
    with pytest.raises(InvalidValue, match="Il manque le sujet"):
        arrest(uncounted, None)


def test_a_year_that_has_not_begun_has_no_bilan(uncounted: Machine) -> None:
    """Sections may be written ahead; figures are arrested once there may be some."""
    open_year(uncounted, 2027)
    uncounted.record("SectionRedigee", "2027-2028", section=SectionBilan.PRIORITES, texte="T")

    with refused("L'année scolaire 2027-2028 n'a pas commencé."):
        arrest(uncounted, "2027-2028")


def test_a_bilan_is_arrested_once_then_put_right(uncounted: Machine) -> None:
    """A second time needs a reason, and makes the next version."""
    assert said(arrest(uncounted))["version"] == 1
    assert state(uncounted) == "arrete"
    with refused("« arrêté »", "ter bilan rectifier"):
        arrest(uncounted)

    uncounted.record("BilanRectifie", YEAR, motif="Un oubli")
    assert state(uncounted) == "en_redaction"
    assert said(arrest(uncounted))["version"] == 2


def test_an_annulled_arrest_gives_its_number_back(uncounted: Machine) -> None:
    """Nothing but a rectification makes a new version."""
    made = arrest(uncounted)
    uncounted.record("EvenementAnnule", evenement=made.id, motif="Trop tôt")

    assert state(uncounted) == "en_redaction"
    assert said(arrest(uncounted))["version"] == 1


def test_a_section_is_written_until_the_bilan_is_sent(uncounted: Machine) -> None:
    """In what is arrested too, as every event that no state forbids; what is sent is closed."""
    arrest(uncounted)
    write(uncounted, SectionBilan.SYNTHESE)
    uncounted.record("BilanTransmis", YEAR, canal="courriel")

    with refused("« transmis »", "ter bilan rectifier"):
        write(uncounted, SectionBilan.SYNTHESE)
    uncounted.record("BilanRectifie", YEAR, motif="Un oubli")
    write(uncounted, SectionBilan.SYNTHESE)


def test_a_bilan_is_sent_once_arrested(uncounted: Machine) -> None:
    """Neither before, nor twice, nor once reopened; what is sent may still be put right."""
    send: dict[str, Any] = {"canal": "courriel"}
    with refused("« en rédaction »"):
        uncounted.record("BilanTransmis", YEAR, **send)
    with refused("« en rédaction »"):
        uncounted.record("BilanRectifie", YEAR, motif="Un oubli")

    arrest(uncounted)
    uncounted.record("BilanTransmis", YEAR, **send)
    assert state(uncounted) == "transmis"
    with refused("« transmis »"):
        uncounted.record("BilanTransmis", YEAR, **send)
    with refused("« transmis »"):
        arrest(uncounted)

    uncounted.record("BilanRectifie", YEAR, motif="Un oubli")
    with refused("« en rédaction »"):
        uncounted.record("BilanTransmis", YEAR, **send)


def test_it_goes_to_every_ien_and_pilote(uncounted: Machine) -> None:
    """To all of them where nobody is named; to others as well; retired functions are not due."""
    for code, role in (("ien", Role.IEN), ("dsden", Role.PILOTE), ("vars", Role.DIRECTION)):
        uncounted.record("ActeurInscrit", code=code, qualite=code, roles=(role,))
    arrest(uncounted)
    with refused("il manque ien, dsden."):
        uncounted.record("BilanTransmis", YEAR, destinataires=("principal", "vars"), canal="X")

    uncounted.record("ActeurRetire", "dsden")
    with refused("il manque principal."):
        uncounted.record("BilanTransmis", YEAR, destinataires=("ien", "club"), canal="X")
    prefilled = uncounted.record("BilanTransmis", YEAR, canal="X").record

    assert said(prefilled)["destinataires"] == ["acteur:principal", "acteur:ien"]


def test_a_named_list_is_kept_as_it_is(uncounted: Machine) -> None:
    """Once it covers whom the bilan is due to."""
    arrest(uncounted)
    named = ("club", "principal")
    made = uncounted.record("BilanTransmis", YEAR, destinataires=named, canal="X").record

    assert said(made)["destinataires"] == ["organisme:club", "acteur:principal"]


def test_with_nobody_to_send_it_to_it_is_not_sent(uncounted: Machine) -> None:
    """No IEN and no pilote are known: whoever is named."""
    arrest(uncounted)
    uncounted.record("ActeurRetire", "principal")

    for named in ((), ("coordination",)):
        with refused("Aucune fonction n'a le rôle d'IEN ou de pilote.", "ter acteur inscrire"):
            uncounted.record("BilanTransmis", YEAR, destinataires=named, canal="X")


@pytest.mark.parametrize(
    ("cle", "minimum", "maximum"),
    [("clé libre", 1, 1), ("projets.", 1, 1), ("a..b", 1, 1), ("projets", 2, 1)],
)
def test_a_figure_has_a_key_and_bounds_in_order(cle: str, minimum: int, maximum: int) -> None:
    """What is arrested is what `ter preuve` reads."""
    with pytest.raises(ValueError, match=r"n'est pas la clé|s'excluent"):
        Chiffre(cle=cle, minimum=minimum, maximum=maximum)


@pytest.mark.parametrize(
    "cle",
    [
        *("projets", "eleves_touches.niveau.CM2", "projets.commune.05065", "projets.axe.axe-3"),
        *("familles.mois.2025-10", "projets.etablissement.0059001G", "projets.axe.transversal"),
    ],
)
def test_every_key_of_the_bilan_is_one(cle: str) -> None:
    """A measure alone, or with a dimension and its value."""
    line = Chiffre(cle=cle, minimum=0, maximum=999_999_999)
    assert Chiffre.parse(line.short(), date(2026, 11, 12)) == line


def test_a_year_is_not_annulled_under_its_bilan(uncounted: Machine) -> None:
    """A bilan exists with its year: while something was said of it, the year stands."""
    arrest(uncounted)

    with pytest.raises(RuleBroken, match=r"Le bilan « .* » a déjà son histoire"):
        uncounted.record("EvenementAnnule", evenement=f"annee:{YEAR}", motif="Un doublon")


def test_what_was_worked_out_cannot_be_erased(uncounted: Machine) -> None:
    """An erasure takes out a text: figures put in its place would be invented."""
    made = arrest(uncounted)

    with pytest.raises(RuleBroken, match="ne contient que ce que le programme a calculé"):
        uncounted.record(
            "ContenuEfface", evenement=made.id, fondement="Aucun", reprise={"version": 1}
        )
