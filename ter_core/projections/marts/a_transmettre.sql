-- One row per function and open thing that it answers for.
--
-- Ce qui est ouvert à la date d'observation, par fonction : les responsables
-- d'une décision, le porteur d'une action, les coorganisateurs et la présidence
-- d'une séance. Ce qui n'est à personne est à la coordination en fonction (à
-- qui l'a reprise, quand la dernière mission est terminée), ou sans responsable
-- s'il n'y en a pas. Ce qui est à deux fonctions y est deux fois.
--
-- sujet_fonction : fonction ou organisme qui en répond ; vide s'il n'y en a pas
-- code_fonction : son code
-- qualite : sa qualité ou son nom
-- est_fonction_retiree : vrai si elle a quitté le réseau
-- sujet : ce qui est ouvert
-- code : de quoi le nommer dans une commande
-- nature : ce que c'est
-- rang : place de cette nature dans le dossier
-- libelle : son libellé
-- date : échéance, fin, séance ou réponse attendue ; à défaut, celle du fait
--     qui l'a laissée ouverte
-- libelle_etat : où cela en est
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
),

aujourd_hui as (
    select
        date_observation() as jour,
        annee_scolaire(date_observation()) as annee,
        premier_jour(annee_scolaire(date_observation())) as premier,
        dernier_jour(annee_scolaire(date_observation())) as dernier
),

fonctions as materialized (
    select
        sujet,
        qualite,
        etat = 'retire' as est_retiree,
        list_contains(roles, 'coordination') as est_coordination
    from sujets.acteur
    union all
    select
        sujet,
        nom as qualite,
        etat = 'retire' as est_retiree,
        false as est_coordination
    from sujets.organisme
),

missions as (
    select
        sujet,
        annee_scolaire,
        if(
            fin < premier_jour(annee_scolaire),
            dernier_jour(annee_scolaire),
            fin
        ) as fin
    from sujets.mission
    where etat = 'en_cours'
),

successeurs as (
    select arg_max(m.successeur, { 's': m.survenu_le, 'i': m.id }) as sujet
    from evenements.mission_terminee as m
    inner join fonctions as f on m.successeur = f.sujet and not f.est_retiree
    where not exists (select 1 from missions)
),

coordination as (
    select
        coalesce(
            list(f.sujet) filter (where f.sujet = s.sujet),
            list(f.sujet order by f.sujet) filter (where f.est_coordination)
        ) as sujets
    from fonctions as f
    cross join successeurs as s
    where not f.est_retiree
),

instances_lues as materialized (
    select
        sujet,
        nom,
        presidence
    from sujets.instance
),

mesures as (
    select
        sujet,
        max(survenu_le) as derniere
    from evenements.indicateur_mesure
    group by sujet
),

engagees as (
    select
        sujet,
        sum(montant)::bigint as total
    from evenements.depense_engagee
    group by sujet
),

restes as (
    select
        f.sujet,
        f.enveloppe,
        f.annee_scolaire,
        (f.montant - coalesce(e.total, 0)) // 100 as euros,
        (f.montant - coalesce(e.total, 0)) % 100 as centimes
    from sujets.financement as f
    left join engagees as e on f.sujet = e.sujet
    where f.montant > coalesce(e.total, 0)
),

conflits_nommes as (
    select
        sujet,
        split_part(sujet, ':', 1) as nature
    from sujets_en_conflit
    where sujet in (select v.sujet from evenements_visibles as v)
),

