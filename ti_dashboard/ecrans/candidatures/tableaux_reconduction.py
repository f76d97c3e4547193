"""Under the applications: who comes again, what was united or split, and the levers of the envelope."""

from collections.abc import Mapping, Sequence

from ti_dashboard.ecrans.candidatures import blocs_lignage
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import LIEUX, TOUS, phase_en_mots
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, colonnes_dites

COLONNES_RECONDUCTION = (
    Colonne("territoire", "Territoire de phase I"),
    Colonne("region", "Région"),
    Colonne("nb_membres", "Membres en phase I", "entier"),
    Colonne("nb_maintenus", "Candidatent de nouveau", "entier"),
    Colonne("nb_sortants", "Ne candidatent plus", "entier"),
    Colonne("sortants", "Lesquels", absent="—"),
    Colonne("candidatures", "Candidatures", absent="aucune"),
    Colonne("suites", "Suites par la population", absent="aucune"),
)
CHIFFRES = {"nb_maintenus": "nb_membres_maintenus", "nb_sortants": "nb_membres_sortants"}
COLONNES_LIGNAGE = (
    Colonne("mouvement", "Mouvement"),
    Colonne("avant", phase_en_mots(1)),
    Colonne("apres", phase_en_mots(2)),
)
COLONNES_LEVIERS = (
    Colonne("levier", "Levier"),
    Colonne("instrument", "Dispositif suivi", absent="aucun"),
    Colonne("annonce", "Annoncé", absent="inconnu"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", "inconnu", indicateur="montant_engage"),
    Colonne("montant_paye", "Payé, État et opérateurs", "euros", "inconnu", indicateur="montant_paye_etat_operateurs"),
    Colonne("remarque", "À savoir", absent="—"),
)
CHIFFRES_LEVIERS = {"montant_engage": "montant_engage", "montant_paye": "montant_paye_etat_operateurs"}
PAR_SIREN = (
    "Les membres sont comparés par SIREN : une commune seule que son intercommunalité remplace paraît sortante, et "
    "celle-ci entrante. Les « suites » sont les territoires de phase II qui ont de la population en commun."
)
PAR_POPULATION = "Deux territoires sont liés quand ils ont de la population en commun."
ENVELOPPE = (
    "Annoncée en un seul chiffre : la répartition par levier n'a pas été publiée. Engagé et payé : ce que le registre "
    "sait du dispositif en phase II, pour les filtres de l'écran ; rien ne dit quelle part vient de cette enveloppe. "
    "Sans aucune ligne reçue, « inconnu ». Aucun total : ce sont des natures différentes."
)


def membres(contexte: Contexte) -> tuple[Ligne, ...]:
    return candidatures.membres(contexte.publication, contexte.choix, contexte.choix.arrete)


def reconduction(contexte: Contexte, _mots: Mots) -> TableauCompose:
    """Territories of phase I that apply again, their members kept, entering and leaving."""
    before = candidatures.lignage(contexte.publication, contexte.choix, 1)
    rows = par_territoire(membres(contexte), {r["territoire_id"]: r["autres"] for r in before})
    return TableauCompose(
        "Reconduction", COLONNES_RECONDUCTION, rows, LIEUX, (("Membre", PAR_SIREN),), tuple(CHIFFRES.values()), chiffre
    )


def par_territoire(members: tuple[Ligne, ...], suites: Mapping[object, Sequence[str] | None]) -> list[Ligne]:
    """One row per territory of phase I, those that lose most of their members first.

    ``suites``: territory of phase I → names of those of phase II that share population with it.
    """
    groups: dict[object, list[Ligne]] = {}
    for member in members:
        if member["territoire_id"]:
            groups.setdefault(member["territoire_id"], []).append(member)
    rows = [_un_territoire(group, suites.get(key)) for key, group in groups.items()]
    return sorted(rows, key=lambda r: (r["nb_maintenus"] / r["nb_membres"], -r["nb_membres"], r["territoire"]))


def _un_territoire(group: list[Ligne], suites: Sequence[str] | None) -> Ligne:
    gone = [str(m["nom"]) for m in group if m["mouvement"] == "sortant"]
    files = sorted({str(m["intitule"]) for m in group if m["intitule"]})
    return {
        "territoire_id": group[0]["territoire_id"],
        "territoire": group[0]["territoire"],
        "region": group[0]["region"],
        "nb_membres": len(group),
        "nb_maintenus": len(group) - len(gone),
        "nb_sortants": len(gone),
        "sortants": ", ".join(gone) or None,
        "candidatures": ", ".join(files) or None,
        "suites": ", ".join(suites or ()) or None,
    }


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The figure of a cell of « Qui candidate de nouveau »."""
    # The same code names another territory in phase II.
    place = (("phase", "1"), ("territoire", str(row["territoire_id"])))
    return Chiffre(CHIFFRES[cle], place) if cle in CHIFFRES else None


def reunions(contexte: Contexte, _mots: Mots) -> TableauCompose:
    before, after = (candidatures.lignage(contexte.publication, contexte.choix, phase) for phase in (1, 2))
    rows = blocs_lignage.mouvements(before, after)
    said = (("Lignage", PAR_POPULATION),)
    return TableauCompose("Réunions et scissions", COLONNES_LIGNAGE, rows, LIEUX, said, ("nb_territoires",))


def leviers(contexte: Contexte, _mots: Mots) -> TableauCompose:
    """The envelope of the year by lever: what nobody published stays unknown."""
    rows = [dict(r) for r in candidatures.leviers(contexte.publication, contexte.choix)]
    return TableauCompose(
        "Leviers de l'enveloppe de 2023",
        colonnes_dites(contexte, COLONNES_LEVIERS),
        rows,
        TOUS,
        (("À savoir", ENVELOPPE),),
        tuple(CHIFFRES_LEVIERS.values()),
        chiffre_levier,
    )


def chiffre_levier(row: Ligne, cle: str) -> Chiffre | None:
    if cle not in CHIFFRES_LEVIERS or row[cle] is None:
        return None
    return Chiffre(CHIFFRES_LEVIERS[cle], (("instrument", str(row["instrument_id"])),))


RECONDUCTION = Tableau("reconduction", "candidatures", reconduction)
REUNIONS = Tableau("reunions-scissions", "candidatures", reunions)
LEVIERS = Tableau("leviers", "candidatures", leviers)
