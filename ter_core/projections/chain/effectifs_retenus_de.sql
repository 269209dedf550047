-- One row per headcount that counts in the size of the network.
-- Given (faits).
--
-- Ce qui fait l'effectif de chaque établissement du réseau : le dernier de
-- chaque niveau, à défaut ceux de ses classes ; celui d'un cycle où aucun
-- niveau n'est connu.
with connus as (
    select
        *,
        bool_or(groupe = '') over (
            partition by
                annee_scolaire, population, etablissement, niveau, cycle
        ) as a_total,
        bool_or(niveau is not null) over (
            partition by annee_scolaire, population, etablissement, cycle
        ) as a_niveau
    from effectifs_de(faits)
)

select
    k.annee_scolaire,
    k.population,
    k.etablissement,
    r.commune,
    coalesce(n.degre, r.degre) as degre,
    k.cycle,
    nullif(k.niveau, '') as niveau,
    k.dernier as nombre,
    k.evenement
from connus as k
inner join reseau_de(faits) as r
    on
        k.annee_scolaire = r.annee_scolaire
        and k.etablissement = r.etablissement
left join niveaux as n on k.niveau = n.niveau
where
    (k.groupe = '' or not k.a_total)
    and (k.niveau is not null or not k.a_niveau)