ouvertes as (
    select
        d.responsables as fonctions,
        d.sujet,
        if(
            d.permanente is null, 'décision ouverte', 'décision permanente'
        ) as nature,
        if(d.permanente is null, 1, 2) as rang,
        d.libelle,
        d.echeance as date,
        concat(
            e.libelle, if(d.echeance < o.jour, ', en retard', '')
        ) as libelle_etat
    from sujets.decision as d
    cross join aujourd_hui as o
    left join etats as e on d.etat = e.etat and e.nature = 'decision'
    where coalesce(not e.est_ferme, true)
    union all by name
    select
        [a.porteur] as fonctions,
        a.sujet,
        case
            when a.etat = 'suspendue' then 'action suspendue'
            when a.debut > o.jour then 'action à venir'
            else 'action en cours'
        end as nature,
        3 as rang,
        a.intitule as libelle,
        if(
            a.etat = 'inscrite' and a.debut > o.jour, a.debut, a.fin
        ) as date,
        case
            when a.etat = 'suspendue'
                then strftime(a.date_etat, 'suspendue le %d/%m/%Y')
            when a.debut > o.jour then 'à venir'
            else 'en cours'
        end as libelle_etat
    from sujets.action as a
    cross join aujourd_hui as o
    where
        a.etat = 'suspendue'
        or (a.etat = 'inscrite' and coalesce(a.fin, o.jour) >= o.jour)
    union all by name
    select
        list_distinct(
            list_concat(
                s.coorganisateurs,
                if(
                    s.presidence is null,
                    coalesce(i.presidence, []),
                    [s.presidence]
                )
            )
        ) as fonctions,
        s.sujet,
        if(
            s.etat = 'programmee', 'séance programmée', 'relevé à diffuser'
        ) as nature,
        if(s.etat = 'programmee', 4, 5) as rang,
        i.nom as libelle,
        s.debut::date as date,
        if(
            s.etat = 'programmee' and s.debut::date < o.jour,
            'passée : à dire tenue, reportée ou annulée',
            e.libelle
        ) as libelle_etat
    from sujets.seance as s
    cross join aujourd_hui as o
    left join instances_lues as i on s.instance = i.sujet
    left join etats as e on s.etat = e.etat and e.nature = 'seance'
    where s.etat in ('programmee', 'tenue', 'releve_valide')
    union all by name
    select
        p.sujet,
        'partenariat en cours' as nature,
        6 as rang,
        concat_ws(
            ' : ', coalesce(n.libelle, code_de(p.organisme)), p.objet
        ) as libelle,
        p.fin as date,
        case
            when p.fin is null then 'sans fin convenue'
            when p.fin < o.jour then 'fini : à reconduire ou à clore'
            else 'à reconduire'
        end as libelle_etat
    from sujets.partenariat as p
    cross join aujourd_hui as o
    left join appeles as n on p.organisme = n.sujet
    where
        p.etat = 'noue'
        and (p.nb_partenariat_reconduit = 0 or p.fin <= o.dernier)
    union all by name
    select
        i.sujet,
        'réponse attendue' as nature,
        7 as rang,
        i.objet as libelle,
        i.retour_attendu as date,
        if(
            i.retour_attendu < o.jour, 'attendue, en retard', 'attendue'
        ) as libelle_etat
    from sujets.information as i
    cross join aujourd_hui as o
    where i.retour_attendu is not null and i.nb_retour_recu = 0
    union all by name
    select
        i.sujet,
        'initiative proposée' as nature,
        8 as rang,
        i.idee as libelle,
        i.date_creation as date,
        'proposée' as libelle_etat
    from sujets.initiative as i
    where i.etat = 'proposee'
    union all by name
    select
        r.sujet,
        'financement à engager' as nature,
        9 as rang,
        r.enveloppe as libelle,
        dernier_jour(r.annee_scolaire) as date,
        concat(
            'il reste ', replace(format('{:,}', r.euros), ',', chr(8239)),
            if(r.centimes = 0, '', ',' || lpad(r.centimes::varchar, 2, '0')),
            chr(8239), '€'
        ) as libelle_etat
    from restes as r
    cross join aujourd_hui as o
    where r.annee_scolaire >= o.annee
    union all by name
    select
        i.sujet,
        'indicateur non mesuré' as nature,
        10 as rang,
        i.intitule as libelle,
        m.derniere as date,
        if(
            m.derniere is null, 'jamais mesuré', 'pas depuis la rentrée'
        ) as libelle_etat
    from sujets.indicateur as i
    cross join aujourd_hui as o
    left join mesures as m on i.sujet = m.sujet
    where i.intitule is not null and coalesce(m.derniere < o.premier, true)
    union all by name
    select
        if(b.sujet is null, a.sujet, 'bilan:' || code_de(a.sujet)) as sujet,
        'bilan à transmettre' as nature,
        11 as rang,
        'Bilan ' || code_de(a.sujet) as libelle,
        dernier_jour(code_de(a.sujet)) as date,
        case b.etat
            when 'arrete' then 'arrêté'
            else 'en rédaction'
        end as libelle_etat
    from sujets.annee as a
    cross join aujourd_hui as o
    left join sujets.bilan as b on code_de(a.sujet) = code_de(b.sujet)
    where
        premier_jour(code_de(a.sujet)) <= o.jour
        and coalesce(b.etat <> 'transmis', true)
    union all by name
    select
        c.sujet,
        'conflit à trancher' as nature,
        12 as rang,
        if(
            c.nature = 'seance', m.libelle, coalesce(n.libelle, m.libelle)
        ) as libelle,
        'deux saisies opposées' as libelle_etat
    from conflits_nommes as c
    left join natures as m on c.nature = m.nature
    left join appeles as n on c.sujet = n.sujet
    union all by name
    select
        m.sujet,
        'mission en cours' as nature,
        13 as rang,
        'Mission ' || m.annee_scolaire as libelle,
        m.fin as date,
        if(
            m.fin < o.jour, 'échue : à renouveler ou à terminer', 'en cours'
        ) as libelle_etat
    from missions as m
    cross join aujourd_hui as o
),

confiees as (
    select
        o.* exclude (fonctions),
        unnest(
            case
                when len(o.fonctions) > 0 then list_distinct(o.fonctions)
                when c.sujets is not null then c.sujets
                else [null::varchar]
            end
        ) as fonction
    from ouvertes as o
    cross join coordination as c
)

select
    o.fonction as sujet_fonction,
    coalesce(q.code_affiche, code_de(o.fonction)) as code_fonction,
    f.qualite,
    coalesce(f.est_retiree, false) as est_fonction_retiree,
    o.sujet,
    case
        when starts_with(o.sujet, 'bilan:') then o.sujet
        when n.code_affiche is not null then n.code_affiche
        when regexp_matches(o.sujet, ':[0-9a-f-]{36}$') then right(o.sujet, 8)
        else code_de(o.sujet)
    end as code,
    o.nature,
    o.rang,
    o.libelle,
    o.date,
    o.libelle_etat
from confiees as o
left join fonctions as f on o.fonction = f.sujet
left join appeles as q on o.fonction = q.sujet
left join appeles as n on o.sujet = n.sujet
