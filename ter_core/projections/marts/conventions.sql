-- One row per convention that was signed.
--
-- Les conventions du territoire. La dernière signée est celle qui compte ; les
-- précédentes restent dans l'histoire.
--
-- sujet : territoire
-- id : événement qui la signe
-- id_court : fin de l'identifiant, assez pour le nommer
-- date_signature : jour de la signature
-- lieu : lieu de la signature
-- debut : premier jour de validité
-- fin : dernier jour de validité ; vide si elle n'a pas de terme
-- document : document signé
-- nb_signataires : signataires
-- rang : 1 pour la dernière signée
-- situation : a_venir, en_vigueur ou echue
-- libelle_situation : nom de la situation
-- code_auteur : qui l'a enregistrée
with signees as (
    select
        *,
        row_number() over (
            order by survenu_le desc, profondeur desc, id desc
        ) as place,
        case
            when debut > date_observation() then 'a_venir'
            when fin < date_observation() then 'echue'
            else 'en_vigueur'
        end as situation
    from evenements.convention_signee
)

select
    s.sujet,
    s.id,
    right(s.id, 8) as id_court,
    s.survenu_le as date_signature,
    s.lieu,
    s.debut,
    s.fin,
    s.document,
    len(s.signataires) as nb_signataires,
    s.place as rang,
    s.situation,
    case s.situation
        when 'a_venir' then 'à venir'
        when 'echue' then 'échue'
        else 'en vigueur'
    end as libelle_situation,
    code_de(s.auteur) as code_auteur
from signees as s
