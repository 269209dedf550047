-- One row per rule that merging broke, or thing that cannot be taken in whole.
--
-- Ce qu'une fusion a rompu, ce qui ne se lit pas, l'effectif que les faits
-- contredisent : rien n'est refusé à la lecture, tout est signalé.
--
-- sorte : nature de l'anomalie
-- message : ce qui ne va pas
-- evenements : événements en cause
with appeles as materialized (
    select
        c.sujet,
        coalesce(c.code_affiche, right(c.sujet, 8)) as nom
    from codes_donnes as c
),

effectifs as materialized (
    select
        e.id,
        e.sujet,
        e.type,
        e.survenu_le,
        e.donnees,
        coalesce(t.libelle, e.type) as libelle,
        coalesce(t.est_creation, false) as est_creation,
        t.type is not null as est_type_connu
    from evenements_effectifs as e
    left join types as t on e.type = t.type
),

ramifies as (
    select
        r.id,
        r.sujet,
        r.type,
        r.ordre,
        t.apres,
        coalesce(
            json_extract_string(r.donnees, '$.' || t.champ_etat), t.etat
        ) as etat
    from lignes_ramifiees as r
    anti join annulations as a on r.id = a.id
    inner join transitions as t on r.type = t.type
    where est_connu(r.enregistre_le, r.poste, r.rang)
    union all
    select
        r.id,
        r.sujet,
        'ConflitTranche' as type,
        o.ordre,
        null as apres,
        coalesce(
            json_extract_string(r.donnees, '$.' || t.champ_etat), t.etat
        ) as etat
    from lignes_reprises as r
    inner join lignes_ramifiees as o on r.id = o.id
    anti join annulations as a on list_contains(r.chemin, a.id)
    inner join transitions as t on r.type = t.type
    where est_connu(r.enregistre_le, r.poste, r.rang)
),

suites as (
    select
        *,
        last_value(etat ignore nulls) over avant as etat_avant,
        last_value(
            case when etat is not null then id end ignore nulls
        ) over avant as id_avant
    from ramifies
    window avant as (
        partition by sujet
        order by ordre
        rows between unbounded preceding and 1 preceding
    )
),

communs as (
    select
        a.id,
        a.ancetre
    from ascendances as a
    inner join effectifs as e on a.id = e.id
),

paires as (
    select
        s.sujet,
        s.id_avant as premier,
        s.id as second,
        'cycle-de-vie' as sorte,
        'cet événement ne peut pas suivre l''état « '
        || coalesce(e.libelle, s.etat_avant) || ' »' as quoi
    from suites as s
    left join etats as e
        on
            split_part(s.sujet, ':', 1) = e.nature
            and s.etat_avant = e.etat
    where not list_contains(s.apres, s.etat_avant)
    union all
    select
        a.sujet,
        a.id as premier,
        b.id as second,
        'creation-double' as sorte,
        'deux créations différentes portent le même nom' as quoi
    from effectifs as a
    inner join effectifs as b
        on a.sujet = b.sujet and a.id < b.id and b.est_creation
    where a.est_creation and a.donnees::varchar <> b.donnees::varchar
),

rompues as (
    select
        p.*,
        x.libelle || ' du ' || strftime(x.survenu_le, '%d/%m/%Y') as apres
    from paires as p
    inner join effectifs as x on p.second = x.id
    where
        not exists (
            select 1
            from communs as c
            inner join communs as d on c.id = d.id
            where c.ancetre = p.premier and d.ancetre = p.second
        )
),

citees as (
    select
        e.id,
        e.sujet,
        e.libelle,
        unnest(
            case
                when json_type(json_extract(e.donnees, r.racine)) = 'ARRAY'
                    then from_json(
                            json_extract(e.donnees, r.racine), '["JSON"]'
                        )
                else [json_extract(e.donnees, r.racine)]
            end
        ) as piece,
        r.feuille
    from effectifs as e
    inner join references_citees as r on e.type = r.type
    where json_exists(e.donnees, r.racine)
),

references_mortes as (
    select
        c.id,
        c.sujet,
        c.libelle,
        c.cite,
        s.sujet is not null as est_connue
    from (
        select
            *,
            case
                when feuille is null then piece ->> '$'
                else json_extract_string(piece, '$.' || feuille)
            end as cite
        from citees
    ) as c
    left join codes as s on c.cite = s.sujet
    left join actions_fusionnees as f on c.cite = f.sujet
    left join codes as d on f.dans = d.sujet
    where
        c.cite like '%:%'
        and (s.sujet is null or s.est_annule or s.etat = 'annulee')
        and (d.sujet is null or d.est_annule or d.etat = 'annulee')
)

