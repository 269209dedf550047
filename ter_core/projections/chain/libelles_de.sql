-- One row per (dimension, value) that a figure may be about.
-- Given (faits).
--
-- Comment se lit ce par quoi un chiffre est ventilé (libelle), et dans quel
-- ordre (rang).
select
    'ensemble' as dimension,
    '' as valeur,
    0 as rang,
    'ensemble' as libelle
union all
select
    'axe' as dimension,
    sujet as valeur,
    numero as rang,
    'axe ' || numero as libelle
from query_table(faits)
where genre = 'axe'
union all
select
    'axe' as dimension,
    'transversal' as valeur,
    1000 as rang,
    'transversal' as libelle
union all
select
    'nature' as dimension,
    mot as valeur,
    row_number() over () as rang,
    libelle
from mots
where type = 'ActionInscrite' and champ = 'nature'
union all
select
    'degre' as dimension,
    mot as valeur,
    row_number() over (order by mot) as rang,
    libelle
from mots
where type = 'EtablissementRattache' and champ = 'degre'
union all
select
    'cycle' as dimension,
    cycle as valeur,
    min(ordre) as rang,
    case cycle when 'lycee' then 'lycée' else 'cycle ' || right(cycle, 1) end
        as libelle
from niveaux
where cycle is not null
group by cycle
union all
select
    'niveau' as dimension,
    niveau as valeur,
    ordre as rang,
    libelle
from niveaux
union all
select
    'etablissement' as dimension,
    sujet as valeur,
    row_number() over (order by degre, nom collate fr) as rang,
    nom as libelle
from query_table(faits)
where genre = 'etablissement'
union all
select
    'commune' as dimension,
    code_insee as valeur,
    row_number() over (order by nom collate fr) as rang,
    nom as libelle
from communes_de(faits)
union all
select
    'instance' as dimension,
    sujet as valeur,
    row_number() over (order by nom collate fr) as rang,
    nom as libelle
from query_table(faits)
where genre = 'instance'
union all
select distinct
    'periode' as dimension,
    periode as valeur,
    right(periode, 1)::bigint as rang,
    'période ' || right(periode, 1) as libelle
from periodes_de(faits)
union all
select distinct
    'mois' as dimension,
    m.mois as valeur,
    left(m.mois, 4)::bigint * 12 + right(m.mois, 2)::bigint as rang,
    mois_lu(m.mois) as libelle
from (
    select unnest([mois, un_an_apres('mois', mois)]) as mois
    from participations_de(faits)
) as m
