"""Text files and disguised files that must never be loaded: what each is, and the sentence its sender must read."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from ti_dashboard.ingest.reception.schema import schema

EN_TETE = schema("financements").propres
LIGNE = {
    "reference": "A1", "phase": "1", "projet_id": "P1", "territoire_id": "ti-8419", "operateur_id": "bpifrance",
    "instrument_id": "aides-bpifrance", "type_montant": "engage", "nature_aide": "subvention", "montant": "100,50",
    "date_effet": "15/03/2019", "cause": "initial",
}  # fmt: skip
EN_TETE_CSV = ";".join(EN_TETE)
LIGNE_CSV = ";".join(LIGNE.values())


@dataclass(frozen=True)
class Hostile:
    """``octets`` received under the name ``fichier``; ``dit``: words of the refusal."""

    nom: str
    fichier: str
    octets: Callable[[], bytes]
    dit: str


def ligne(**changes: str) -> bytes:
    """A CSV of one row, right but for ``changes``."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([EN_TETE, list((LIGNE | changes).values())])
    return out.getvalue().encode()


def texte(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def en_tete(**changes: str) -> bytes:
    """A right row under a header where some names are changed."""
    return texte(";".join(changes.get(n, n) for n in EN_TETE), LIGNE_CSV)


# what is wrong → (cell changed, words of the refusal)
CASES = {
    "formule": ({"reference": '=HYPERLINK("http://exemple.fr")'}, "est une formule de tableur. Collez la valeur"),
    "formule dans le montant": ({"montant": "=1+1"}, "est une formule de tableur"),
    "formule arobase": ({"reference": "@SUM(1)"}, "commence comme une formule de tableur"),
    "formule plus": ({"reference": "+cmd|' /C calc'!A0"}, "commence comme une formule de tableur"),
    "formule tabulation": ({"reference": "\t=1"}, "commence comme une formule de tableur"),
    "date de 1900": ({"date_effet": "01/01/1900"}, "est inférieur au minimum 01/01/2015"),
    "date de 9999": ({"date_effet": "31/12/9999"}, "est postérieure à la réception du fichier (01/10/2019)"),
    "date du lendemain": ({"date_effet": "02/10/2019"}, "Un fait daté du futur n'a pas eu lieu : corrigez la date."),
    "date américaine": ({"date_effet": "09/24/2019"}, "ordre américain (mois/jour/année). Écrivez 24/09/2019"),
    "année courte": ({"date_effet": "24/09/19"}, "a une année sur deux chiffres. Écrivez l'année sur quatre chiffres"),
    "30 février": ({"date_effet": "30/02/2019"}, "n'existe pas au calendrier. Écrivez la date sous la forme"),
    "numéro de jour": ({"date_effet": "43732"}, "numéro de jour de tableur (sans doute le 24/09/2019)"),
    "date bavarde": ({"date_effet": "à la rentrée"}, "n'est pas une date. Écrivez la date sous la forme 24/09/2019"),
    "mois inconnu": ({"date_effet": "24 brumaire 2019"}, "n'est pas une date : le mois n'est pas reconnu."),
    "1e308": ({"montant": "1e308"}, "dépasse ce qu'un montant peut être. Vérifiez l'unité et le nombre de zéros."),
    "1e-400": ({"montant": "1e-400"}, "est en notation scientifique et a perdu des chiffres. Écrivez tous"),
    "mille chiffres": ({"montant": "9" * 5000}, "dépasse ce qu'un montant peut être"),
    "pas un nombre": ({"montant": "nan"}, "n'est pas un nombre. Écrivez un nombre seul, par exemple 1234,56."),
    "infini": ({"montant": "-inf"}, "n'est pas un nombre"),
    "chiffres arabes": ({"montant": "١٢٣"}, "n'est pas un nombre"),
    "sens renversé": ({"montant": "12\u202e34"}, "n'est pas un nombre"),
    "anglais": ({"montant": "1,234.56"}, "est écrit à l'anglaise. Écrivez 1234,56, sans séparateur de milliers."),
    "virgule de milliers": ({"montant": "1,234"}, "a plus de 2 décimales. Arrondissez au centime ; les milliers se"),
    "point ambigu": ({"montant": "1.234"}, "Écrivez 1234 si ce sont des milliers, ou une virgule si"),
    "milliers": ({"montant": "12 k€"}, "est exprimé en milliers ou en millions. Écrivez le montant en euros"),
    "millions": ({"montant": "1,5 M€"}, "est exprimé en milliers ou en millions"),
    "pourcentage": ({"montant": "12 %"}, "est un pourcentage. Écrivez le montant en euros."),
    "parenthèses": ({"montant": "(100)"}, "est négatif alors que la ligne est une première déclaration."),
    "parenthèses emboîtées": ({"montant": "((100))"}, "est entre parenthèses. Écrivez une diminution avec le signe"),
    "tiret": ({"montant": " -   € "}, "ne dit pas si la valeur est nulle ou inconnue. Écrivez 0 s'il n'y a rien"),
    "dollars": ({"montant": "100 $"}, "n'est pas en euros. Convertissez le montant en euros."),
    "espaces mal placés": ({"montant": "12 34"}, "a des espaces mal placés. Groupez les chiffres par trois"),
    "erreur de calcul": ({"montant": "#DIV/0!"}, "est une erreur de calcul du tableur. Écrivez la bonne valeur, ou"),
    "engagement négatif": ({"montant": "-5"}, "Une diminution est une correction : mettez « correction » dans"),
    "paiement négatif": ({"montant": "-5", "type_montant": "Payé"}, "est négatif alors que la ligne est une première"),
    "caractère de contrôle": ({"reference": "A\x07"}, "contient un caractère de contrôle invisible. Effacez la case"),
    "texte renversé": ({"reference": "A\u202eB"}, "contient un caractère de contrôle invisible"),
    "texte trop long": ({"reference": "A" * 2000}, "fait 2 000 caractères, 1 000 au plus sont admis"),
    "code inconnu": ({"operateur_id": "bpifranse"}, "n'est pas admis. Vouliez-vous écrire « bpifrance » ?"),
    "code absurde": ({"type_montant": "zzz"}, "n'est pas admis. Valeurs possibles : annonce, fleche, demande"),
    "phase 3": ({"phase": "3"}, "n'est pas admis. Valeurs possibles : 1, 2."),
    "code de territoire": ({"territoire_id": "84-19"}, "n'a pas la forme attendue (ti-[0-9]{4}). Corrigez le code."),
    "case vide": ({"reference": " "}, "la valeur est obligatoire et la case est vide. Remplissez la case."),
}  # fmt: skip

TEXTES = [
    Hostile("vide", "a.csv", lambda: b"", "le fichier est vide. Vérifiez que le bon fichier a été envoyé."),
    Hostile("marque d'ordre seule", "a.csv", lambda: b"\xef\xbb\xbf", "le fichier est vide"),
    Hostile("espaces", "a.csv", lambda: b"  \n \t \n" * 50, "le fichier est vide"),
    Hostile("en-tête seul", "a.csv", lambda: EN_TETE_CSV.encode(), "l'en-tête n'est suivi d'aucune ligne."),
    Hostile("octet nul", "a.csv", lambda: ligne(reference="A\0B"), "la ligne 2 contient un octet nul"),
    Hostile("UTF-16 sans marque", "a.csv", lambda: ligne().decode().encode("utf-16-le"), "contient un octet nul"),
    Hostile("UTF-32", "a.csv", lambda: ligne().decode().encode("utf-32"), "le fichier est encodé en UTF-32."),
    Hostile("UTF-16 coupé", "a.csv", lambda: ligne().decode().encode("utf-16")[:-1], "n'est pas lisible en utf-16"),
    Hostile("encodages mêlés", "a.csv",
            lambda: ligne(reference="é") + ligne(reference="é").decode().encode("cp1252"),
            "deux encodages sont mêlés : la ligne 4 n'est pas en UTF-8, alors que le reste l'est."),
    Hostile("encodages mêlés sur une ligne", "a.csv", lambda: ligne(reference="é").replace(b"P1", b"\xe9t\xe9"),
            "deux encodages sont mêlés : la ligne 2"),
    Hostile("marque UTF-8 et encodages mêlés", "a.csv",
            lambda: b"\xef\xbb\xbf" + ligne(reference="é") + ligne(reference="é").decode().encode("cp1252"),
            "deux encodages sont mêlés"),
    Hostile("octet sans lettre", "a.csv", lambda: ligne().replace(b"A1", b"A\x81"), "dans aucun encodage connu"),
    Hostile("un million de colonnes", "a.csv", lambda: b";" * 1_000_000 + b"\n", "la ligne 1 dépasse 1 000 000 caract"),
    Hostile("600 colonnes", "a.csv", lambda: b";".join([b"a"] * 600),
            "600 colonnes, 500 au plus sont admises. Vérifiez le séparateur de colonnes."),
    Hostile("ligne sans fin", "a.csv", lambda: EN_TETE_CSV.encode() + b"\n" + b"x" * 3_000_000, "la ligne 2 dépasse"),
    Hostile("case très longue", "a.csv", lambda: ligne(reference="x" * 40_000),
            "une case de plus de 32 767 caractères"),
    Hostile("guillemet ouvert", "a.csv", lambda: texte(EN_TETE_CSV, '"' + LIGNE_CSV), "un guillemet n'est pas fermé"),
    Hostile("guillemets mal placés", "a.csv", lambda: texte(EN_TETE_CSV, LIGNE_CSV.replace("A1", '"A"1')),
            "Doublez les guillemets à l'intérieur d'un texte"),
    Hostile("guillemet avaleur", "a.csv", lambda: texte(EN_TETE_CSV, '"' + (LIGNE_CSV + "\n") * 5000),
            "n'est plus lisible à partir de la ligne 2"),
    Hostile("en-tête en double", "a.csv", lambda: en_tete(projet_id="montant"),
            "l'en-tête « montant » figure deux fois"),
    Hostile("double à l'accent près", "a.csv", lambda: en_tete(projet_id="MONTANT "),
            "Gardez une seule de ces colonnes."),
    Hostile("en-tête en sosie", "a.csv", lambda: en_tete(montant="mоntant"),
            "des lettres d'un autre alphabet. Retapez"),
    Hostile("en-tête mal tapé", "a.csv", lambda: en_tete(projet_id="projt_id"),
            "n'est pas connu et ressemble à « projet_id »"),
    Hostile("colonne absente", "a.csv", lambda: en_tete(montant="commentaire"),
            "la colonne obligatoire montant manque."),
    Hostile("colonnes absentes", "a.csv", lambda: en_tete(montant="x", cause="y"),
            "obligatoires montant, cause manquent."),
    Hostile("rien de connu", "a.csv", lambda: texte("a;b", "1;2"),
            "aucun en-tête connu n'a été trouvé dans les 30 prem"),
    Hostile("ligne trop longue", "a.csv", lambda: texte(EN_TETE_CSV, LIGNE_CSV + ";de trop"),
            "la ligne a plus de cases que l'en-tête. Entourez de guillemets"),
    Hostile("ligne trop courte", "a.csv", lambda: texte(EN_TETE_CSV, "A1;1"), "la valeur est obligatoire"),
    Hostile("total seul", "a.csv", lambda: texte(EN_TETE_CSV, "TOTAL GÉNÉRAL;;;;;;;;100;;"),
            "l'en-tête n'est suivi que de totaux, de notes ou de lignes masquées."),
    *(Hostile(nom, "a.csv", lambda c=c: ligne(**c), dit) for nom, (c, dit) in CASES.items()),
]  # fmt: skip
