"""The relevé of a séance: what it tells before, during and after, and as of which day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.errors import UnknownCode
from ter_core.events.seance_lines import Point, Represente
from ter_core.reports.releve import Releve
from ter_core.reports.seances import Seances
from ter_core.vocabulary.choices import Modalite, NatureInstance, NatureOrganisme, Role
from tests.ledger.conftest import making
from tests.reports.conftest import told
from tests.reports.network import laptop, machines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core import Report
    from ter_core.reports.report import Part
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines"]

HOSTILE = '=cmd|"[red]" \\'
NOTHING = "Aucun élément relevé."


def hour(day: int, at: int = 9, month: int = 11, year: int = 2026) -> datetime:
    """An hour of a day, of November unless said."""
    return datetime(year, month, day, at)  # noqa: DTZ001  # local French time, by design


def meet(machine: Machine, debut: datetime) -> str:
    """Programme a séance of the comité technique."""
    return machine.record(
        "SeanceProgrammee",
        instance="cotech",
        debut=debut,
        lieu="Collège",
        modalite=Modalite.VISIO,
        le=date(2026, 9, 2),
    ).name


def decided(machine: Machine, libelle: str, due: date | None, **values: Any) -> str:
    """Adopt a decision of the first séance, on its day."""
    when = {"echeance": due} if due else {"echeance": None, "permanente": "Règle"}
    usual = {"seance": "S2", "le": date(2026, 10, 1), "libelle": libelle}
    return machine.decide(**(usual | when | values)).name


def furnish(machine: Machine) -> None:
    """A comité technique that met on 1 October (S2) and meets on 5 November (S3)."""
    for code, qualite in (("ien", "IEN"), ("maire", "Maire de Vars"), ("cpc", "CPC")):
        machine.record("ActeurInscrit", code=code, qualite=qualite, roles=(Role.PILOTE,))
    machine.record("OrganismeInscrit", code="parc", nom="Parc", nature=NatureOrganisme.ASSOCIATION)
    machine.record(
        "InstanceCreee",
        code="cotech",
        nature=NatureInstance.COTECH,
        nom="Comité technique",
        presidence=("ien",),
        membres=("coordination", "ien", "maire", "parc"),
        le=date(2026, 9, 1),
    )
    meet(machine, hour(1, month=10))
    meet(machine, hour(5))
    machine.record("SeanceTenue", "S2", debut=hour(1, month=10), presents=("ien",))


def hold(machine: Machine, **values: Any) -> None:
    """Open, or close, the séance of November."""
    usual = {"debut": hour(5), "presidence": "ien", "secretaire": "coordination"}
    machine.record("SeanceTenue", "S3", **(usual | values))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The séance of November was held, with all that may be said of one."""
    with making(tmp_path_factory.mktemp("releve")) as make:
        machine = make()
        furnish(machine)
        late = decided(machine, "En retard le 5 novembre", date(2026, 10, 20))
        done = decided(machine, "Faite", date(2026, 10, 30))
        decided(machine, "Plus tard", date(2027, 1, 5))
        decided(machine, "Permanente", None)
        machine.decide(seance="S1", libelle="D'une autre instance")
        machine.record("DecisionExecutee", done, le=date(2026, 10, 15))
        machine.record("DecisionExecutee", late, le=date(2026, 11, 10))
        agenda = (
            Point(n=2, titre="Transport", rapporteur="principal"),
            Point(n=1, titre="Suivi"),
            Point(n=3, titre="Divers"),
        )
        machine.record("OrdreDuJourArrete", "S3", points=agenda, le=date(2026, 10, 20))
        hold(machine, presents=("coordination",), absents=("ien",))
        _conclude(machine)
        hold(
            machine,
            fin=hour(5, 11),
            presents=("coordination", "ien"),
            representes=(Represente(qui="maire", par="cpc"),),
            excuses=("principal",),
        )
        meet(machine, hour(10, month=12))
        yield machine


def _conclude(machine: Machine) -> None:
    """Treat points, one of them twice and one that was not announced; decide."""
    for said in (
        {"n": 1, "conclusions": "À relire", "divergences": "Aucune"},
        {"n": 1, "titre": "Suivi des décisions", "contexte": "Quatre.", "conclusions": HOSTILE},
        {"n": 7, "titre": "Neige", "conclusions": "Reporté"},
        {"n": 7, "conclusions": "Tranché"},
    ):
        machine.record("PointTraite", "S3", **said)
    usual = {"seance": "S3", "le": date(2026, 11, 5)}
    decided(machine, f"{HOSTILE}.", date(2026, 12, 1), **usual, point=2,
            responsables=("principal", "coordination"))  # fmt: skip
    decided(machine, "Sans point", None, **usual)
    decided(machine, "Point inconnu", date(2026, 12, 2), **usual, point=9)


def asked(machine: Machine, seance: str = "S3", on: date | None = None) -> Report:
    """The relevé, as of a day."""
    return machine.session.ask(Releve(seance=seance), a_la_date=on)


def chapter(report: Report, name: str) -> Part:
    """One of its chapters."""
    (found,) = (part for part in report.parts if part.name == name)
    return found


