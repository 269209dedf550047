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
    when 'booleen' then if((valeur ->> '$')::boolean, 'oui', 'non')
    when 'reference' then code_de(valeur ->> '$')
    when 'evenement' then right(valeur ->> '$', 8)
    when 'ligne'
        then array_to_string(
                list_transform(
                    json_extract_string(valeur, '$.*'),
                    lambda x: regexp_replace(x, '^[a-z_]+:', '')
                ),
                ' '
            )
    else valeur ->> '$'
end;
-- liste_de : les valeurs simples d'un champ
create or replace macro liste_de(est_liste, valeur) as if(
    est_liste, from_json(valeur, '["JSON"]'), [valeur]
);
