"""What a table may hold, and what its authors call the columns."""

from __future__ import annotations

from ter_core.imports.tableau.champs import ANYONE, CLOSED, Champ, Reading, Table
from ter_core.imports.tableau.followed_tables import FOLLOWED_TABLES
from ter_core.imports.tableau.network_tables import NETWORK_TABLES
from ter_core.vocabulary.choices import NatureAction

__all__ = ["CLOSED", "TABLES", "Champ", "Reading", "Table", "table_named"]

_STATE = ("statut", "avancement", "situation", "etat d avancement", "realisation", "fait")
_MOTIF = Champ("motif", "Motif", names=("raison", "pourquoi", "motif de cloture"))
_DECISIONS = Table(
    name="decisions",
    label="décisions",
    kind="decision",
    question="suivi",
    needed=("libelle",),
    states=(
        ("a_faire", ("à faire", "a venir", "non commencé", "pas commencé", "prévu", "prévue",
                     "planifié", "planifiée", "non", "non fait", "a lancer", "ouverte", "0")),
        ("en_cours", ("en cours", "commencé", "engagé", "engagée", "démarré", "en partie",
                      "partiellement", "partiel", "lancé", "lancée")),
        ("bloquee", ("bloquée", "bloqué", "en attente", "attente", "suspendue", "suspendu")),
        ("executee", ("exécutée", "exécuté", "fait", "faite", "réalisé", "réalisée", "terminé",
                      "terminée", "clos", "close", "ok", "oui", "x", "soldé", "soldée", "fini",
                      "achevé", "achevée", "100", "100 %")),
        ("abandonnee", ("abandonnée", "abandonné", "annulée", "annulé", "sans suite")),
        ("remplacee", ("remplacée", "remplacé")),
    ),
    fields=(
        Champ("code", "Décision", "numero", ("code", "n", "numero", "ref", "reference", "decision"),
              column="code_affiche"),
        Champ("libelle", "Libellé", names=(
            "decision", "decisions", "intitule", "objet", "que faire", "tache", "a faire", "quoi",
            "decision prise", "relevé de decision", "description", "point de suivi")),
        Champ("responsables", "Responsables", "references", (
            "responsable", "pilote", "pilotes", "qui", "porteur", "referent", "en charge",
            "par qui", "acteur", "suivi par", "personne en charge"), to=ANYONE),
        Champ("contributeurs", "Contributeurs", "references", (
            "avec", "avec qui", "associes", "partenaires", "contributeur", "en lien avec"),
            to=ANYONE),
        Champ("echeance", "Échéance", "fin", (
            "date limite", "pour quand", "pour le", "delai", "date butoir", "date d echeance",
            "date prevue", "quand", "deadline", "a faire avant", "avant le", "terme")),
        Champ("echeance_initiale", "Échéance initiale", "fin"),
        Champ("permanente", "Permanente", names=("sans echeance", "decision permanente")),
        Champ("priorite", "Priorité", "choix", ("urgence", "importance"), words=(
            ("1", "1"), ("2", "2"), ("3", "3"), ("haute", "1"), ("urgent", "1"), ("urgente", "1"),
            ("elevee", "1"), ("forte", "1"), ("normale", "2"), ("moyenne", "2"), ("basse", "3"),
            ("faible", "3"))),
        Champ("etat", "État", "etat", _STATE, column="libelle_etat"),
        Champ("date_etat", "Dans cet état depuis", "jour", (
            "fait le", "date de realisation", "realisee le", "executee le", "termine le",
            "date de cloture", "date d execution", "depuis le", "date etat")),
        Champ("pourcentage", "Avancement (%)", "nombre", ("pourcentage", "taux", "avancement")),
        Champ("frein", "Frein", names=("freins", "blocage", "obstacle", "difficulte")),
        Champ("commentaire", "Commentaire", names=(
            "commentaires", "observation", "observations", "remarque", "remarques", "suivi",
            "note", "notes", "precisions")),
        Champ("preuve", "Preuve", names=("justificatif", "livrable", "attestation")),
        Champ("instance", "Instance", "reference", (
            "reunion", "comite", "lieu de decision", "prise par", "prise en", "origine"),
            column="code_instance", to=("instance",)),
        Champ("seance", "Séance", "reference", ("seance du",), column="code_seance",
              to=("seance",)),
        Champ("point", "Point", "nombre", ("point de l ordre du jour",)),
        Champ("date", "Adoptée le", "jour", (
            "date", "date de la decision", "date de decision", "date de la seance", "prise le",
            "date de reunion", "date de la reunion", "decidee le", "le", "seance du"),
            column="date_adoption"),
        Champ("hors_seance", "Hors séance", names=("canal", "hors seance par")),
        Champ("axe", "Axe", "reference", (
            "axe du ter", "orientation", "axe de la convention", "axe strategique"),
            column="code_axe", to=("axe",)),
        Champ("action", "Action", "reference", ("action liee",), column="code_action",
              to=("action",)),
        Champ("remplacee_par", "Remplacée par", "numero"),
        _MOTIF,
    ),
)  # fmt: skip

