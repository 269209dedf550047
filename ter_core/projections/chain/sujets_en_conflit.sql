-- One row per subject of which a field has two live values that differ.
--
-- Les sujets en conflit ; le détail est dans la vue des conflits.
--
-- champs : champs en cause
select
    sujet,
    list(champ order by champ) as champs
from (
    select
        sujet,
        champ
    from valeurs_vivantes
    group by sujet, champ
    having count(distinct coalesce(valeur::varchar, '')) > 1
)
group by sujet
