-- One row per séance: its place among those of its instance, and its relevé.
--
-- La tête du relevé de chaque séance : laquelle c'est, ce qui l'entoure, qui a
-- validé son relevé, pourquoi il a été rouvert.
--
-- code_affiche : code, suivi de « bis » si deux postes ont donné ce numéro
-- code_instance : instance qui se réunit
-- libelle_instance : nom de l'instance
-- annee_scolaire : année scolaire de son début
-- numero : rang parmi les séances de cette instance et de cette année, les
--     annulées mises à part ; vide pour une annulée
-- debut : début, prévu puis constaté
-- fin : fin constatée
-- lieu : lieu
-- libelle_modalite : en présence ou à distance
-- etat : état
-- libelle_etat : nom de l'état
-- date_etat : date du fait qui l'a mise dans cet état
-- motif_annulation : pourquoi elle a été annulée
-- libelle_presidence : qualité de qui préside
-- libelle_secretaire : qualité de qui tient le secrétariat
-- version : version du relevé
-- date_rectification : dernier jour où il a été rouvert
-- motif_rectification : pourquoi
-- date_validation : jour où il a été validé ; vide tant qu'il est ouvert
-- libelle_validation : qualité de qui l'a validé
-- nb_diffusions : fois où il a été envoyé
-- debut_precedente : début de la séance précédente qui s'est tenue
-- prochaine_seance : date annoncée de la suivante
-- code_suivante : séance suivante de l'instance, si elle est déjà programmée
-- debut_suivante : son début
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in (
            'acteur', 'organisme', 'instance', 'seance'
        )
),

reunions as materialized (
    select
        *,
        annee_scolaire(debut::date) as annee
    from sujets.seance
),

rangs as (
    select
        sujet,
        count(*) filter (where etat is distinct from 'annulee') over (
            partition by instance, annee order by debut, sujet
        ) as numero,
        lag(if(seance_tenue(etat), debut, null) ignore nulls) over (
            partition by instance order by debut, sujet
        ) as debut_precedente,
        lead(if(etat = 'annulee', null, sujet) ignore nulls) over (
            partition by instance order by debut, sujet
        ) as suivante,
        lead(if(etat = 'annulee', null, debut) ignore nulls) over (
            partition by instance order by debut, sujet
        ) as debut_suivante
    from reunions
),

rectifies as (
    select
        sujet,
        arg_max(motif, { 'p': profondeur, 'i': id }) as motif
    from evenements.releve_rectifie
    group by sujet
),

valides as (
    select
        sujet,
        arg_max(par, { 'p': profondeur, 'i': id }) as par
    from evenements.releve_valide
    group by sujet
),

lus as (
    select
        r.*,
        if(r.etat = 'annulee', null, g.numero) as numero,
        g.debut_precedente,
        g.suivante,
        g.debut_suivante,
        c.motif as motif_rectification,
        case
            when r.etat in ('releve_valide', 'diffuse') then v.par
        end as validation
    from reunions as r
    inner join rangs as g on r.sujet = g.sujet
    left join rectifies as c on r.sujet = c.sujet
    left join valides as v on r.sujet = v.sujet
)

select
    s.sujet,
    n.code_affiche,
    code_de(s.instance) as code_instance,
    coalesce(j.libelle, code_de(s.instance)) as libelle_instance,
    s.annee as annee_scolaire,
    s.numero,
    s.debut,
    s.fin,
    s.lieu,
    m.libelle as libelle_modalite,
    s.etat,
    e.libelle as libelle_etat,
    s.date_etat,
    case when s.etat = 'annulee' then s.motif_etat end as motif_annulation,
    coalesce(q.libelle, code_de(s.presidence)) as libelle_presidence,
    coalesce(t.libelle, code_de(s.secretaire)) as libelle_secretaire,
    1 + s.nb_releve_rectifie as version,
    s.date_releve_rectifie as date_rectification,
    s.motif_rectification,
    case
        when s.validation is not null then s.date_releve_valide
    end as date_validation,
    coalesce(v.libelle, code_de(s.validation)) as libelle_validation,
    s.nb_releve_diffuse as nb_diffusions,
    s.debut_precedente,
    s.prochaine_seance,
    u.code_affiche as code_suivante,
    s.debut_suivante
from lus as s
left join appeles as n on s.sujet = n.sujet
left join appeles as j on s.instance = j.sujet
left join appeles as q on s.presidence = q.sujet
left join appeles as t on s.secretaire = t.sujet
left join appeles as v on s.validation = v.sujet
left join appeles as u on s.suivante = u.sujet
left join etats as e on s.etat = e.etat and e.nature = 'seance'
left join mots as m
    on
        s.modalite = m.mot
        and m.type = 'SeanceProgrammee'
        and m.champ = 'modalite'
