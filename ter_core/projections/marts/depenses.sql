-- One row per expense.
--
-- Les dépenses engagées, chacune sur un financement et pour une action. Celle
-- d'une action qui s'est fondue dans une autre est de celle qui reste.
--
-- id : identifiant de l'événement qui l'engage
-- id_court : fin de l'identifiant, assez pour la nommer
-- sujet : financement qui la paie
-- code_financement : son code
-- enveloppe : d'où il vient
-- code_organisme : organisme qui l'accorde
-- sujet_organisme : le même, nature comprise
-- sujet_action : action pour laquelle elle est engagée
-- code_action : son code
-- intitule_action : son intitulé
-- nature : nature de la dépense
-- libelle_nature : nom de la nature
-- montant : montant, en euros
-- date_depense : date où elle est engagée
-- annee_scolaire : année scolaire du financement
-- code_auteur : qui l'a enregistrée
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('financement', 'organisme', 'action')
),

rattachees as (
    select
        e.*,
        coalesce(f.dans, e.action) as pour
    from evenements.depense_engagee as e
    left join actions_fusionnees as f on e.action = f.sujet
)

select
    d.id,
    right(d.id, 8) as id_court,
    d.sujet,
    n.code_affiche as code_financement,
    f.enveloppe,
    coalesce(o.code_affiche, code_de(f.organisme)) as code_organisme,
    f.organisme as sujet_organisme,
    d.pour as sujet_action,
    coalesce(a.code_affiche, code_de(d.pour)) as code_action,
    a.libelle as intitule_action,
    d.nature,
    m.libelle as libelle_nature,
    (d.montant / 100)::decimal(14, 2) as montant,
    d.survenu_le as date_depense,
    f.annee_scolaire,
    code_de(d.auteur) as code_auteur
from rattachees as d
inner join sujets.financement as f
    on d.sujet = f.sujet and f.montant is not null
left join appeles as n on d.sujet = n.sujet
left join appeles as o on f.organisme = o.sujet
left join appeles as a on d.pour = a.sujet
left join mots as m
    on d.nature = m.mot and m.type = 'DepenseEngagee' and m.champ = 'nature'
