"""Who still owes what, what is attached to no territory, who contradicts whom, and what was said in public."""

from collections.abc import Callable

from ti_dashboard.ecrans.donnees.parametres import VOLET, VOLETS
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.portee import AUCUN
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE, ECHELLE
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.publies import chiffres_publies
from ti_dashboard.questions.releve import relever
from ti_dashboard.referentiels.natures import dues
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

COLONNES_LIVRAISONS = (
    Colonne("emetteur", "Émetteur"),
    Colonne("nature", "Nature"),
    Colonne("etat", "État", code="livraison_attendue"),
    Colonne("est_attendue", "Attendue", "oui_non"),
    Colonne("derniere_reception", "Dernière réception", "jour", absent="—"),
    Colonne("nb_lignes", "Lignes", "entier"),
    Colonne("nb_rejets", "Rejetées", "entier"),
    Colonne("total_controle", "Total déclaré", "euros", absent="—"),
    Colonne("total_lu", "Somme lue", "euros", absent="—"),
    Colonne("ecart_controle", "Écart", "euros", absent="—"),
)
COLONNES_NON_RATTACHES = (
    Colonne("emetteur", "Émetteur"),
    Colonne("nature_montant", "Nature"),
    Colonne("nb_lignes", "Lignes", "entier"),
    Colonne("montant_eur", "Montant non rattaché", "euros"),
    Colonne("nb_inconnus", "Montants inconnus", "entier"),
)
COLONNES_ECARTS = (
    Colonne("constat", "Écart", code="ecart_declare"),
    Colonne("intitule", "Projet"),
    Colonne("projet_id", "Code"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("statut", "Statut déclaré"),
    Colonne("engage", "Engagé par les financeurs", "euros", absent="—", inconnus="nb_inconnus"),
    Colonne("paye", "Payé", "euros", absent="—", inconnus="nb_paiements_inconnus"),
    Colonne("financeurs", "Financeurs", absent="—"),
)
COLONNES_PUBLIES = (
    Colonne("indicateur", "Indicateur"),
    Colonne("dit", "Dit en public"),
    Colonne("calcule", "Calculé ici"),
    Colonne("accord", "Accord"),
    Colonne("source", "Source"),
)
ACCORDS = {
    "conforme": "conforme",
    "different": "différent",
    "autre_definition": "autre définition",
    "non_calcule": "inconnu ici",
}


def livraisons(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = list(poser(contexte.publication, "livraisons_attendues", arrete=contexte.choix.arrete, dues=dues()))
    return TableauCompose("Livraisons attendues et reçues", COLONNES_LIVRAISONS, rows, AUCUN)


def non_rattaches(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = _de_la_phase(contexte, "euros_non_rattaches")
    kinds = tuple(ECHELLE.values())
    return TableauCompose("Montants non rattachés", COLONNES_NON_RATTACHES, rows, AUCUN, indicateurs=kinds)


def _de_la_phase(contexte: Contexte, nom: str) -> list[Ligne]:
    return list(poser(contexte.publication, nom, arrete=contexte.choix.arrete, phase=contexte.choix.phase))


def ecarts(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows, named = _de_la_phase(contexte, "ecarts_declarations"), (ECHELLE["engage"], ECHELLE["paye"])
    return TableauCompose("Écarts de déclaration", COLONNES_ECARTS, rows, AUCUN, indicateurs=named)


def publies(contexte: Contexte, _mots: Mots) -> TableauCompose:
    choix = contexte.choix
    national = Filtres(choix.arrete, choix.phase)
    measured = relever(contexte.publication, national).get(choix.arrete, {})
    said = chiffres_publies(contexte.publication, choix.arrete, choix.phase)
    rows = []
    for name, one in said.items():
        value = measured[name].valeur if name in measured else None
        rows.append(
            {
                "indicateur": CATALOGUE[name].libelle if name in CATALOGUE else name,
                "dit": f"{one.qualificatif} {formater(name, one.valeur)}",
                "calcule": formater(name, value),
                "accord": ACCORDS[one.accord_avec(value)],
                "source": one.source,
            }
        )
    named = tuple(name for name in said if name in CATALOGUE)
    return TableauCompose("Chiffres publiés et calculés", COLONNES_PUBLIES, rows, AUCUN, indicateurs=named)


def _tableau(cle: str, composer: Callable[[Contexte, Mots], TableauCompose]) -> Tableau:
    return Tableau(cle, "donnees", composer, place={VOLET.nom: VOLETS[1]})


LIVRAISONS = _tableau("livraisons", livraisons)
NON_RATTACHES = _tableau("non-rattaches", non_rattaches)
ECARTS = _tableau("ecarts", ecarts)
PUBLIES = _tableau("publies", publies)
