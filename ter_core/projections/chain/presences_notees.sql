-- One row per séance whose attendance was noted.
--
-- Qui est venu à une séance : la dernière saisie qui note quelqu'un fait foi,
-- et vaut pour toutes les listes. Une clôture qui n'en dit rien les garde.
--
-- presents : présents, dans l'ordre où ils sont notés
-- representes : représentés, et par qui
-- excuses : excusés
-- absents : absents
select
    e.sujet,
    from_json(e.donnees -> '$.presents', '["VARCHAR"]') as presents,
    from_json(
        e.donnees -> '$.representes', '[{"qui": "VARCHAR", "par": "VARCHAR"}]'
    ) as representes,
    from_json(e.donnees -> '$.excuses', '["VARCHAR"]') as excuses,
    from_json(e.donnees -> '$.absents', '["VARCHAR"]') as absents
from evenements_appliques as e
where
    e.type = 'SeanceTenue'
    and e.est_lisible
    and (
        json_array_length(e.donnees, '$.presents') > 0
        or json_array_length(e.donnees, '$.representes') > 0
        or json_array_length(e.donnees, '$.excuses') > 0
        or json_array_length(e.donnees, '$.absents') > 0
    )
qualify row_number() over (partition by e.sujet order by e.ordre desc) = 1
