-- One row per convention and body that signed it.
--
-- Qui a signé chaque convention, et à quel titre.
--
-- convention : événement qui signe la convention
-- date_signature : jour de la signature
-- rang_convention : 1 pour la dernière convention signée
-- rang : place parmi les signataires
-- organisme : code de l'organisme
-- sujet_organisme : le même, nature comprise
-- nom_organisme : son nom
-- libelle_nature : nature de l'organisme
-- qualite : titre de qui a signé pour lui
-- depuis : jour où cet organisme a signé une convention pour la première fois
with appeles as materialized (
    select
        sujet,
        code_affiche,
        libelle
    from noms
    where split_part(sujet, ':', 1) = 'organisme'
),

signees as (
    select
        id,
        survenu_le,
        signataires,
        row_number() over (
            order by survenu_le desc, profondeur desc, id desc
        ) as rang_convention
    from evenements.convention_signee
),

lignes as (
    select
        id,
        survenu_le,
        rang_convention,
        unnest(signataires) as un,
        generate_subscripts(signataires, 1) as rang
    from signees
)

select
    l.id as convention,
    l.survenu_le as date_signature,
    l.rang_convention,
    l.rang,
    coalesce(n.code_affiche, code_de(l.un.organisme)) as organisme,
    l.un.organisme as sujet_organisme,
    n.libelle as nom_organisme,
    m.libelle as libelle_nature,
    l.un.qualite,
    min(l.survenu_le) over (partition by l.un.organisme) as depuis
from lignes as l
left join appeles as n on l.un.organisme = n.sujet
left join sujets.organisme as o on l.un.organisme = o.sujet
left join mots as m
    on o.nature = m.mot and m.type = 'OrganismeInscrit' and m.champ = 'nature'
