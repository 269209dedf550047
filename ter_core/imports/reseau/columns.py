"""The columns of the network's sheet: as the empty one shows them, as a filled one names them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from ter_core.vocabulary.choices import Choice, NatureInstance, NatureOrganisme, Role

__all__ = ["COLUMNS", "HEADINGS", "NEEDED", "SheetColumn"]


@frozen(kw_only=True)
class SheetColumn:
    """A column: its field, its heading and the other headings it is known by, its help.

    `choices` are proposed in a list; where `many`, several may be typed, separated by commas.
    `is_text` keeps a spreadsheet from taking a code or a number of telephone for a quantity.
    """

    field: str
    heading: str
    others: tuple[str, ...] = ()
    help: str
    example: str
    width: int
    choices: tuple[Choice, ...] = ()
    many: bool = False
    is_text: bool = False


COLUMNS = (
    SheetColumn(
        field="organisme",
        heading="Organisme",
        others=("Structure", "Collectivité"),
        help="La collectivité, le service ou l'association où la fonction s'exerce ; vide pour "
        "une école ou un collège. Le même nom sur plusieurs lignes est un seul organisme.",
        example="Mairie de Vars",
        width=30,
    ),
    SheetColumn(
        field="nature",
        heading="Nature",
        others=("Nature de l'organisme", "Type d'organisme"),
        help="Ce qu'est l'organisme. Une fois suffit : ses autres lignes peuvent la laisser vide.",
        example="commune",
        width=18,
        choices=tuple(NatureOrganisme),
    ),
    SheetColumn(
        field="lieu",
        heading="Commune ou UAI",
        others=("Lieu", "Rattachement"),
        help="Pour un organisme : sa commune, par son nom ou son code INSEE, si elle est du "
        "territoire. Pour une école ou un collège : son UAI, son code ou son nom (importez "
        "d'abord l'annuaire).",
        example="Vars",
        width=20,
        is_text=True,
    ),
    SheetColumn(
        field="qualite",
        heading="Fonction",
        others=("Qualité",),
        help="La fonction telle qu'on l'écrit, jamais le nom de qui l'exerce. Elle entre au "
        "journal, et y reste.",
        example="Maire de Vars",
        width=34,
    ),
    SheetColumn(
        field="roles",
        heading="Rôle",
        others=("Rôles",),
        help="Ce que fait cette fonction dans le réseau. Plusieurs se séparent par des virgules : "
        "« principal, pilote ».",
        example="élu",
        width=24,
        choices=tuple(Role),
        many=True,
    ),
    SheetColumn(
        field="instances",
        heading="Instances",
        others=("Instance", "Membre de"),
        help="Les instances dont elle est membre, séparées par des virgules. « copil », "
        "« cotech » et « cec » sont créées si elles n'existent pas ; « groupe de travail "
        "natation » aussi, sous ce nom.",
        example="copil, cec",
        width=22,
        choices=tuple(NatureInstance),
        many=True,
    ),
    SheetColumn(
        field="preside",
        heading="Préside",
        others=("Présidence", "Présidence de"),
        help="Les instances qu'elle préside ou copréside.",
        example="cotech",
        width=16,
        choices=tuple(NatureInstance),
        many=True,
    ),
    SheetColumn(
        field="nom",
        heading="Nom",
        others=("Nom et prénom", "Prénom et nom", "Titulaire"),
        help="Qui exerce la fonction. Le nom, le courriel et le téléphone vont au carnet, jamais "
        "au journal. Laissez vide si vous ne le savez pas.",
        example="(prénom et nom)",
        width=24,
    ),
    SheetColumn(
        field="courriel",
        heading="Courriel",
        others=("Mail", "E-mail", "Mél", "Adresse électronique"),
        help="Son adresse électronique, de préférence celle de la fonction.",
        example="mairie@vars.example",
        width=30,
        is_text=True,
    ),
    SheetColumn(
        field="telephone",
        heading="Téléphone",
        others=("Tél", "Portable"),
        help="Une ligne directe, si elle est utile.",
        example="04 99 00 00 00",
        width=16,
        is_text=True,
    ),
    SheetColumn(
        field="code",
        heading="Code",
        others=("Code de la fonction",),
        help="Laissez vide : le programme en propose un. Pour changer l'intitulé d'une fonction "
        "déjà inscrite, donnez le sien (« ter acteurs » les liste).",
        example="maire-vars",
        width=18,
        is_text=True,
    ),
)

_APART = {"commune": ("Commune", "Code INSEE", "INSEE"), "uai": ("UAI", "Établissement", "École")}
_FIRST_NAME = {"prenom": ("Prénom",)}

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {column.field: (column.heading, *column.others) for column in COLUMNS} | _APART | _FIRST_NAME
)
"""The headings of each field; a house sheet may have a commune and a UAI, a first name, apart."""

NEEDED = ("qualite", "roles")
