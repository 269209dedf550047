"""Words of the questions, generated from the classes by `make index`."""

# ruff: noqa: E501
# fmt: off

QUESTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("suivi", "ter_core.reports.suivi", "Suivi des décisions", "Où en sont les décisions : responsables, échéances, retards. Sans filtre, les ouvertes."),
    ("calendrier", "ter_core.reports.calendrier", "Calendrier", "Les séances et les échéances à venir, à partir de la date d'observation."),
    ("historique", "ter_core.reports.historique", "Historique", "L'histoire d'un sujet : ce qui a été enregistré, par qui, quand, et ce qui a été annulé."),
    ("seances", "ter_core.reports.seances", "Séances", "Les séances des instances : dates, présents, décisions, état du relevé."),
    ("conflits", "ter_core.reports.conflits", "Conflits à trancher", "Les saisies qui se contredisent, à trancher avec « ter conflit trancher »."),
    ("evenements", "ter_core.reports.evenements", "Événements", "Les événements du journal, tels qu'ils ont été enregistrés."),
    ("acteurs", "ter_core.reports.reseau", "Acteurs du réseau", "Les fonctions exercées dans le réseau, et leurs codes."),
    ("organismes", "ter_core.reports.reseau", "Organismes", "Les organismes du territoire et leurs codes."),
    ("instances", "ter_core.reports.reseau", "Instances", "Les instances, leurs membres et leurs séances."),
    ("axes", "ter_core.reports.reseau", "Axes de la convention", "Les axes de la convention et leurs décisions."),
)