def states(machine: Machine) -> tuple[str, ...]:
    """Where it stands, and what is to be done."""
    return asked(machine).text[1:]


def attendance(report: Report) -> list[tuple[str, str, str | None]]:
    """Each person, how he is noted, who stands in for him."""
    rows = chapter(report, "presences").named()
    return [(row["code"], row["presence"], row["par"]) for row in rows]


def test_a_row_is_a_point(held: Machine) -> None:
    """By number: announced, treated or decided upon; of a number the last words count."""
    rows = told(
        asked(held), "n", "titre", "code_rapporteur", "est_a_l_ordre_du_jour", "est_traite",
        "contexte", "conclusions", "divergences", "codes_decisions",
    )  # fmt: skip

    assert rows == [
        (1, "Suivi des décisions", None, True, True, "Quatre.", HOSTILE, None, []),
        (2, "Transport", "principal", True, False, None, None, None, ["D-2026-006"]),
        (3, "Divers", None, True, False, None, None, None, []),
        (7, "Neige", None, False, True, None, "Tranché", None, []),
        (9, None, None, False, False, None, None, None, ["D-2026-008"]),
    ]


def test_a_point_is_a_chapter(held: Machine) -> None:
    """Context, conclusions, what was decided and by whom; what people wrote stays as it is."""
    report = asked(held)
    names = [part.name for part in report.parts]
    both = "Principal, Coordination du TER"

    assert names == [
        "presences", "ordre-du-jour", "suivi", "point-1", "point-2", "point-3", "point-7",
        "point-9", "decisions", "suite", "diffusion",
    ]  # fmt: skip
    assert chapter(report, "point-1").title == "Point 1 — Suivi des décisions"
    assert chapter(report, "point-1").text == (
        "Contexte\u202f: Quatre.",
        f"Conclusions\u202f: {HOSTILE}",
    )
    assert chapter(report, "point-2").text == (
        "Aucune conclusion n’est notée.",
        f"Décision D-2026-006\u202f: {HOSTILE} — {both} — pour le 1er décembre 2026.",
    )
    assert chapter(report, "point-7").text[0] == "Point ajouté à l’ordre du jour en séance."
    assert [row[:4] for row in chapter(report, "ordre-du-jour").rows] == [
        (1, "Suivi des décisions", None, True),
        (2, "Transport", "Principal", False),
        (3, "Divers", None, False),
    ]


def test_everybody_is_noted_once(held: Machine) -> None:
    """The last time that somebody was noted counts for all; who is not is expected still."""
    report = asked(held)

    assert attendance(report) == [
        ("ien", "présent", None),
        ("coordination", "présent", None),
        ("maire", "représenté", "cpc"),
        ("principal", "excusé", None),
        ("parc", "attendu", None),
    ]
    assert chapter(report, "presences").text == (
        "2 présents, 1 représenté, 1 excusé, aucun absent, 1 attendu.",
        "Présidence\u202f: IEN.",
        "Secrétariat\u202f: Coordination du TER.",
        "Représentation\u202f: Maire de Vars, par CPC.",
    )


def test_closing_may_say_nothing_of_people(laptop: Machine) -> None:
    """Those that were noted at the opening still are; once settled, nobody is expected."""
    furnish(laptop)
    hold(laptop, presents=("ien",), absents=("maire",))
    hold(laptop, fin=hour(5, 11))
    noted = [("ien", "présent", None), ("maire", "absent", None)]

    assert attendance(asked(laptop))[:2] == noted
    assert chapter(asked(laptop), "suite").text == (NOTHING,)
    laptop.record("ReleveValide", "S3", par="ien")
    report = asked(laptop)
    assert attendance(report) == noted
    assert chapter(report, "presences").text[0] == (
        "1 présent, aucun représenté, aucun excusé, 1 absent."
    )
    assert chapter(report, "points").text == (NOTHING,)


def test_noting_again_replaces_every_list(laptop: Machine) -> None:
    """Who was present and is now excused is no longer counted among the present."""
    furnish(laptop)
    hold(laptop, presents=("ien",), absents=("maire",))
    hold(laptop, excuses=("ien", "maire"))

    assert attendance(asked(laptop))[:2] == [("ien", "excusé", None), ("maire", "excusé", None)]
    seances = {row["code_affiche"]: row for row in laptop.session.ask(Seances()).named()}
    assert seances["S-2026-003"]["nb_presents"] == 0


def test_what_is_followed_is_told_as_of_the_day(held: Machine) -> None:
    """Of its instance: open on the séance's day, or closed since the last one held."""
    found = chapter(asked(held), "suivi")
    rows = [
        (row["code_affiche"], row["nb_jours_retard"], row["libelle_etat"]) for row in found.named()
    ]

    (told_of,) = found.text
    assert told_of.startswith("Depuis la séance du 1er octobre 2026\u202f: 1 exécutée, 1 en cours,")
    assert told_of.endswith("1 en retard, 1 permanente.")
    assert rows == [
        ("D-2026-001", 16, "à faire"),
        ("D-2026-003", None, "à faire"),
        ("D-2026-004", None, "à faire"),
        ("D-2026-002", None, "exécutée"),
    ]