_ACTIONS = Table(
    name="actions",
    label="actions",
    kind="action",
    question="actions",
    needed=("intitule", ("debut", "dates", "fin")),
    states=(
        ("inscrite", ("inscrite", "à venir", "en cours", "prévue", "prévu", "réalisée", "réalisé",
                      "passée", "passée, sans participation", "faite", "fait", "reprise",
                      "programmée", "reconduite", "planifiée")),
        ("suspendue", ("suspendue", "suspendu", "en attente", "reportée", "reporté")),
        ("terminee", ("terminée", "terminé", "close", "finie", "achevée", "arrêtée")),
        ("annulee", ("annulée", "annulé", "abandonnée", "abandonné", "supprimée")),
    ),
    fields=(
        Champ("code", "Action", "numero", ("code", "n", "numero", "ref", "reference", "action"),
              column="code_affiche"),
        Champ("intitule", "Intitulé", names=(
            "action", "actions", "projet", "titre", "nom de l action", "nom du projet",
            "intitule de l action", "intitule du projet", "libelle", "objet")),
        Champ("axe", "Axe", "reference", (
            "axe du ter", "orientation", "axe de la convention", "axe strategique"),
            column="code_axe", to=("axe",)),
        Champ("nature", "Nature", "choix", (
            "type", "type d action", "domaine", "thematique", "theme", "nature de l action",
            "nature mot"), column="libelle_nature", choices=NatureAction, words=(
            ("eps", "sport"), ("sportif", "sport"), ("sportive", "sport"),
            ("artistique", "culture"),
            ("culturel", "culture"), ("culturelle", "culture"), ("arts", "culture"),
            ("eac", "culture"), ("edd", "sciences_edd"), ("sciences", "sciences_edd"),
            ("scientifique", "sciences_edd"), ("developpement durable", "sciences_edd"),
            ("liaison", "liaison"), ("liaison cm2 6e", "liaison"), ("liaison cm2 6eme", "liaison"),
            ("orientation", "orientation_metiers"), ("metiers", "orientation_metiers"),
            ("parents", "famille"), ("parentalite", "famille"), ("pedagogie", "pedagogique"))),
        Champ("porteur", "Porteur", "reference", (
            "responsable", "pilote", "referent", "qui", "porte par", "porteur du projet",
            "responsable de l action", "coordonnateur", "en charge"), to=ANYONE),
        Champ("etablissements", "Établissements", "references", (
            "etablissement", "ecoles", "ecole", "ecoles concernees", "ecole s concernee s",
            "etablissements concernes", "etablissement s", "structures", "lieux concernes"),
            to=("etablissement",)),
        Champ("niveaux", "Niveaux", "niveaux", (
            "niveau", "classes", "classe", "public", "niveaux concernes", "classes concernees",
            "niveau s", "classe s", "public concerne")),
        Champ("partenaires", "Partenaires", "references", (
            "partenaire", "partenaire s", "intervenants", "avec", "intervenant"),
            to=("organisme",)),
        Champ("debut", "Début", "debut", (
            "date de debut", "du", "date debut", "commence le", "debut le", "date", "a partir du")),
        Champ("fin", "Fin", "fin", ("date de fin", "au", "date fin", "jusqu au", "termine le",
                                    "echeance")),
        Champ("dates", "Dates", "jours", (
            "periode", "quand", "calendrier", "date s", "date", "dates et periode")),
        Champ("lieu", "Lieu", names=("ou", "endroit", "lieux", "site")),
        Champ("eleves_prevus", "Élèves prévus", "nombre", (
            "eleves", "nombre d eleves", "nb eleves", "effectif", "effectif prevu",
            "nombre d eleves prevus", "nb d eleves", "nbre d eleves", "nombre d eleves concernes")),
        Champ("budget_prevu", "Budget prévu (€)", "montant", (
            "budget", "cout", "montant", "budget previsionnel", "cout prevu", "budget prevu")),
        Champ("decision", "Décision", "numero", ("decision liee",), column="code_decision"),
        Champ("objectif", "Objectif", names=("objectifs", "but", "finalite")),
        Champ("description", "Description", names=(
            "contenu", "deroulement", "detail", "details", "descriptif", "resume")),
        Champ("dispositif", "Dispositif", names=("cadre", "dispositifs")),
        Champ("source", "Source", names=("fiche action", "document")),
        Champ("etat", "État enregistré", "etat", ("etat", *_STATE), column="libelle_etat"),
        Champ("date_etat", "Dans cet état depuis", "jour", ("date etat", "annulee le")),
        _MOTIF,
    ),
)  # fmt: skip

