-- One row per school year of which something is known.
-- Given (faits).
--
-- Les années scolaires ouvertes, et celles où il s'est passé quelque chose.
select distinct
    case genre
        when 'annee' then annee_scolaire
        when 'action' then annee_scolaire(debut)
        when 'decision' then annee_scolaire(date_creation)
        else annee_scolaire(jour)
    end as annee_scolaire
from query_table(faits)
where
    genre in ('annee', 'participation')
    or (genre = 'seance' and jour <= date_observation())
    or (genre = 'action' and debut is not null)
    or (genre = 'decision' and date_creation is not null)
