-- aujourdhui : le jour courant en France, ou celui que le programme a fixé
create or replace macro aujourdhui() as coalesce(
    getvariable('aujourdhui')::date,
    (now() at time zone 'Europe/Paris')::date
);
-- date_observation : le jour auquel on regarde, aujourd'hui par défaut
create or replace macro date_observation() as coalesce(
    getvariable('a_la_date')::date,
    aujourdhui()
);
-- etat_pose : l'état qu'un événement donne à son sujet, d'après `transitions`
create or replace macro etat_pose(lisible, contenu, champ_etat, etat) as
coalesce(
    case
        when lisible
            then json_extract_string(contenu, '$.' || champ_etat)
    end,
    etat
);
-- fin_du_jour : l'instant (UTC) où finit un jour en France
create or replace macro fin_du_jour(jour) as
timezone('UTC', timezone('Europe/Paris', (jour::date + 1)::timestamp));
-- heure_locale : un instant (UTC) tel qu'on le lit en France
create or replace macro heure_locale(instant) as
timezone('Europe/Paris', timezone('UTC', instant));
-- rang_connu : jusqu'où un poste était connu à la `position` demandée
create or replace macro rang_connu(nom) as coalesce(
    map_from_entries(
        from_json(
            coalesce(getvariable('position')::json::varchar, '[]'),
            '[{"poste":"VARCHAR","rang":"BIGINT"}]'
        )
    )[nom],
    0
);
-- est_connu : si une ligne l'était le jour `connu_le`, ou à la `position`
create or replace macro est_connu(enregistre_le, poste, rang) as (
    getvariable('connu_le') is null
    or enregistre_le < fin_du_jour(getvariable('connu_le')::date)
)
and (getvariable('position') is null or rang <= rang_connu(poste));
-- code_de : la clé d'un sujet, sans sa nature
create or replace macro code_de(sujet) as substr(sujet, instr(sujet, ':') + 1);
-- euros_lus : une somme en centimes, en euros
create or replace macro euros_lus(centimes) as
replace(format('{:,}', centimes // 100), ',', ' ')
|| if(centimes % 100 > 0, ',' || lpad((centimes % 100)::varchar, 2, '0'), '')
|| ' €';
-- valeur_dite : une valeur JSON simple telle qu'on la lit, selon son genre
create or replace macro valeur_dite(genre, valeur) as case genre
    when 'date'
        then strftime(
                try_cast(valeur ->> '$' as date), '%d/%m/%Y'
            )
    when 'heure'
        then strftime(
                try_cast(valeur ->> '$' as timestamp), '%d/%m/%Y %H:%M'
            )
    when 'montant' then euros_lus(try_cast(valeur ->> '$' as bigint))
    when 'decimal' then replace(valeur ->> '$', '.', ',')
    when 'booleen' then if((valeur ->> '$')::boolean, 'oui', 'non')
    when 'reference' then code_de(valeur ->> '$')
    when 'evenement' then right(valeur ->> '$', 8)
    when 'ligne'
        then array_to_string(
                list_transform(
                    json_extract_string(valeur, '$.*'),
                    lambda x: regexp_replace(
                        regexp_replace(x, '^[a-z_]+:', ''),
                        '^(\d{4})-(\d{2})-(\d{2})$',
                        '\3/\2/\1'
                    )
                ),
                ' '
            )
    else valeur ->> '$'
end;
-- liste_de : les valeurs simples d'un champ
create or replace macro liste_de(est_liste, valeur) as if(
    est_liste, from_json(valeur, '["JSON"]'), [valeur]
);
-- annee_scolaire : l'année scolaire d'un jour, du 1er septembre au 31 août
create or replace macro annee_scolaire(jour) as
concat(
    year(jour) - (month(jour) < 9)::integer, '-',
    year(jour) - (month(jour) < 9)::integer + 1
);
-- premier_jour : le 1er septembre d'une année scolaire
create or replace macro premier_jour(annee) as
make_date(left(annee, 4)::integer, 9, 1);
-- dernier_jour : le 31 août d'une année scolaire
create or replace macro dernier_jour(annee) as
make_date(right(annee, 4)::integer, 8, 31);
-- seance_tenue : si une séance s'est tenue, d'après son état
create or replace macro seance_tenue(etat) as
etat in ('tenue', 'releve_valide', 'diffuse');
-- partenariat_jusqu_a : le dernier jour d'un partenariat : sa fin, ou le jour
-- où il est clos si c'est plus tôt ; vide s'il n'a pas de terme
create or replace macro partenariat_jusqu_a(etat, date_etat, debut, fin) as
case etat when 'clos' then greatest(debut, least(fin, date_etat)) else fin end;
-- action_finie_le : le dernier jour d'une action, plus tôt si on l'a terminée
create or replace macro action_finie_le(etat, date_etat, fin) as
case etat when 'terminee' then least(fin, date_etat) else fin end;
-- annees_entre : les années scolaires que deux jours, le premier avant le
-- second, encadrent ; aucune s'ils sont dans l'autre ordre
create or replace macro annees_entre(premier, dernier) as
list_transform(
    range(
        left(annee_scolaire(premier), 4)::integer,
        right(annee_scolaire(dernier), 4)::integer
    ),
    lambda x: concat(x, '-', x + 1)
);
-- annee_precedente : l'année scolaire d'avant
create or replace macro annee_precedente(annee) as
annee_scolaire(premier_jour(annee) - 1);
-- cle_chiffre : la clé d'un chiffre du bilan, stable d'une année à l'autre
create or replace macro cle_chiffre(mesure, dimension, valeur) as
case
    when dimension = 'ensemble' then mesure
    else concat_ws('.', mesure, dimension, code_de(valeur))
end;
-- taux : un pourcentage entier, jamais 100 tant qu'il en manque
create or replace macro taux(nombre, total) as
case when total > 0 then nombre * 100 // total end;
-- un_an_apres : la valeur d'une dimension un an plus tard ; seul le mois change
create or replace macro un_an_apres(dimension, valeur) as
case dimension
    when 'mois'
        then strftime(
                (valeur || '-01')::date + interval 1 year, '%Y-%m'
            )
    else valeur
end;
-- mois_lu : un mois comme il se lit, « octobre 2025 »
create or replace macro mois_lu(mois) as
concat(
    [
        'janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet',
        'août', 'septembre', 'octobre', 'novembre', 'décembre'
    ][right(mois, 2)::integer],
    ' ', left(mois, 4)
);
-- valeur_en : la valeur d'une dimension, parmi celles d'une ligne
create or replace macro valeur_en(places, dimension) as
case dimension
    when 'axe' then places.axe
    when 'nature' then places.nature
    when 'mois' then places.mois
    when 'periode' then places.periode
    when 'degre' then places.degre
    when 'cycle' then places.cycle
    when 'niveau' then places.niveau
    when 'etablissement' then places.etablissement
    when 'commune' then places.commune
end;