def test_a_later_seance_follows_what_this_one_decided(held: Machine) -> None:
    """And no more what was closed before this one; what was closed since is."""
    found = chapter(asked(held, "S4"), "suivi")

    assert found.text[0].endswith("1 exécutée, 3 en cours, aucune en retard, 2 permanentes.")
    assert sorted(row[0][-1] for row in found.rows) == ["1", "3", "4", "6", "7", "8"]
    assert chapter(asked(held), "suite").text == (
        "S-2026-004, jeudi 10 décembre 2026 à 9\u202fh\u202f00.",
    )


def test_all_decisions_are_in_one_table(held: Machine) -> None:
    """Point by point, those of none last."""
    found = chapter(asked(held), "decisions")
    rows = [(row["point"], row["libelle"], row["echeance"]) for row in found.named()]

    assert found.title == "Décisions de la séance (3)"
    assert rows == [
        (2, f"{HOSTILE}.", date(2026, 12, 1)),
        (9, "Point inconnu", date(2026, 12, 2)),
        (None, "Sans point", None),
    ]
    assert all(row["sujet"].startswith("decision:") for row in found.named())


def test_it_is_asked_as_of_any_day(held: Machine) -> None:
    """Before it was held: who is expected, its agenda; every other chapter says it is empty."""
    report = asked(held, on=date(2026, 10, 25))

    assert report.title == "Relevé de conclusions — Comité technique"
    which, state = report.text
    assert which.startswith("Séance n°\u202f2 de 2026-2027 (S-2026-003), jeudi 5 novembre 2026, ")
    assert which.endswith("à 9\u202fh\u202f00. Collège, en visioconférence.")
    assert state == "Séance programmée\u202f: rien n’en est encore conclu."
    assert {presence for _, presence, _ in attendance(report)} == {"attendu"}
    assert chapter(report, "presences").text == ("4 attendus.",)
    assert len(chapter(report, "ordre-du-jour").rows) == 3
    assert chapter(report, "points").text == (NOTHING,)
    for name in ("decisions", "diffusion"):
        assert (chapter(report, name).rows, chapter(report, name).empty) == ((), NOTHING)


def test_its_state_is_told_with_what_to_do(laptop: Machine) -> None:
    """From its opening to the second version that is sent, each sending with its own version."""
    furnish(laptop)
    hold(laptop)
    assert "ter seance tenir S-2026-003 --fin" in states(laptop)[0]
    hold(laptop, fin=hour(5, 11), presents=("ien",))
    assert states(laptop)[0].startswith("Version 1, à valider\u202f: «")
    assert "de 9\u202fh\u202f00 à 11\u202fh\u202f00." in asked(laptop).text[0]

    laptop.record("ReleveValide", "S3", par="ien", prochaine_seance=date(2027, 1, 14))
    assert states(laptop) == ("Version 1, à diffuser. Relevé validé le 12 novembre 2026 par IEN.",)
    assert chapter(asked(laptop), "suite").text == ("Annoncée le jeudi 14 janvier 2027.",)
    laptop.record("ReleveDiffuse", "S3", destinataires=("ien",), canal="courriel")
    laptop.record("ReleveRectifie", "S3", motif="Un oubli [red]")
    assert states(laptop)[0].startswith("Version 2, à valider")
    assert states(laptop)[1] == "Version 1 rouverte le 12 novembre 2026\u202f: Un oubli [red]"

    laptop.record("ReleveValide", "S3", par="ien")
    laptop.record("ReleveDiffuse", "S3", destinataires=("parc", "ien"), canal="papier",
                  empreinte="9f86d081" + "0" * 56)  # fmt: skip
    assert states(laptop)[0].startswith("Version 2, diffusée. Relevé validé le")
    sent = chapter(asked(laptop), "diffusion").named()
    names = ("version", "canal", "destinataires", "empreinte_courte")
    assert [tuple(row[name] for name in names) for row in sent] == [
        (1, "courriel", ["ien"], None),
        (2, "papier", ["parc", "ien"], "9f86d081"),
    ]


def test_a_cancelled_seance_has_no_number(laptop: Machine) -> None:
    """It tells why, and the one after takes its number; the last one held is still the last."""
    furnish(laptop)
    later = meet(laptop, hour(10, month=12))
    laptop.record("SeanceAnnulee", "S3", motif="Neige", le=date(2026, 11, 4))
    decided(laptop, "Navette", date(2027, 1, 5))

    report = asked(laptop)

    assert report.text[0].startswith("Séance (S-2026-003), jeudi 5 novembre 2026")
    assert report.text[1] == "Séance annulée le 4 novembre 2026\u202f: Neige"
    assert chapter(report, "suivi").text[0].startswith("Depuis la séance du 1er octobre 2026")
    assert attendance(report) == []
    assert "n°\u202f2 de 2026-2027" in asked(laptop, later).text[0]


def test_an_unknown_seance_is_refused(laptop: Machine) -> None:
    """A code that names no séance, even if it names something else."""
    for code in ("S99", "copil"):
        with pytest.raises(UnknownCode):
            asked(laptop, code)
