-- One row per finding of the latest diagnostic of the territory.
--
-- Ce que constate le dernier diagnostic territorial, sur lequel repose la
-- convention.
--
-- sujet : territoire
-- rang : place dans le diagnostic
-- theme : thème
-- texte : constat
-- source : d'où il vient
-- date_diagnostic : jour où le dernier diagnostic a été établi
-- nb_diagnostics : diagnostics établis, celui-ci compris
select
    c.sujet,
    c.rang,
    c.un.theme,
    c.un.texte,
    c.un.source,
    c.date_diagnostic,
    c.nb_diagnostics
from (
    select
        sujet,
        unnest(constats) as un,
        generate_subscripts(constats, 1) as rang,
        date_diagnostic_territorial_etabli as date_diagnostic,
        nb_diagnostic_territorial_etabli as nb_diagnostics
    from sujets.territoire
) as c
