"""What tables of links, ideas, indicators and money call their columns."""

from __future__ import annotations

from ter_core.imports.tableau.champs import ANYONE, Champ, Table
from ter_core.vocabulary.choices import (
    Apport,
    NatureAction,
    Public,
    SensIndicateur,
    SuiteAction,
    Volet,
)

__all__ = ["FOLLOWED_TABLES"]

_CODE = Champ("code", "Code", "code", ("identifiant", "ref"), column="code_affiche")
_SHORT = Champ("code", "Identifiant", "code", column="id_court")
_ACTION = Champ("action", "Action", "reference", ("action liee", "projet"), column="code_action",
                to=("action",))  # fmt: skip
_AXE = Champ("axe", "Axe", "reference", ("axe du ter", "orientation"), column="code_axe",
             to=("axe",))  # fmt: skip
_PUBLICS = Champ("publics", "Publics", "choix_liste", ("public", "destinataires", "a qui"),
                 choices=Public)  # fmt: skip

_PARTENARIATS = Table(
    name="partenariats",
    label="partenariats",
    kind="partenariat",
    question="partenariats",
    needed=("organisme", "objet", "debut"),
    fields=(
        _CODE,
        Champ("objet", "Objet", names=("objet du partenariat", "contenu")),
        Champ("organisme", "Organisme", "reference", ("partenaire", "structure"),
              column="code_organisme", to=("organisme",)),
        Champ("apports", "Apports", "choix_liste", ("apport",), column="libelles_apports",
              choices=Apport),
        Champ("debut", "Début", "debut", ("date de debut", "du", "noue le", "depuis le")),
        Champ("fin", "Fin", "fin", ("date de fin", "au", "jusqu au")),
        Champ("fin_initiale", "Fin initiale", "fin"),
        Champ("reconduction", "Dernière reconduction", "jour", ("reconduit le",),
              column="date_reconduction"),
        Champ("reconductions", "Reconductions", "nombre", column="nb_reconductions"),
        Champ("cloture", "Clos le", "jour", column="date_cloture"),
        Champ("motif", "Clos parce que", column="motif_cloture"),
        _ACTION,
        Champ("date", "Date du fait", "jour", column="date_enregistrement"),
    ),
)  # fmt: skip

_RENCONTRES = Table(
    name="rencontres",
    label="rencontres",
    kind="rencontre",
    question="rencontres",
    needed=("objet", "date", ("organismes", "etablissements"), "suites"),
    fields=(
        _SHORT,
        Champ("date", "Le", "jour", ("date", "date de la rencontre"), column="date_rencontre"),
        Champ("objet", "Objet", names=("sujet", "rencontre", "objet de la rencontre")),
        Champ("organismes", "Organismes", "references", ("organisme", "partenaires", "avec"),
              to=("organisme",)),
        Champ("etablissements", "Établissements", "references", ("ecoles", "ecole"),
              to=("etablissement",)),
        Champ("suites", "Suites", names=("suite", "suites donnees", "a retenir")),
    ),
)  # fmt: skip

_INFORMATIONS = Table(
    name="informations",
    label="informations",
    kind="information",
    question="informations",
    needed=("objet", "publics", "canal"),
    fields=(
        _CODE,
        Champ("objet", "Objet", names=("information", "message", "sujet")),
        Champ("date", "Envoyée le", "jour", ("date", "date d envoi", "diffusee le"),
              column="date_diffusion"),
        Champ("retour_attendu", "Réponse attendue le", "jour", ("reponse pour le",)),
        _PUBLICS,
        Champ("canal", "Canal", names=("moyen", "par")),
        Champ("repondants", "De", "references", to=ANYONE),
        Champ("retours", "Ce qui est répondu"),
    ),
)  # fmt: skip

_APPRECIATIONS = Table(
    name="appreciations",
    label="réussites, difficultés et perspectives",
    kind="appreciation",
    question="appreciations",
    needed=("nature", "texte"),
    states=(
        ("reussite", ("réussite", "réussites", "point fort")),
        ("difficulte", ("difficulté", "difficultés", "point faible")),
        ("perspective", ("perspective", "perspectives", "piste")),
    ),
    fields=(
        _SHORT,
        Champ("date", "Le", "jour", ("date",), column="date_appreciation"),
        Champ("nature", "Nature", "etat", ("type",), column="libelle_nature"),
        Champ("texte", "Texte", names=("appreciation", "constat")),
        _AXE,
        _ACTION,
    ),
)  # fmt: skip

_INITIATIVES = Table(
    name="initiatives",
    label="initiatives",
    kind="initiative",
    question="initiatives",
    needed=("idee", "domaine"),
    states=(
        ("proposee", ("proposée", "à étudier")),
        ("retenue", ("retenue", "acceptée")),
        ("ecartee", ("écartée", "refusée", "abandonnée")),
    ),
    fields=(
        _CODE,
        Champ("idee", "Idée", names=("initiative", "proposition")),
        Champ("date", "Proposée le", "jour", ("date",), column="date_proposition"),
        Champ("etat", "État", "etat", ("statut",), column="libelle_etat"),
        Champ("date_etat", "Depuis le", "jour"),
        Champ("domaine", "Domaine", "choix", ("theme", "thematique"), column="libelle_domaine",
              choices=NatureAction),
        _ACTION,
        Champ("motif", "Écartée parce que", names=("motif",)),
        Champ("interdegre", "Inter-degrés", "oui_non", column="est_interdegres"),
    ),
)  # fmt: skip

