"""What may be written, as a caller of `Session.record` sees it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ter_core import Entry, Written
from ter_core.errors import InvalidValue, KeyReused, NoActor, RuleBroken, UnknownCode
from ter_core.events import get
from ter_core.events.base import Confirmation
from ter_core.reports.evenements import Evenements
from ter_core.reports.reseau import Axes
from ter_core.vocabulary.choices import Modalite
from tests.ledger.conftest import Machine
from tests.ledger.network import refused


def test_numbers_follow_each_other_and_are_never_reused(laptop: Machine) -> None:
    """A number is 1 + the highest ever used in the school year, an annulled one included."""
    assert laptop.decide().name == "D-2026-001"
    assert laptop.decide().name == "D-2026-002"
    laptop.record("EvenementAnnule", evenement="D2", motif="Saisie deux fois")
    assert laptop.decide().name == "D-2026-003"
    last_year = laptop.decide(
        seance=None, hors_seance="courriel", echeance=date(2026, 7, 1), le=date(2026, 6, 30)
    )
    assert last_year.name == "D-2025-001"


def test_a_slug_is_proposed_from_the_label_and_made_unique(laptop: Machine) -> None:
    """Without a code, the label gives one; a label met twice gets a number."""
    from ter_core.vocabulary.choices import NatureOrganisme

    sure = (Confirmation(regle="doublon", motif="Deux mairies déléguées"),)
    mairie = {"nom": "Mairie de Vars", "nature": NatureOrganisme.COMMUNE, "confirme": sure}
    names = [laptop.record("OrganismeInscrit", **mairie).name for _ in range(2)]
    assert names == ["mairie-de-vars", "mairie-de-vars-2"]


def test_the_stored_event_is_resolved_and_dated(laptop: Machine) -> None:
    """Codes are stored as full subjects; the date of the fact is the séance's day."""
    laptop.clock[0] = laptop.clock[0].replace(day=14)
    record = laptop.decide().record
    assert record.donnees is not None
    assert record.donnees["responsables"] == ["acteur:principal"]
    assert record.donnees["seance"].startswith("seance:")
    assert record.survenu_le == "2026-11-12"
    assert record.sujet == f"decision:{record.id}"
    assert (record.apres, record.profondeur) == ((), 1)


def test_a_lot_is_whole_or_not_at_all(laptop: Machine) -> None:
    """One refused line writes nothing, says which line, and uses no number."""
    before = laptop.bytes()
    good = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    bad = get("DecisionExecutee")()
    with pytest.raises(UnknownCode) as caught:
        laptop.session.record(Entry(good), Entry(good), Entry(bad, "D99"))
    assert caught.value.where.startswith("événement 3 du lot")
    assert laptop.bytes() == before
    assert laptop.decide().name == "D-2026-001"


def test_a_lot_names_what_it_creates(laptop: Machine) -> None:
    """`ref` and `@ref` link the events of a lot, each judged on what the earlier ones did."""
    adopted = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    written = laptop.session.record(
        Entry(adopted, ref="x"), Entry(get("DecisionExecutee")(), "@x", on=date(2026, 11, 12))
    )
    assert [one.record.lot for one in written] == [f"{n}/2:{written[0].record.id}" for n in (1, 2)]
    assert written[1].record.apres == (written[0].record.id,)
    with pytest.raises(RuleBroken):
        laptop.record("DecisionExecutee", "D1")


def test_the_same_key_with_the_same_content_writes_once(laptop: Machine) -> None:
    """A key that comes back gives the events it made; with another content it is refused."""
    event = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    first = laptop.session.record(Entry(event, key="formulaire-7"))
    before = laptop.bytes()
    again = laptop.session.record(Entry(event, key="formulaire-7"))
    assert [one.record for one in again] == [one.record for one in first]
    with pytest.raises(KeyReused):
        laptop.session.record(Entry(event.with_values(libelle="B"), key="formulaire-7"))
    with pytest.raises(KeyReused):
        laptop.session.record(Entry(event, key="formulaire-7"), Entry(event))
    assert laptop.bytes() == before


