"""The columns of the legal format of subsidies under every name that publishers give them: code of the schema in any
case, title of the schema, header of the format that came before it, slips that never were mended.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from ti_dashboard.ingest.reception.valeurs import mot_cle

LUES: Mapping[str, tuple[str, ...]] = {
    "nomAttribuant": ("Nom de l'attribuant", "Nom de l'attributaire", "Nom attributaire", "COLL_NOM"),
    "idAttribuant": (
        "Identification de l'attribuant",
        "Identification de l'attribuant (SIRET)",
        "Identification de l'attributaire",
        "Identification de l'attributaire (SIRET)",
        "SIRET de l'attribuant",
        "SIRET attribuant",
        "COLL_SIRET",
    ),
    "dateConvention": (
        "Date de convention",
        "Date de la convention",
        "Date de la convention de subvention",
        "Date de la convention de subvention (AAAA-MM-JJ)",
        "ACTE_DATE",
    ),
    "referenceDecision": ("Référence de la décision", "ACTE_REF"),
    "nomBeneficiaire": ("Nom du bénéficiaire", "ATTRIB_NOM", "nomBeneficiere", "nonBeneficiaire"),
    "idBeneficiaire": (
        "Identification du bénéficiaire",
        "Identification du bénéficiaire (SIRET)",
        "SIRET du bénéficiaire",
        "SIRET bénéficiaire",
        "N° SIRET",
        "Numéro SIRET",
        "ATTRIB_SIRET",
        "idBeneficiare",
    ),
    "rnaBeneficiaire": ("RNA du bénéficiaire",),
    "montant": ("Montant total de la subvention", "Montant de la subvention", "SUB_MONTANT"),
    "nature": ("Nature de la subvention", "SUB_NATURE"),
    "pourcentageSubvention": (
        "Pourcentage du montant de la subvention attribué au bénéficiaire",
        "Pourcentage du montant de la subvention attribuée au bénéficiaire",
        "Pourcentage du montant total de la subvention attribuée au bénéficiaire",
        "% du mt de la subvention attribuée au bénéficiaire",
    ),
    "statutLabel": ("Statut de la demande",),
    "montantDemande": ("Montant de la demande",),
    "dateDemande": ("Date de la demande",),
}
# Columns of the format that say nothing a dashboard of money needs.
PASSEES: Mapping[str, tuple[str, ...]] = {
    "objet": ("object", "Objet de la convention", "Objet de la subvention", "SUB_OBJET", "SUB_OBJ"),
    "conditionsVersement": ("Conditions de versement", "Conditions de versement de la subvention"),
    "datesPeriodeVersement": (
        "Date ou période de versement",
        "Date(s) ou période(s) de versement",
        "Date(s) ou période(s) de versement (AAAA-MM-JJ)",
        "Date de versement",
    ),
    "idRAE": (),
    "notificationUE": (),
    "dispositifAide": (),
}
CLES: Mapping[str, str] = {
    mot_cle(said): name for names in (LUES, PASSEES) for name, others in names.items() for said in (name, *others)
}
"""Key of a header → the column of the schema it stands for."""
# A remark after a name: « montant (€) », « idAttribuant (SIRET) »; one that changes the unit is no mere remark.
_REMARQUE = re.compile(r"\s*\([^()]*\)\s*\*?\s*$")
_UNITE = re.compile(r"\b[km] ?€|milli|kilo", re.IGNORECASE)


def cles(rows: Iterable[Sequence[object]]) -> dict[str, str]:
    """``CLES`` with the headers among ``rows`` that only add a remark to a known name."""
    found = dict(CLES)
    for cell in (cell[:200] for row in rows for cell in row if isinstance(cell, str) and "(" in cell[:200]):
        name = None if _UNITE.search(cell) else CLES.get(mot_cle(_REMARQUE.sub("", cell)))
        if name:
            found.setdefault(mot_cle(cell), name)
    return found
