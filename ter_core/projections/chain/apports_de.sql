-- One row per contribution of one piece to one measure of the bilan.
-- Given (faits, lignes).
--
-- Ce qui fait chaque chiffre : les chiffres du bilan ne sont que l'addition de
-- ces apports, et leur preuve en est la liste. piece est le sujet ou
-- l'événement qui apporte ; unite ce qui compte une fois, pour une mesure de
-- choses différentes ; part ce dont il faut au moins une pièce pour que l'unité
-- compte ; nombre ce qu'il apporte à une somme. Les personnes touchées, entre
-- bornes, se calculent à part, des mêmes lignes.
with datees as (
    from participations_de(faits)
),

projets_connus as (
    from projets_de(faits, lignes)
),

presences as (
    select
        annee_scolaire,
        case population
            when 'eleves' then 'participations'
            else 'participations_enseignants'
        end as mesure,
        sujet as piece,
        null as unite,
        null as part,
        nombre,
        axe,
        nature,
        etablissement,
        commune,
        degre,
        cycle,
        niveau,
        mois,
        periode
    from query_table(lignes)
),

autres as (
    select
        d.annee_scolaire,
        d.sujet as piece,
        d.axe,
        d.nature,
        d.mois,
        d.periode,
        unnest([
            { 'mesure': 'familles', 'nombre': d.familles },
            { 'mesure': 'accompagnateurs', 'nombre': d.accompagnateurs },
            {
                'mesure': 'autres_professionnels',
                'nombre': d.autres_professionnels
            }
        ]) as une
    from datees as d
),

citations_partenaires as (
    select
        d.annee_scolaire,
        d.sujet as piece,
        d.axe,
        d.nature,
        d.mois,
        d.periode,
        unnest(d.partenaires) as organisme
    from datees as d
    union all by name
    select
        annee_scolaire(r.jour) as annee_scolaire,
        r.sujet as piece,
        unnest(r.partenaires) as organisme
    from query_table(faits) as r
    where r.genre = 'rencontre'
),

seances_datees as (
    select
        annee_scolaire(jour) as annee_scolaire,
        sujet,
        instance,
        unnest(
            list_concat(
                ['seances_tenues'],
                if(len(coorganisateurs) > 0, ['seances_coorganisees'], []),
                if(etat = 'diffuse', ['releves_diffuses'], [])
            )
        ) as mesure
    from query_table(faits)
    where
        genre = 'seance'
        and seance_tenue(etat)
        and jour is not null
),

planifies as (
    select
        r.annee_scolaire,
        r.action,
        r.axe,
        r.nature,
        unnest(r.etablissements) as etablissement
    from projets_connus as r
),

toutes as (
    select *
    from presences
    union all by name
    select
        p.annee_scolaire,
        'projets' as mesure,
        p.action as piece,
        p.action as unite,
        p.axe,
        p.nature,
        p.etablissement,
        e.code_insee as commune,
        e.degre
    from planifies as p
    left join query_table(faits) as e
        on p.etablissement = e.sujet and e.genre = 'etablissement'
    union all by name
    select
        d.annee_scolaire,
        'projets_realises' as mesure,
        d.sujet as piece,
        d.action as unite,
        d.axe,
        d.nature,
        l.etablissement,
        l.commune,
        l.degre,
        l.cycle,
        l.niveau,
        d.mois,
        d.periode
    from datees as d
    inner join projets_connus as r
        on d.annee_scolaire = r.annee_scolaire and d.action = r.action
    left join query_table(lignes) as l on d.sujet = l.sujet
    union all by name
    select
        l.annee_scolaire,
        'projets_interdegres' as mesure,
        l.sujet as piece,
        l.action as unite,
        l.degre_etablissement as part,
        l.axe,
        l.nature
    from query_table(lignes) as l
    inner join projets_connus as r
        on l.annee_scolaire = r.annee_scolaire and l.action = r.action
    where r.est_interdegres and l.population = 'eleves'
    union all by name
    select
        annee_scolaire,
        une.mesure,
        piece,
        une.nombre,
        axe,
        nature,
        mois,
        periode
    from autres
    where une.nombre > 0
    union all by name
    select
        annee_scolaire,
        'interventions' as mesure,
        piece,
        1 as nombre,
        axe,
        nature
    from citations_partenaires
    union all by name
    select
        annee_scolaire,
        'partenaires_mobilises' as mesure,
        piece,
        organisme as unite,
        axe,
        nature
    from citations_partenaires
    union all by name
    select
        c.annee_scolaire,
        'collectivites_mobilisees' as mesure,
        c.piece,
        c.organisme as unite,
        c.axe,
        c.nature
    from citations_partenaires as c
    inner join query_table(faits) as o
        on
            c.organisme = o.sujet
            and o.genre = 'organisme'
            and o.nature in ('commune', 'epci', 'departement', 'region')
    union all by name
    select
        annee_scolaire,
        'participations_formation' as mesure,
        sujet as piece,
        nombre,
        axe,
        etablissement,
        commune,
        degre
    from query_table(lignes)
    where population = 'enseignants' and nature = 'formation'
    union all by name
    select
        annee_scolaire,
        'sejours' as mesure,
        sujet as piece,
        sujet as unite,
        axe,
        nature
    from datees
    where du < jour
    union all by name
    select
        annee_scolaire,
        'etablissements_touches' as mesure,
        sujet as piece,
        etablissement as unite,
        axe,
        nature,
        degre_etablissement as degre
    from query_table(lignes)
    where population = 'eleves' and est_reseau
    union all by name
    select
        annee_scolaire,
        'communes_touchees' as mesure,
        sujet as piece,
        commune as unite,
        axe,
        nature
    from query_table(lignes)
    where population = 'eleves' and est_reseau
    union all by name
    select
        annee_scolaire,
        population || '_effectif' as mesure,
        evenement as piece,
        nombre,
        etablissement,
        commune,
        degre,
        cycle,
        niveau
    from effectifs_retenus_de(faits)
    union all by name
    select
        annee_scolaire,
        mesure,
        sujet as piece,
        sujet as unite,
        instance
    from seances_datees
    union all by name
    select
        annee_scolaire(date_creation) as annee_scolaire,
        'decisions_adoptees' as mesure,
        sujet as piece,
        sujet as unite,
        axe
    from query_table(faits)
    where genre = 'decision' and date_creation is not null
    union all by name
    select
        annee_scolaire(date_etat) as annee_scolaire,
        'decisions_executees' as mesure,
        sujet as piece,
        sujet as unite,
        axe
    from query_table(faits)
    where genre = 'decision' and etat = 'executee'
    union all by name
    select
        j.annee_scolaire,
        j.mesure,
        j.piece,
        j.unite,
        j.nombre,
        coalesce(j.axe, a.axe) as axe,
        coalesce(j.nature, a.nature) as nature,
        j.etablissement,
        e.code_insee as commune,
        e.degre
    from jalons as j
    left join query_table(faits) as a
        on j.action = a.sujet and a.genre = 'action'
    left join query_table(faits) as e
        on j.etablissement = e.sujet and e.genre = 'etablissement'
)

select
    annee_scolaire,
    mesure,
    piece,
    unite,
    coalesce(part, '') as part,
    nombre,
    axe,
    nature,
    etablissement,
    commune,
    degre,
    cycle,
    nullif(niveau, '') as niveau,
    mois,
    periode,
    instance
from toutes
