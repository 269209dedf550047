-- One row per subject of which a field has two live values that differ.
--
-- Les sujets en conflit ; le détail est dans la vue des conflits. Le programme
-- en tient la table `sujets_en_conflit` à jour.
--
-- champs : champs en cause
with opposees as (
    select
        sujet,
        champ
    from valeurs_vivantes
    group by sujet, champ
    having count(distinct coalesce(valeur::varchar, '')) > 1
)

select
    sujet,
    list(champ order by champ) as champs
from opposees
group by sujet
