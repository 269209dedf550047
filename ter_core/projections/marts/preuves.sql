-- One row per piece that stands behind a figure of the bilan.
-- Given (annee, cle).
--
-- Ce qu'il y a derrière un chiffre du bilan, comme
-- preuves('2025-2026', 'eleves_touches.niveau.CM2') : chaque participation,
-- action, séance, décision ou effectif qui y entre, les événements qui la
-- disent, ce qu'elle apporte (nombre), et si le chiffre changerait sans elle
-- (est_indispensable). est_dans_perimetre est faux d'une participation d'un
-- autre périmètre, sans laquelle un effectif plafonnerait ce chiffre.
with demande as (
    select starts_with(cle, 'decisions_executees') as est_execution
),

pieces as materialized (
    from pieces_du_chiffre(annee, cle)
),

dits as (
    select
        p.piece,
        coalesce(
            max(e.survenu_le) filter (
                where
                e.type = 'SeanceTenue'
                or (d.est_execution and e.type = 'DecisionExecutee')
            ),
            min(e.survenu_le)
        ) as jour,
        list(e.id order by e.id) as evenements
    from pieces as p
    cross join demande as d
    inner join evenements_effectifs as e on p.piece = e.sujet
    group by p.piece
    union all
    select
        p.piece,
        e.survenu_le as jour,
        [e.id] as evenements
    from pieces as p
    inner join evenements_effectifs as e on p.piece = e.id
),

constats as (
    select
        p.piece,
        e.sujet,
        t.libelle as libelle_nature,
        coalesce(
            e.donnees ->> '$.action',
            if(starts_with(e.sujet, 'action:'), e.sujet, null)
        ) as action,
        coalesce(
            e.donnees ->> '$.etablissement',
            if(starts_with(e.sujet, 'etablissement:'), e.sujet, null)
        ) as etablissement
    from pieces as p
    inner join evenements_effectifs as e on p.piece = e.id
    inner join types as t on e.type = t.type
),

ecoles as (
    select map(list(sujet), list(code_affiche)) as codes
    from codes_donnes
    where sujet like 'etablissement:%'
),

appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
)

select
    coalesce(n.code_affiche, right(p.piece, 8)) as id_court,
    coalesce(c.sujet, p.piece) as sujet,
    coalesce(c.libelle_nature, m.libelle) as libelle_nature,
    coalesce(s.libelle, a.libelle, k.libelle, n.libelle) as libelle,
    coalesce(d.jour, t.date_creation) as jour,
    a.code_affiche as code_action,
    p.nombre,
    list_distinct(
        list_transform(
            list_concat(
                list_transform(
                    t.lignes, lambda x: struct_extract(x, 'etablissement')
                ),
                list_transform(
                    t.enseignants, lambda x: struct_extract(x, 'etablissement')
                ),
                if(c.etablissement is null, [], [c.etablissement])
            ),
            lambda x: coalesce(o.codes[x], code_de(x))
        )
    ) as etablissements,
    d.evenements,
    p.est_indispensable,
    p.est_dans_perimetre
from pieces as p
cross join ecoles as o
left join dits as d on p.piece = d.piece
left join constats as c on p.piece = c.piece
left join sujets.participation as t on p.piece = t.sujet
left join actions_fusionnees as f on coalesce(t.action, c.action) = f.sujet
left join appeles as a on coalesce(f.dans, t.action, c.action) = a.sujet
left join appeles as n on p.piece = n.sujet
left join appeles as k on c.sujet = k.sujet
left join natures as m on split_part(p.piece, ':', 1) = m.nature
left join codes as s
    on coalesce(c.sujet, p.piece) = s.sujet and s.nature = 'seance'
