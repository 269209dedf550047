-- One row per school year of which something is known.
-- Given (faits).
--
-- Les années scolaires ouvertes, et celles où il s'est passé quelque chose.
select distinct
    case genre
        when 'annee' then annee_scolaire
        when 'participation' then annee_scolaire(jour)
        else annee_scolaire(debut)
    end as annee_scolaire
from query_table(faits)
where
    genre in ('annee', 'participation')
    or (genre = 'action' and debut is not null)
