"""Under the applications: who comes again, the map before and after, and the levers of the envelope."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from ti_dashboard.charts import lignage, portee, tables
from ti_dashboard.charts.candidatures import solde
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.totaux import totaliser
from ti_dashboard.chiffre import Chiffre, lire
from ti_dashboard.citation import citer
from ti_dashboard.colonnes import Colonne
from ti_dashboard.composants import contours
from ti_dashboard.composants.planche import planche
from ti_dashboard.contexte import Contexte
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, jour, millions, nombre, taux
from ti_dashboard.queries import candidatures
from ti_dashboard.sans_objet import marquer
from ti_dashboard.store import Ligne
from ti_dashboard.views import panneau, telechargements
from ti_dashboard.views.geste import dessiner_planche

HAUTEUR = 420
RECONDUCTION = (
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
LIGNAGE = (Colonne("mouvement", "Mouvement"), Colonne("avant", "Phase I"), Colonne("apres", "Phase II"))
LEVIERS = (
    Colonne("levier", "Levier"),
    Colonne("instrument", "Dispositif suivi", absent="aucun"),
    Colonne("annonce", "Annoncé", absent="inconnu"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", "inconnu", indicateur="montant_engage"),
    Colonne("montant_paye", "Payé, État et opérateurs", "euros", "inconnu", indicateur="montant_paye_etat_operateurs"),
    Colonne("remarque", "À savoir", absent="—"),
)
COMMUNE = (
    "Un SIREN absent des dossiers peut être celui d'une commune dont l'intercommunalité candidate : elle paraît "
    "sortante, et l'intercommunalité entrante."
)
PAR_SIREN = (
    "Les membres sont comparés par SIREN : une commune seule que son intercommunalité remplace paraît sortante, et "
    "celle-ci entrante. Les « suites » sont les territoires de phase II qui ont de la population en commun."
)
ENVELOPPE = (
    "Annoncée en un seul chiffre : la répartition par levier n'a pas été publiée. Engagé et payé : ce que le registre "
    "sait du dispositif en phase II, pour les filtres de l'écran ; rien ne dit quelle part vient de cette enveloppe. "
    "Sans aucune ligne reçue, « inconnu ». Aucun total : ce sont des natures différentes."
)


def dessiner(contexte: Contexte) -> None:
    """Territories of phase I that apply again, their members kept, entering and leaving."""
    choix = contexte.choix
    members = candidatures.membres(contexte.publication, choix, choix.arrete)
    after = {r["territoire_id"]: r["autres"] for r in candidatures.lignage(contexte.publication, choix, 1)}
    rows = par_territoire(members, after)
    st.subheader("Qui candidate de nouveau", anchor=False)
    st.markdown(reponse(members, rows))
    if not rows:
        return
    screen = vierge("", "")
    note = f"Les plus quittés d'abord. {PAR_SIREN} {tables.MODE_D_EMPLOI_CHIFFRES}"
    whole = totaliser(RECONDUCTION, rows, ("nb_membres", "nb_maintenus", "nb_sortants"))
    screen["blocs"] = [
        tables.table("reconduction", "", RECONDUCTION, rows, chiffre, note, hauteur=HAUTEUR, totaux=whole)
    ]
    dessiner_planche(contexte, signer(screen), "candidatures-reconduction")
    header = telechargements.notice(contexte, "Reconduction", portee.REGION, ("Membre", PAR_SIREN))
    telechargements.boutons("reconduction", header, RECONDUCTION, lambda: rows)


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
        "territoire_id": group[0]["territoire_id"], "territoire": group[0]["territoire"], "region": group[0]["region"],
        "nb_membres": len(group), "nb_maintenus": len(group) - len(gone), "nb_sortants": len(gone),
        "sortants": ", ".join(gone) or None, "candidatures": ", ".join(files) or None,
        "suites": ", ".join(suites or ()) or None,
    }  # fmt: skip


def reponse(members: tuple[Ligne, ...], rows: list[Ligne]) -> str:
    """How many territories come again, with the denominator; how many members stay, enter and leave."""
    if not rows:
        return "Aucun dossier déposé, ou aucun territoire de phase I pour ce choix."
    again = sum(r["nb_maintenus"] > 0 for r in rows)
    moves = Counter(str(m["mouvement"]) for m in members)
    return (
        f"**{nombre(again)} des {accord(len(rows), 'territoire')} de phase I** ({taux(again / len(rows))}) ont un "
        f"membre au moins dans un dossier déposé. **{accord(moves['maintenu'], 'membre')}** de nouveau candidats, "
        f"**{accord(moves['entrant'], 'entrant')}**, **{accord(moves['sortant'], 'sortant')}**."
        + (f" {COMMUNE}" if moves["sortant"] or moves["entrant"] else "")
    )


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The figure of a cell of « Qui candidate de nouveau »."""
    # The same code names another territory in phase II.
    place = (("phase", "1"), ("territoire", str(row["territoire_id"])))
    return Chiffre(CHIFFRES[cle], place) if cle in CHIFFRES else None


