-- One row per sending of a relevé.
--
-- Les envois du relevé de chaque séance : à qui, quand, et quel fichier.
--
-- sujet : séance
-- version : version envoyée
-- date_diffusion : jour de l'envoi
-- canal : canal
-- destinataires : codes des destinataires
-- nb_destinataires : leur nombre
-- empreinte : empreinte SHA-256 du fichier envoyé ; vide s'il n'est pas connu
-- evenement : événement qui le dit
with appeles as materialized (
    select
        sujet,
        code_affiche
    from noms
    where
        split_part(sujet, ':', 1) in ('acteur', 'organisme')
),

codes_lus as (
    select map(list(sujet), list(code_affiche)) as codes
    from appeles
)

select
    d.sujet,
    1 + (
        select count(*)
        from evenements.releve_rectifie as r
        where
            d.sujet = r.sujet
            and (r.profondeur, r.id) < (d.profondeur, d.id)
    ) as version,
    d.survenu_le as date_diffusion,
    d.canal,
    list_transform(
        d.destinataires, lambda x: coalesce(a.codes[x], code_de(x))
    ) as destinataires,
    len(d.destinataires) as nb_destinataires,
    d.empreinte,
    d.id as evenement
from evenements.releve_diffuse as d
cross join codes_lus as a