def test_undo_repeats_from_the_last_event(laptop: Machine) -> None:
    """Each undo annuls the last event that counts, and takes its date."""
    laptop.decide()
    laptop.record("EcheanceReportee", "D1", echeance=date(2027, 4, 2), motif="Neige")
    laptop.record("DecisionExecutee", "D1", le=date(2026, 11, 12))
    adopted = laptop.session.preview(Entry(get("DecisionReouverte")(motif="x"), "D1"))
    assert len(adopted[0].draft.apres) == 1
    undone = [
        laptop.record("EvenementAnnule", evenement="D1", motif="Essai").record for _ in range(3)
    ]
    assert [one.survenu_le for one in undone] == ["2026-11-12"] * 3
    with pytest.raises(UnknownCode):
        laptop.record("EvenementAnnule", evenement="D1", motif="Plus rien")
    with pytest.raises(UnknownCode):
        laptop.record("DecisionExecutee", "D1")


def test_an_event_of_a_lot_is_undone_with_its_lot(laptop: Machine) -> None:
    """Annulling one event of a lot annuls them all, last first, in one lot."""
    event = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    written = laptop.session.record(Entry(event), Entry(event), Entry(event))
    undo = get("EvenementAnnule")(evenement="D2", motif="Lot saisi deux fois")
    undone = laptop.session.record(Entry(undo))
    named = [(one.record.donnees or {})["evenement"] for one in undone]
    assert named == [one.record.id for one in reversed(written)]
    assert {one.record.lot_first for one in undone} == {undone[0].record.id}


def test_what_others_cite_is_not_annulled_under_them(laptop: Machine) -> None:
    """The creation of a subject that another one cites can only be annulled after that one."""
    laptop.decide()
    before = laptop.bytes()
    with pytest.raises(RuleBroken, match="D-2026-001"):
        laptop.record("EvenementAnnule", evenement="S1", motif="Essai")
    assert laptop.bytes() == before


@pytest.mark.parametrize(
    ("name", "subject", "values", "error"),
    [
        ("DecisionExecutee", "D7", {}, UnknownCode),
        ("DecisionExecutee", "principal", {}, UnknownCode),
        ("DecisionExecutee", None, {}, InvalidValue),
        ("DecisionExecutee", "D1", {"le": date(2026, 11, 14)}, RuleBroken),
        ("DecisionExecutee", "D1", {"le": date(2026, 11, 11)}, RuleBroken),
        ("EcheanceReportee", "D1", {"echeance": date(2027, 3, 15), "motif": "x"}, RuleBroken),
        ("DecisionReouverte", "D1", {"motif": "x"}, RuleBroken),
        ("DecisionConfiee", "D1", {"responsables": ("maire",), "motif": "x"}, UnknownCode),
    ],
)
def test_a_refusal_leaves_the_log_as_it_was(
    laptop: Machine, name: str, subject: str | None, values: dict, error: type[Exception]
) -> None:
    """A broken rule, an unknown code or an impossible date writes nothing."""
    laptop.decide()
    before = laptop.bytes()
    with pytest.raises(error):
        laptop.record(name, subject, **values)
    assert laptop.bytes() == before


def test_a_correction_was_always_so(laptop: Machine) -> None:
    """A rectification takes the date of the decision; its author cannot choose another."""
    from ter_core.events.changes import changes_class

    laptop.decide()
    laptop.clock[0] = laptop.clock[0].replace(day=20)
    champs = changes_class(get("DecisionAdoptee"))(libelle="Ouvrir deux navettes")
    written = laptop.record("DecisionRectifiee", "D1", champs=champs, motif="Oubli")
    assert written.record.survenu_le == "2026-11-12"
    with pytest.raises(InvalidValue):
        laptop.record(
            "DecisionRectifiee", "D1", champs=champs, motif="Oubli", le=date(2026, 11, 20)
        )


