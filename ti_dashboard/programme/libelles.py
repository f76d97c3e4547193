"""How a code is said in French: in the words of the schema or of the referential that declares it, read there alone.

A code that nobody delivers, because the program computes it, has its words here.
"""

from functools import cache
from types import MappingProxyType

from ti_dashboard.programme.filtres import PHASES, phase_en_mots
from ti_dashboard.referentiels import lire, schemas

# nomenclature → kind of delivery and field whose labels the schema declares
_CHAMPS = {
    "acte": ("financements", "cause"),
    "avis": ("candidatures", "avis_prefet"),
    "decision": ("candidatures", "decision"),
    "etat_emploi": ("emplois", "etat_emploi"),
    "etat_poste": ("postes", "etat_poste"),
    "type_emploi": ("emplois", "type_emploi"),
}
# nomenclature → column of the codes in the referential of the same name
_REFERENTIELS = {"type_montant": "type_montant", "statut_candidature": "statut", "type_jalon": "jalon"}
_CALCULES = {
    "cause": {
        "progres_reel": "Progrès réel",
        "connu_tardivement": "Connu tardivement",
        "correction": "Correction",
        "perimetre": "Périmètre",
    },
    # In the order of its words: a list may be sorted by it.
    "engagement": {
        "annule": "annulé depuis",
        "aucun": "aucun",
        "en_vigueur": "en vigueur",
        "sorti": "projet sorti",
    },
    "delai": {
        "mesure": "mesuré",
        "sans_suite": "sans suite à ce jour",
        "inverse": "dates inversées, écarté",
    },
    "mouvement_de_territoire": {
        "entree": "Entrée dans le programme",
        "sortie": "Sortie du programme",
    },
    "mouvement_de_membre": {
        "maintenu": "Candidate de nouveau",
        "sortant": "Ne candidate pas de nouveau",
        "entrant": "Absent de la phase I",
    },
    "livraison_attendue": {
        "recue": "reçue",
        "apres_cloture": "reçue après la clôture",
        "non_recue": "non reçue",
        "jamais": "jamais reçue",
    },
    # What declarations of one project say differently; the codes are in the order of their words.
    "ecart_declare": {
        "dit_engage_sans_acte": "Dit engagé ou au-delà, aucun financeur ne déclare d'engagement",
        "engage_plus_que_le_cout": "Les financeurs engagent plus que le coût total déclaré",
        "sorti_sans_annulation": "Sorti du programme, l'engagement n'est pas annulé",
        "territoire_different": "Territoire différent chez le financeur",
        "un_acte_avant_le_statut": "Un financeur déclare un engagement, le statut est encore avant",
    },
    "phase": {str(code): phase_en_mots(code) for code in PHASES},
}
# What stands for a state that nobody told, where such subjects are counted like the others.
INCONNU = {"inconnu": "Inconnu"}


@cache
def libelles(nomenclature: str) -> MappingProxyType[str, str]:
    """Code → label, in the order they are declared in."""
    if nomenclature in _REFERENTIELS:
        return MappingProxyType({row[_REFERENTIELS[nomenclature]]: row["libelle"] for row in lire(nomenclature)})
    if nomenclature in _CALCULES:
        return MappingProxyType(_CALCULES[nomenclature])
    kind, name = _CHAMPS[nomenclature]
    declared: dict[str, str] = next(f["libelles"] for f in schemas.lire(kind)["fields"] if f["name"] == name)
    return MappingProxyType(declared)


def dire(nomenclature: str, code: object) -> str:
    """« Favorable avec réserve ». Raises KeyError for a code that is not declared."""
    return (libelles(nomenclature) | INCONNU)[str(code)]


@cache
def echelons() -> MappingProxyType[int, str]:
    """Rank → label of the rungs of the ladder that a territory climbs, without the unknown one."""
    rungs = (row for row in lire("type_jalon") if row["famille"] == "demarche" and row["rang"])
    return MappingProxyType({int(row["rang"]): row["libelle"] for row in rungs})


def formes(nomenclature: str, code: object) -> tuple[str, str]:
    """What follows a count of them: « pourvu » and « pourvus », « recrutement en cours » and « recrutements… »."""
    label = dire(nomenclature, code)
    return label.lower(), pluriel(label).lower()


def pluriel(libelle: str) -> str:
    """« Recrutements en cours », « Engagés »: the first word of a label carries the mark."""
    first, space, rest = libelle.partition(" ")
    return f"{first if first.endswith('s') else first + 's'}{space}{rest}"