_PARTICIPATIONS = Table(
    name="participations",
    label="participations",
    kind="participation",
    question="participations",
    needed=("action", ("date", "dates")),
    fields=(
        Champ("action", "Action", "reference", (
            "projet", "intitule", "code action", "nom de l action", "intitule de l action",
            "activite"), column="code_action", to=("action",)),
        Champ("date", "Le", "jour", (
            "date", "jour", "date de l action", "date de la participation", "date de seance",
            "seance du", "quand"), column="date_participation"),
        Champ("du", "Depuis le", "jour", ("du", "premier jour", "debut", "date de debut")),
        Champ("dates", "Dates", "jours", ("periode",)),
        Champ("etablissement", "Établissement", "reference", (
            "ecole", "etablissements", "ecole etablissement", "structure", "uai", "rne",
            "ecole ou college", "nom de l ecole"), to=("etablissement",)),
        Champ("niveau", "Niveau", "groupe", (
            "niveaux", "niveau s", "classe niveau", "niveau de classe")),
        Champ("groupe", "Classe", names=("groupe", "classes", "classe s", "nom de la classe")),
        Champ("eleves", "Élèves", "nombre", (
            "nombre d eleves", "nb eleves", "nb d eleves", "nbre eleves", "nbre d eleves",
            "effectif", "eleves presents", "nombre eleves", "nombre", "eleves concernes",
            "nombre d eleves concernes", "effectifs"), column="nb_eleves"),
        Champ("filles", "Dont filles", "nombre", ("filles", "nombre de filles", "nb filles"),
              column="nb_filles"),
        Champ("lignes", "Élèves, groupe par groupe", "groupes"),
        Champ("groupes", "Groupes", "groupes", ("groupes saisis",), column="groupes"),
        Champ("equipes", "Équipes", "equipes", ("equipes saisies",), column="equipes"),
        Champ("enseignants", "Enseignants présents", "equipes", (
            "enseignants", "nombre d enseignants", "nb enseignants", "nb d enseignants",
            "professeurs", "nombre de professeurs", "enseignants saisis"), column="nb_enseignants"),
        Champ("autres_professionnels", "Autres professionnels", "nombre", (
            "professionnels", "intervenants", "aesh", "nombre d intervenants")),
        Champ("accompagnateurs", "Accompagnateurs", "nombre", (
            "accompagnants", "adultes", "benevoles", "nombre d accompagnateurs",
            "parents accompagnateurs")),
        Champ("familles", "Familles présentes", "nombre", (
            "familles", "parents", "nombre de familles", "nb familles", "nombre de parents")),
        Champ("partenaires", "Partenaires", "references", ("partenaire", "partenaire s"),
              to=("organisme",)),
        Champ("heures", "Heures", "nombre", (
            "duree", "nombre d heures", "duree en heures", "nb heures")),
        Champ("lieu", "Lieu", names=("ou", "endroit", "site")),
        Champ("estimation", "Environ", "oui_non", ("estimation", "estime"),
              column="est_estimation"),
        Champ("etablissements", "Établissements venus", "references", column="etablissements",
              to=("etablissement",)),
    ),
)  # fmt: skip

TABLES = (_DECISIONS, _ACTIONS, _PARTICIPATIONS, *NETWORK_TABLES, *FOLLOWED_TABLES)
_SYNONYMS = {"partenaires": "organismes", "suivi": "decisions"}


def table_named(name: str) -> Table | None:
    """The sort of table of that name."""
    wanted = _SYNONYMS.get(name, name)
    return next((one for one in TABLES if one.name == wanted), None)
