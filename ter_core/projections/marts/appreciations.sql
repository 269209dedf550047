-- One row per appréciation.
--
-- Les réussites, les difficultés et les perspectives notées au fil de l'année,
-- dont se nourrit la partie qualitative du bilan.
--
-- id_court : fin de l'identifiant, assez pour la nommer
-- nature : reussite, difficulte ou perspective
-- libelle_nature : nom de la nature
-- texte : ce qui est relevé ou proposé
-- code_axe : son axe, à défaut celui de son action
-- libelle_axe : intitulé de l'axe
-- code_action : action dont il s'agit
-- intitule_action : son intitulé
-- date_appreciation : date du fait
-- annee_scolaire : année scolaire de cette date
-- code_auteur : qui l'a enregistrée
-- est_incomplet : vrai si une cause manque au journal
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) in ('axe', 'action')
),

natures_dites (type, nature, libelle) as (
    values
    ('ReussiteRelevee', 'reussite', 'réussite'),
    ('DifficulteRelevee', 'difficulte', 'difficulté'),
    ('PerspectiveProposee', 'perspective', 'perspective')
),

saisies as (
    select
        e.id,
        e.auteur,
        n.nature,
        n.libelle
    from evenements_visibles as e
    inner join natures_dites as n on e.type = n.type
),

rattachees as (
    select
        p.*,
        coalesce(p.axe, a.axe) as son_axe
    from sujets.appreciation as p
    left join sujets.action as a on p.action = a.sujet
)

select
    p.sujet,
    right(p.sujet, 8) as id_court,
    s.nature,
    s.libelle as libelle_nature,
    p.texte,
    coalesce(x.code_affiche, code_de(p.son_axe)) as code_axe,
    x.libelle as libelle_axe,
    coalesce(a.code_affiche, code_de(p.action)) as code_action,
    a.libelle as intitule_action,
    p.date_creation as date_appreciation,
    annee_scolaire(p.date_creation) as annee_scolaire,
    code_de(s.auteur) as code_auteur,
    p.est_incomplet
from rattachees as p
inner join saisies as s on p.evenement_creation = s.id
left join appeles as x on p.son_axe = x.sujet
left join appeles as a on p.action = a.sujet
