"""What tables of the network call their columns: bodies, functions, schools, axes, séances."""

from __future__ import annotations

from ter_core.imports.tableau.champs import ANYONE, Champ, Table
from ter_core.vocabulary.choices import (
    Modalite,
    NatureEtablissement,
    NatureInstance,
    NatureOrganisme,
    Role,
    Secteur,
)
from ter_core.vocabulary.levels import Cycle, Degre

__all__ = ["NETWORK_TABLES"]

_CODE = Champ("code", "Code", "code", ("identifiant", "ref"))
_ORGANISMES = Table(
    name="organismes",
    label="organismes partenaires",
    kind="organisme",
    question="organismes",
    needed=("nom",),
    states=(("inscrit", ("inscrit", "actif", "active", "oui", "en cours")),
            ("retire", ("retiré", "retirée", "inactif", "ancien", "non"))),
    fields=(
        _CODE,
        Champ("nom", "Nom", names=(
            "partenaire", "partenaires", "organisme", "structure", "nom du partenaire",
            "denomination", "association", "raison sociale", "nom de l organisme",
            "nom de la structure")),
        Champ("nature", "Nature", "choix", (
            "type", "statut", "categorie", "type de partenaire", "type de structure"),
            column="libelle_nature", choices=NatureOrganisme, words=(
            ("mairie", "commune"), ("collectivite", "commune"), ("com com", "epci"),
            ("communaute de communes", "epci"), ("asso", "association"), ("club", "association"),
            ("conseil departemental", "departement"), ("societe", "entreprise"),
            ("prive", "entreprise"), ("musee", "culture"), ("pnr", "parc"))),
        Champ("siren", "SIREN", "identifiant", ("siret", "n siren")),
        Champ("code_insee", "Code INSEE", "identifiant", ("insee", "code commune")),
        Champ("etat", "État", "etat", column="libelle_etat"),
    ),
)  # fmt: skip

_ACTEURS = Table(
    name="acteurs",
    label="acteurs",
    kind="acteur",
    question="acteurs",
    needed=("qualite", "roles"),
    states=(("actif", ("en fonction", "actif", "active", "oui")),
            ("retire", ("retiré", "retirée", "parti", "non"))),
    fields=(
        _CODE,
        Champ("qualite", "Qualité", names=("fonction", "poste", "titre")),
        Champ("roles", "Rôles", "choix_liste", ("role", "role s"), column="libelles_roles",
              choices=Role),
        Champ("organisme", "Organisme", "reference", ("structure",), column="code_organisme",
              to=("organisme",)),
        Champ("etablissement", "Établissement", "reference", ("ecole", "uai"),
              column="code_etablissement", to=("etablissement",)),
        Champ("etat", "État", "etat", column="libelle_etat"),
    ),
)  # fmt: skip

_ETABLISSEMENTS = Table(
    name="etablissements",
    label="établissements",
    kind="etablissement",
    question="etablissements",
    needed=("uai", "nom"),
    states=(("rattache", ("dans le réseau", "ouvert", "oui")),
            ("retire", ("retiré", "fermé", "fermée", "non"))),
    fields=(
        _CODE,
        Champ("nom", "Nom", names=("etablissement", "ecole", "nom de l ecole")),
        Champ("uai", "UAI", "identifiant", ("rne", "code uai", "numero uai")),
        Champ("nature", "Nature", "choix", ("type",), column="libelle_nature",
              choices=NatureEtablissement),
        Champ("degre", "Degré", "choix", choices=Degre),
        Champ("secteur", "Secteur", "choix", ("statut",), column="libelle_secteur",
              choices=Secteur),
        Champ("code_insee", "Code INSEE", "identifiant", ("insee", "code commune")),
        Champ("rpi", "RPI", names=("regroupement",)),
        Champ("date", "Rattaché le", "jour", ("depuis le",), column="date_rattachement"),
        Champ("etat", "État", "etat", column="libelle_etat"),
    ),
)  # fmt: skip

_AXES = Table(
    name="axes",
    label="axes",
    kind="axe",
    question="axes",
    needed=("numero", "intitule"),
    fields=(
        _CODE,
        Champ("numero", "Numéro", "nombre", ("n", "axe")),
        Champ("intitule", "Intitulé", names=("libelle", "titre", "orientation")),
    ),
)

_INSTANCES = Table(
    name="instances",
    label="instances",
    kind="instance",
    question="instances",
    needed=("nom", "nature"),
    fields=(
        _CODE,
        Champ("nom", "Nom", names=("instance", "comite")),
        Champ("nature", "Nature", "choix", ("type", "nature mot"), column="libelle_nature",
              choices=NatureInstance),
        Champ("presidence", "Présidence", "references", ("president", "presidents", "preside par"),
              to=ANYONE),
        Champ("membres", "Membres", "references", ("composition", "participants"), to=ANYONE),
        Champ("min_par_an", "Minimum enregistré", "nombre", ("seances par an",)),
    ),
)  # fmt: skip

_SEANCES = Table(
    name="seances",
    label="séances",
    kind="seance",
    question="seances",
    needed=("instance", "debut"),
    states=(
        ("programmee", ("programmée", "prévue", "à venir")),
        ("annulee", ("annulée", "annulé")),
        ("tenue", ("tenue", "relevé validé", "relevé diffusé", "faite", "réalisée")),
    ),
    fields=(
        Champ("code", "Séance", "numero", ("code", "n"), column="code_affiche"),
        Champ("debut", "Début", "heure", ("date", "date et heure")),
        Champ("instance", "Code de l'instance", "reference", ("instance", "reunion"),
              column="code_instance", to=("instance",)),
        Champ("etat", "État", "etat", column="libelle_etat"),
        Champ("lieu", "Lieu"),
        Champ("modalite", "Modalité", "choix", column="libelle_modalite", choices=Modalite,
              words=(("visio", "visio"), ("presentiel", "presentiel"), ("hybride", "hybride"))),
        Champ("fin", "Fin", "heure"),
    ),
)  # fmt: skip

_EFFECTIFS = Table(
    name="effectifs",
    label="effectifs",
    kind="etablissement",
    question="effectifs",
    needed=("etablissement", "effectif", ("niveau", "cycle", "population")),
    fields=(
        Champ(
            "etablissement",
            "Établissement",
            "reference",
            ("ecole", "uai"),
            column="code_etablissement",
            to=("etablissement",),
        ),
        Champ("population", "Population", column="libelle_population"),
        Champ("niveau", "Niveau", "niveaux", ("niveau mot",), column="libelle_niveau"),
        Champ("groupe", "Classe"),
        Champ("cycle", "Cycle", "choix", choices=Cycle),
        Champ("effectif", "Effectif", "nombre", ("eleves", "nombre d eleves")),
        Champ("date", "Constaté le", "jour", ("date",), column="date_constat"),
        Champ("source", "Source"),
    ),
)


NETWORK_TABLES = (
    _ORGANISMES, _ACTEURS, _ETABLISSEMENTS, _AXES, _INSTANCES, _SEANCES, _EFFECTIFS,
)  # fmt: skip
