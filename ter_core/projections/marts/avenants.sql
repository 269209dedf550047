-- One row per amendment to the convention.
--
-- Les avenants signés, chacun à la convention qui était alors la dernière.
--
-- sujet : territoire
-- id : événement qui le signe
-- id_court : fin de l'identifiant, assez pour le nommer
-- date_signature : jour de la signature
-- annee_scolaire : année scolaire de ce jour
-- objet : ce qu'il change
-- convention : événement qui signe la convention modifiée ; vide s'il n'y en
--     avait pas
-- date_convention : jour où cette convention avait été signée
-- code_auteur : qui l'a enregistré
with conventions_signees as (
    select
        id,
        survenu_le,
        profondeur
    from evenements.convention_signee
),

modifiees as (
    select
        a.id,
        arg_max(
            { 'id': c.id, 'jour': c.survenu_le },
            { 'j': c.survenu_le, 'p': c.profondeur, 'i': c.id }
        ) as une
    from evenements.avenant_signe as a
    inner join conventions_signees as c on a.survenu_le >= c.survenu_le
    group by a.id
)

select
    a.sujet,
    a.id,
    right(a.id, 8) as id_court,
    a.survenu_le as date_signature,
    annee_scolaire(a.survenu_le) as annee_scolaire,
    a.objet,
    m.une.id as convention,
    m.une.jour as date_convention,
    code_de(a.auteur) as code_auteur
from evenements.avenant_signe as a
left join modifiees as m on a.id = m.id
