"""Words of the questions, generated from the classes by `make index`."""

# ruff: noqa: E501
# fmt: off

QUESTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("suivi", "ter_core.reports.suivi", "Suivi des décisions", "Où en sont les décisions : responsables, échéances, retards. Sans filtre, les ouvertes."),
    ("calendrier", "ter_core.reports.calendrier", "Calendrier", "Les séances et les échéances à venir, à partir de la date d'observation."),
    ("historique", "ter_core.reports.historique", "Historique", "L'histoire d'un sujet : ce qui a été enregistré, par qui, quand, et ce qui a été annulé."),
    ("seances", "ter_core.reports.seances", "Séances", "Les séances des instances : dates, présents, décisions, état du relevé."),
    ("actions", "ter_core.reports.actions", "Actions", "Où en sont les actions de l'année scolaire : avancement, participations, feu."),
    ("participations", "ter_core.reports.participations", "Participations", "Les participations de l'année scolaire : qui est venu à quelle action, quel jour."),
    ("eleves-touches", "ter_core.reports.touches", "Élèves touchés", "Combien d'élèves ont été touchés, entre deux bornes, par niveau, axe ou mois."),
    ("enseignants-touches", "ter_core.reports.touches", "Enseignants touchés", "Combien d'enseignants ont été touchés, entre deux bornes, par établissement ou axe."),
    ("couverture", "ter_core.reports.couverture", "Couverture du réseau", "Quelle part du réseau est touchée : écoles, niveaux, communes, et ce qui ne l'est jamais."),
    ("appreciations", "ter_core.reports.appreciations", "Appréciations", "Les réussites, difficultés et perspectives de l'année scolaire, pour le bilan."),
    ("bilan", "ter_core.reports.bilan", "Bilan", "Le bilan d'une année : ses chiffres, ses textes, ce qui n'a pas été touché."),
    ("bilan-chiffres", "ter_core.reports.bilan_chiffres", "Chiffres du bilan", "Tous les chiffres du bilan d'une année : clé, définition, valeur ou bornes, N-1."),
    ("preuve", "ter_core.reports.preuve", "Preuve d'un chiffre", "Ce qu'il y a derrière un chiffre du bilan : sa définition, et chaque pièce qui le fait."),
    ("comparer", "ter_core.reports.comparer", "Comparaison", "Ce qui a changé entre deux dates, ou entre deux années scolaires."),
    ("bilans", "ter_core.reports.bilans", "Bilans arrêtés", "Les bilans arrêtés, version par version : quand, par qui, et à qui ils sont allés."),
    ("conflits", "ter_core.reports.conflits", "Conflits à trancher", "Les saisies qui se contredisent, à trancher avec « ter conflit trancher »."),
    ("evenements", "ter_core.reports.evenements", "Événements", "Les événements du journal, tels qu'ils ont été enregistrés."),
    ("etablissements", "ter_core.reports.etablissements", "Établissements", "Les écoles, collèges et lycées, leurs codes et leur effectif de l'année."),
    ("effectifs", "ter_core.reports.etablissements", "Effectifs", "Les effectifs constatés dans l'année scolaire, par niveau, par classe ou par cycle."),
    ("acteurs", "ter_core.reports.reseau", "Acteurs du réseau", "Les fonctions exercées dans le réseau, et leurs codes."),
    ("organismes", "ter_core.reports.reseau", "Organismes", "Les organismes du territoire et leurs codes."),
    ("instances", "ter_core.reports.reseau", "Instances", "Les instances, leurs membres et leurs séances."),
    ("axes", "ter_core.reports.reseau", "Axes de la convention", "Les axes de la convention, leurs actions et leurs décisions."),
)