def cartes(contexte: Contexte) -> None:
    """The map before and after; 29 and 34 side by side, each with its name."""
    choix = contexte.choix
    phases = {phase: candidatures.lignage(contexte.publication, choix, phase) for phase in (1, 2)}
    if not phases[2]:
        return
    st.subheader("La carte avant et après", anchor=False)
    st.markdown(_solde(choix, phases))
    for phase, place in zip(phases, st.columns(2), strict=True):
        screen = vierge("", "")
        outlines = contours.adresse(phase)
        screen["carte"] = lignage.carte(choix, phase, phases[phase], outlines)
        with place:
            _dessiner_carte(contexte, signer(screen), phase)
    rows = lignage.mouvements(phases[1], phases[2])
    if rows:
        screen = vierge("", "")
        note = "Deux territoires sont liés quand ils ont de la population en commun."
        block = tables.table("lignage", "Réunions et scissions", LIGNAGE, rows, lambda *_: None, note, hauteur=HAUTEUR)
        screen["blocs"] = [block | {"suit": portee.REGION}]
        dessiner_planche(contexte, signer(screen), "candidatures-lignage")
        header = telechargements.notice(contexte, "Réunions et scissions", portee.REGION, ("Lignage", note))
        telechargements.boutons("reunions-scissions", header, LIGNAGE, lambda: rows)


def _solde(choix: Filtres, phases: dict[int, tuple[Ligne, ...]]) -> str:
    before, after = len(phases[1]), len(phases[2])
    new = sum(r["lignage"] == "aucun" for r in phases[2])
    return (
        f"De **{accord(before, 'territoire')}** à **{nombre(after)}** au {jour(choix.arrete)} : "
        f"**{accord(new, 'entièrement nouveau', 'entièrement nouveaux')}**, et **{solde(after - before)} de solde "
        "net**. Ce sont deux notions : un territoire peut être remplacé par deux, ou par aucun."
    )


def _dessiner_carte(contexte: Contexte, donnees: dict[str, object], phase: int) -> None:
    """On the map of phase I a territory opens its lines: its sheet belongs to the other phase."""
    key = f"candidatures-carte-{phase}"
    if phase == 2:
        dessiner_planche(contexte, donnees, key)
        return

    def suivre() -> None:
        geste = st.session_state[key]["geste"] or {}
        # The key « ? » already names the figure, a click only the territory.
        name = str(geste.get("id"))
        asked = lire(name) or Chiffre("nb_territoires", (("phase", "1"), ("territoire", name)))
        panneau.demander(asked)

    planche(portee.reserver(donnees, contexte.choix), key=key, on_geste=suivre)


def leviers(contexte: Contexte) -> None:
    """The envelope of the year by lever: what nobody published stays unknown."""
    rows = [dict(r) for r in candidatures.leviers(contexte.publication, contexte.choix)]
    st.subheader("L'enveloppe de l'année, par levier", anchor=False)
    if announced := candidatures.enveloppe(contexte.publication):
        source = citer(announced["source"])
        st.markdown(f"**{millions(announced['valeur'])}** annoncés pour l'année de l'appel (source : {source}).")
    screen, columns = vierge("", ""), marquer(LEVIERS, contexte.choix)
    screen["blocs"] = [tables.table("leviers", "", columns, rows, _chiffre_levier, ENVELOPPE)]
    dessiner_planche(contexte, signer(screen), "candidatures-leviers")
    header = telechargements.notice(contexte, "Leviers de l'enveloppe de 2023", portee.TOUS, ("À savoir", ENVELOPPE))
    telechargements.boutons("leviers", header, columns, lambda: rows)


def _chiffre_levier(row: Ligne, cle: str) -> Chiffre | None:
    names = {"montant_engage": "montant_engage", "montant_paye": "montant_paye_etat_operateurs"}
    if cle not in names or row[cle] is None:
        return None
    return Chiffre(names[cle], (("instrument", str(row["instrument_id"])),))