_RESSOURCES = Table(
    name="ressources",
    label="ressources mutualisées",
    kind="ressource",
    question="ressources",
    needed=("titre", ("lien", "licence")),
    fields=(
        _CODE,
        Champ("titre", "Titre", names=("ressource", "document", "intitule")),
        Champ("niveaux", "Niveaux", "niveaux", ("niveau", "classes")),
        Champ("date", "Depuis le", "jour", ("date", "partagee le"), column="date_mutualisation"),
        Champ("lien", "Lien", names=("adresse", "ou", "ou la trouver")),
        Champ("licence", "Licence"),
    ),
)

_BONNES_PRATIQUES = Table(
    name="bonnes_pratiques",
    label="bonnes pratiques",
    kind="bonne_pratique",
    question="bonnes-pratiques",
    needed=("titre", ("resume", "date", "etapes")),
    fields=(
        _CODE,
        Champ("titre", "Titre", names=("bonne pratique", "pratique")),
        _ACTION,
        Champ("date", "Repérée le", "jour", column="date_reperage"),
        Champ("publication", "Fiche publiée le", "jour", column="date_publication"),
        Champ("resume", "Résumé"),
        Champ("contexte", "Contexte"),
        Champ("etapes", "Étapes"),
        Champ("moyens", "Moyens"),
        Champ("effets", "Effets"),
        Champ("conditions", "Conditions de réussite"),
        Champ("vigilance", "Points de vigilance"),
        Champ("transferabilite", "Transférabilité", "nombre"),
        Champ("licence", "Licence"),
        Champ("envois", "Diffusions, une à une", column="diffusions_saisies"),
        Champ("reprises", "Reprises, une à une", column="reprises_saisies"),
    ),
)

_INDICATEURS = Table(
    name="indicateurs",
    label="indicateurs",
    kind="indicateur",
    question="indicateurs",
    needed=("intitule", "unite"),
    fields=(
        _CODE,
        Champ("intitule", "Intitulé", names=("indicateur", "libelle")),
        Champ("mode_calcul", "Mode de calcul", names=("calcul", "definition")),
        Champ("unite", "Unité"),
        Champ("sens", "Attendu", "choix", ("sens", "sens mot"), column="libelle_sens",
              choices=SensIndicateur),
        Champ("reference", "Référence", "nombre", ("valeur de depart", "depart")),
        Champ("cible", "Cible", "nombre", ("objectif", "valeur cible")),
        _AXE,
        _ACTION,
        Champ("date", "Défini le", "jour", column="date_definition"),
        Champ("valeur", "Valeur", "nombre", ("mesure",)),
        Champ("mesure", "Mesurée le", "jour", ("date de la mesure",), column="date_mesure"),
        Champ("source", "Source"),
        Champ("mesures", "Mesures de l'année", "nombre", column="nb_mesures"),
    ),
)  # fmt: skip

_FINANCEMENTS = Table(
    name="financements",
    label="financements",
    kind="financement",
    question="financements",
    needed=("enveloppe", "montant"),
    fields=(
        _CODE,
        Champ("enveloppe", "Enveloppe", names=("financement", "credits", "source")),
        Champ("montant", "Accordé (€)", "montant", ("montant", "somme", "accorde")),
        Champ("organisme", "Organisme", "reference", ("financeur",), column="code_organisme",
              to=("organisme",)),
        _ACTION,
        Champ("annee_scolaire", "Année scolaire", names=("annee",)),
        Champ("date", "Accordé le", "jour", ("date",), column="date_accord"),
        Champ("depenses", "Dépenses, une à une", column="depenses_saisies"),
    ),
)  # fmt: skip

_EVALUATIONS = Table(
    name="evaluations",
    label="évaluations",
    kind="action",
    question="evaluations",
    needed=("action", "criteres"),
    fields=(
        _ACTION,
        Champ("date", "Évaluée le", "jour", ("date",), column="date_evaluation"),
        Champ(
            "suite",
            "Suite",
            "choix",
            ("suite proposee",),
            column="libelle_suite",
            choices=SuiteAction,
        ),
        Champ("criteres", "Critères", names=("notes",)),
        Champ("nombre", "Évaluations dans l'année", "nombre", column="nb_evaluations"),
    ),
)

_MISSIONS = Table(
    name="missions",
    label="missions",
    kind="mission",
    question="missions",
    needed=("annee_scolaire", "volets"),
    states=(
        ("en_cours", ("en cours", "à venir", "échue")),
        ("terminee", ("terminée", "finie")),
    ),
    fields=(
        _CODE,
        Champ("annee_scolaire", "Année scolaire", names=("annee",)),
        Champ("annees", "Années", column="annees_scolaires"),
        Champ("volets", "Volets", "choix_liste", column="libelles_volets", choices=Volet),
        Champ("quotite", "Quotité (%)", "nombre", ("quotite",)),
        Champ("debut", "Début", "jour"),
        Champ("fin", "Fin", "jour"),
        Champ("fin_initiale", "Fin initiale", "jour"),
        Champ("renouvellement", "Dernier renouvellement", "jour", column="date_renouvellement"),
        Champ("revisions", "Révisions", "nombre", column="nb_revisions"),
        Champ("etat", "État", "etat", column="libelle_situation"),
        Champ("terminaison", "Terminée le", "jour", column="date_terminaison"),
        Champ("successeur", "Successeur", "reference", to=ANYONE),
        Champ("date", "Confiée le", "jour", column="date_enregistrement"),
    ),
)

FOLLOWED_TABLES = (
    _PARTENARIATS, _RENCONTRES, _INFORMATIONS, _APPRECIATIONS, _INITIATIVES, _RESSOURCES,
    _BONNES_PRATIQUES, _INDICATEURS, _FINANCEMENTS, _EVALUATIONS, _MISSIONS,
)  # fmt: skip