def test_preview_writes_nothing_and_uses_nothing(laptop: Machine) -> None:
    """A preview shows the lot as it would be, and the next one gets the same number."""
    before = laptop.bytes()
    event = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    for _ in range(2):
        assert [one.name for one in laptop.session.preview(Entry(event))] == ["D-2026-001"]
    assert laptop.bytes() == before


def test_nobody_known_writes_nothing(laptop: Machine) -> None:
    """Without a known function on this machine, an append is refused with its remedy."""
    from attrs import evolve

    from ter_core import Session

    other = evolve(laptop.env, state_dir=laptop.folder / "ailleurs")
    with Session.open(laptop.folder, env=other) as session, pytest.raises(NoActor, match="init"):
        session.record(Entry(get("DecisionExecutee")(), "S1"))


def test_a_seance_may_be_written_down_after_it_was_held(laptop: Machine) -> None:
    """Programmed after the fact, it dates from the day it was held, and can be held that day."""
    from datetime import datetime

    from ter_core.vocabulary.choices import Modalite

    held = datetime(2026, 10, 8, 17, 0)  # noqa: DTZ001  # local French time, by design
    made = laptop.record(
        "SeanceProgrammee", instance="copil", debut=held, lieu="x", modalite=Modalite.VISIO
    )
    assert made.record.survenu_le == "2026-10-08"
    kept = laptop.record("SeanceTenue", made.name, debut=held, presents=("principal",))
    assert kept.record.survenu_le == "2026-10-08"


@pytest.mark.parametrize("key", ["", "a\x1b[31mb", "a\u202eb", "x" * 201, "a\nb"])
def test_a_key_is_a_short_plain_text(key: str) -> None:
    """A key that could not be stored as it is shown is refused before anything is judged."""
    with pytest.raises(InvalidValue, match="idempotence"):
        Entry(get("DecisionExecutee")(), "D1", key=key)


def test_a_key_is_found_again_however_it_is_spaced(laptop: Machine) -> None:
    """Space around a key is no part of it, when it is stored and when it is looked up."""
    event = get("DecisionAdoptee")(
        seance="S1", libelle="A", responsables=("principal",), echeance=date(2027, 1, 15)
    )
    first = laptop.session.record(Entry(event, key=" formulaire-7 "))
    again = laptop.session.record(Entry(event, key="formulaire-7"))
    assert [one.record for one in again] == [one.record for one in first]


def test_a_cancelled_seance_takes_no_decision(laptop: Machine) -> None:
    """The refusal says to cite the one that was held."""
    laptop.record(
        "SeanceProgrammee",
        instance="copil",
        debut=datetime(2026, 12, 3, 14),  # noqa: DTZ001  # local French time, by design
        lieu="Mairie",
        modalite=Modalite.PRESENTIEL,
        le=date(2026, 11, 2),
    )
    laptop.record("SeanceAnnulee", "S2", motif="Neige")
    with refused("« S-2026-002 » est annulée", "Citez celle qui s'est tenue"):
        laptop.decide(seance="S2")


def test_what_an_import_brought_is_annulled_without_its_trace(laptop: Machine) -> None:
    """In any order: the import was made, whatever becomes of what it brought."""

    def bring(number: int) -> list[Written]:
        axis = get("AxeDefini")(code=f"axe-{number}", numero=number, intitule="Essai")
        trace = get("ImportRealise")(source="Essai", empreinte="0" * 64, lignes=1, rejets=0)
        return laptop.session.record(Entry(axis), Entry(trace))

    first = bring(7)
    bring(8)

    laptop.record("EvenementAnnule", evenement=first[-1].record.id, motif="Mauvais fichier")

    codes = [row[0] for row in laptop.session.ask(Axes()).rows]
    assert codes == ["axe-8"]
    kinds = [row["type"] for row in laptop.session.ask(Evenements()).named()]
    assert kinds.count("ImportRealise") == 2
    assert kinds.count("EvenementAnnule") == 1
