-- One row per period of a school year.
--
-- Les cinq périodes de classe de chaque année scolaire ouverte.
--
-- annee_scolaire : année scolaire
-- periode : P1 à P5
-- debut : premier jour
-- fin : dernier jour
with p as (
    select
        i.sujet,
        unnest(i.periodes) as une,
        generate_subscripts(i.periodes, 1) as rang
    from sujets.annee as i
)

select
    a.annee_scolaire,
    'P' || p.rang as periode,
    p.une.debut,
    p.une.fin
from sujets.annee as a
cross join p
where a.sujet = p.sujet
