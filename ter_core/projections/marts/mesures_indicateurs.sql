-- One row per measure of an indicateur.
--
-- Les mesures des indicateurs. La date du fait les ordonne, quel que soit le
-- jour où elles sont saisies ; de deux mesures du même jour, la dernière
-- saisie est celle que l'on retient.
--
-- id : identifiant de l'événement
-- id_court : fin de l'identifiant, assez pour la nommer
-- sujet : indicateur mesuré
-- code_indicateur : son code
-- intitule : son intitulé
-- unite : son unité
-- date_mesure : date de la mesure
-- annee_scolaire : année scolaire de cette date
-- valeur : valeur mesurée
-- source : d'où elle vient
-- est_retenue : vrai si aucune autre n'est saisie après elle pour ce jour
-- code_auteur : qui l'a enregistrée
with appeles as materialized (
    select
        sujet,
        code_affiche
    from noms
    where split_part(sujet, ':', 1) = 'indicateur'
)

select
    m.id,
    right(m.id, 8) as id_court,
    m.sujet,
    n.code_affiche as code_indicateur,
    i.intitule,
    i.unite,
    m.survenu_le as date_mesure,
    annee_scolaire(m.survenu_le) as annee_scolaire,
    try_cast(m.valeur as decimal(18, 4)) as valeur,
    m.source,
    row_number() over (
        partition by m.sujet, m.survenu_le order by m.profondeur desc, m.id desc
    ) = 1 as est_retenue,
    code_de(m.auteur) as code_auteur
from evenements.indicateur_mesure as m
inner join sujets.indicateur as i on m.sujet = i.sujet
left join appeles as n on m.sujet = n.sujet
