-- One row per point of a séance, of its agenda or treated.
--
-- Les points des séances : ceux de l'ordre du jour, ceux qui ont été traités,
-- et ce qui en est conclu. Pour un même numéro, la dernière saisie fait foi.
--
-- sujet : séance
-- n : numéro du point
-- titre : titre, dit en séance ou à défaut à l'ordre du jour
-- code_rapporteur : code de qui le présente
-- libelle_rapporteur : sa qualité ou son nom
-- sujet_rapporteur : le même, nature comprise
-- est_a_l_ordre_du_jour : vrai s'il est de l'ordre du jour arrêté
-- est_traite : vrai si ses conclusions sont écrites
-- contexte : contexte
-- conclusions : conclusions
-- divergences : divergences
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where
        split_part(sujet, ':', 1) in ('acteur', 'organisme')
),

arretes as (
    select
        sujet,
        arg_max(
            from_json(
                donnees -> '$.points',
                '[{"n":"INTEGER","titre":"VARCHAR","rapporteur":"VARCHAR"}]'
            ),
            ordre
        ) as points
    from evenements_appliques
    where type = 'OrdreDuJourArrete' and est_lisible
    group by sujet
),

prevus as (
    select
        u.sujet,
        u.point.n,
        u.point.titre,
        u.point.rapporteur
    from (
        select
            sujet,
            unnest(points) as point
        from arretes
    ) as u
),

saisies as (
    select
        sujet,
        ordre,
        id,
        (donnees ->> '$.n')::integer as n,
        donnees ->> '$.titre' as titre,
        donnees ->> '$.contexte' as contexte,
        donnees ->> '$.conclusions' as conclusions,
        donnees ->> '$.divergences' as divergences
    from evenements_appliques
    where
        type = 'PointTraite'
        and est_lisible
        and not est_repris
),

traites as (
    select
        sujet,
        n,
        coalesce(
            titre,
            lag(titre ignore nulls) over (
                partition by sujet, n order by ordre, id
            )
        ) as titre,
        titre is not null as est_retitre,
        contexte,
        conclusions,
        divergences
    from saisies
    qualify
        row_number() over (
            partition by sujet, n order by ordre desc, id desc
        ) = 1
),

numeros as (
    select
        sujet,
        n
    from prevus
    union
    select
        sujet,
        n
    from traites
)

select
    k.sujet,
    k.n,
    case when t.est_retitre then t.titre else coalesce(p.titre, t.titre) end
        as titre,
    coalesce(r.code_affiche, code_de(p.rapporteur)) as code_rapporteur,
    coalesce(r.libelle, code_de(p.rapporteur)) as libelle_rapporteur,
    p.rapporteur as sujet_rapporteur,
    p.n is not null as est_a_l_ordre_du_jour,
    t.n is not null as est_traite,
    t.contexte,
    t.conclusions,
    t.divergences
from numeros as k
left join prevus as p on k.sujet = p.sujet and k.n = p.n
left join traites as t on k.sujet = t.sujet and k.n = t.n
left join appeles as r on p.rapporteur = r.sujet
