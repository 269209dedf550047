-- One row per written section of a bilan, and per axe where it is about one.
--
-- Les sections rédigées des bilans : la dernière rédaction de chacune.
--
-- annee_scolaire : année scolaire
-- section : section
-- libelle_section : nom de la section
-- code_axe : axe ; vide si elle parle de tous
-- libelle_axe : son intitulé
-- texte : texte
-- date_redaction : date de cette rédaction
-- code_auteur : qui l'a rédigée
-- id_court : fin de l'identifiant de l'événement
with dernieres as (
    select
        sujet,
        section,
        axe,
        arg_max(texte, { 'p': profondeur, 'i': id }) as texte,
        arg_max(survenu_le, { 'p': profondeur, 'i': id }) as date_redaction,
        arg_max(auteur, { 'p': profondeur, 'i': id }) as auteur,
        arg_max(id, { 'p': profondeur, 'i': id }) as id
    from evenements.section_redigee
    group by sujet, section, axe
)

select
    code_de(d.sujet) as annee_scolaire,
    d.section,
    m.libelle as libelle_section,
    code_de(d.axe) as code_axe,
    n.libelle as libelle_axe,
    d.texte,
    d.date_redaction,
    code_de(d.auteur) as code_auteur,
    right(d.id, 8) as id_court
from dernieres as d
left join noms as n on d.axe = n.sujet
left join mots as m
    on
        d.section = m.mot
        and m.type = 'SectionRedigee'
        and m.champ = 'section'