select
    'illisible' as sorte,
    'L''événement « ' || coalesce(t.libelle, i.type) || ' » ne peut pas être lu'
    || ' : ' || i.motif
    || coalesce(' (' || nullif(array_to_string(i.champs, ', '), '') || ')', '')
    || '.' as message,
    i.sujet,
    [i.id] as evenements
from evenements_illisibles as i
left join types as t on i.type = t.type
union all
select
    'cause-absente' as sorte,
    'L''histoire de ' || coalesce(n.nom, t.sujet) || ' cite '
    || t.nb_causes_absentes || ' événement(s) qui ne sont pas arrivés.'
        as message,
    t.sujet,
    []::varchar[] as evenements
from tetes as t
left join appeles as n on t.sujet = n.sujet
where t.nb_causes_absentes > 0
union all
select
    'creation-absente' as sorte,
    'La création de ' || coalesce(any_value(n.nom), e.sujet)
    || ' n''est pas arrivée, ou a été annulée.' as message,
    e.sujet,
    list(e.id order by e.id) as evenements
from effectifs as e
left join appeles as n on e.sujet = n.sujet
left join natures as k on split_part(e.sujet, ':', 1) = k.nature
where
    e.type not in ('EvenementAnnule', 'ContenuEfface', 'ConflitTranche')
    and k.existe_avec is null
group by e.sujet
having not bool_or(e.est_creation) and bool_or(e.est_type_connu)
union all
select
    'conflit' as sorte,
    coalesce(n.nom, c.sujet) || ', ' || c.libelle_champ || ' : « '
    || coalesce(c.valeur, '(vide)') || ' » selon ' || code_de(c.auteur)
    || ', « ' || coalesce(c.autre_valeur, '(vide)') || ' » selon '
    || code_de(c.autre_auteur) || '.' as message,
    c.sujet,
    [c.evenement, c.autre_evenement] as evenements
from conflits as c
left join appeles as n on c.sujet = n.sujet
union all
select
    r.sorte,
    coalesce(n.nom, r.sujet) || ', ' || r.apres || ' : ' || r.quoi || '.'
        as message,
    r.sujet,
    [r.premier, r.second] as evenements
from rompues as r
left join appeles as n on r.sujet = n.sujet
union all
select
    'reference-annulee' as sorte,
    coalesce(any_value(n.nom), r.sujet) || ', ' || any_value(r.libelle)
    || ' : cite ' || coalesce(any_value(m.nom), r.cite)
    || ', qui a été annulé.' as message,
    r.sujet,
    [r.id] as evenements
from references_mortes as r
left join appeles as n on r.sujet = n.sujet
left join appeles as m on r.cite = m.sujet
where r.est_connue
group by r.sujet, r.id, r.cite
union all
select
    'reference-absente' as sorte,
    r.cite || ' n''est pas arrivé : '
    || if(
        count(distinct r.id) = 1,
        '',
        count(distinct r.id) || ' événements le citent, dont '
    )
    || min(coalesce(n.nom, r.sujet) || ', ' || r.libelle)
    || if(count(distinct r.id) = 1, ' le cite.', '.') as message,
    null as sujet,
    list(distinct r.id order by r.id) as evenements
from references_mortes as r
left join appeles as n on r.sujet = n.sujet
where not r.est_connue
group by r.cite
union all
select
    'date-future' as sorte,
    coalesce(n.nom, e.sujet) || ', ' || e.libelle || ' : daté du '
    || strftime(e.survenu_le, '%d/%m/%Y') || ', qui est à venir.' as message,
    e.sujet,
    [e.id] as evenements
from effectifs as e
left join appeles as n on e.sujet = n.sujet
where
    e.survenu_le > aujourdhui() + 1
    and e.type not in ('EvenementAnnule', 'ContenuEfface')
union all
select
    'type-inconnu' as sorte,
    count(*) || ' événement(s) « ' || e.type || ' », d''un type que cette '
    || 'version du programme ne connaît pas.' as message,
    null as sujet,
    list(e.id order by e.id) as evenements
from effectifs as e
where not e.est_type_connu
group by e.type
union all
select
    'effectif-depasse' as sorte,
    concat_ws(', ', d.nom_etablissement, d.groupe, d.niveau, d.annee_scolaire)
    || ' : effectif de ' || d.effectif || if(
        d.population = 'eleves', ' élèves', ' enseignants'
    )
    || ', mais ' || d.vu || ' y ont été vus.' as message,
    'etablissement:' || d.uai as sujet,
    [d.evenement] as evenements
from effectifs_depasses as d
