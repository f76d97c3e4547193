"""What the two comparison pages show: the publication's tables, filtered and counted with pandas.

Written as an ordinary developer would: boolean masks, group-bys. The figures are those of our own page to the unit;
``mesurer`` checks it before it starts the clock.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tests.bench.donnees import Tables, etat
from ti_dashboard.langue.formats import accord, ecart, jour, millions, nombre
from ti_dashboard.programme.filtres import Filtres

NATURES = {
    "annonce": "Annoncé",
    "fleche": "Fléché",
    "demande": "Demandé",
    "engage": "Engagé",
    "conventionne": "Conventionné",
    "paye": "Payé",
    "annule": "Annulé",
}
COMMUNES = {
    "nb_territoires_engages": ("Territoires engagés", nombre),
    "nb_projets": ("Projets", nombre),
    "nb_projets_engages": ("Projets avec un engagement", nombre),
    "montant_engage": ("Engagé, État et opérateurs", millions),
    "montant_engage_regions_comprises": ("Engagé, tous financeurs", millions),
    "montant_paye": ("Payé, tous financeurs", millions),
}
# Set apart: money was earmarked in phase I; phase II is promised year by year, and each territory has its manager.
A_PART = {
    1: {"montant_fleche": ("Fléché", millions), "nb_territoires_appuyes": ("Territoires appuyés", nombre)},
    2: {"montant_annonce": ("Annoncé", millions), "nb_postes_pourvus_ou_ouverts": ("Chefs de projet", nombre)},
}
TUILES = {phase: COMMUNES | apart for phase, apart in A_PART.items()}


# What is told under one choice: the text of each tile; for each block, name → two values; territory → its state.
Chiffres = dict[str, object]


def au_centime(actuel: float, precedent: float) -> tuple[float, float]:
    """A bar's value at the arrêté and at the one it is compared with, as they are held against another page's."""
    return round(float(actuel), 2), round(float(precedent), 2)


@dataclass(frozen=True)
class Contenu:
    """Everything one state of the page shows."""

    etat: str
    tuiles: list[tuple[str, str, str | None]]
    carte: pd.DataFrame
    echelle: pd.DataFrame
    operateurs: pd.DataFrame
    themes: pd.DataFrame
    progression: pd.DataFrame


def composer(tables: Tables, choix: Filtres) -> Contenu:
    flux, projets, territoires = _filtrer(tables, choix)
    postes = tables["etat_poste"].merge(territoires, on=["arrete_id", "phase", "territoire_id"])
    jalons = sorted(set(territoires["arrete_id"]))
    chiffres = {jalon: _chiffres(flux, projets, territoires, postes, jalon) for jalon in jalons}
    return Contenu(
        etat(choix),
        _tuiles(chiffres, choix),
        _carte(tables, territoires, choix),
        _echelle(flux, choix),
        _operateurs(tables, flux, choix),
        _themes(tables, projets, choix),
        _progression(chiffres, choix),
    )


def _filtrer(tables: Tables, choix: Filtres) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows of the phase that answer the filters; territories follow the region only."""
    flux, projets, territoires = (
        t[t["phase"] == choix.phase] for t in (tables["etat_flux"], tables["etat_projet"], tables["etat_territoire"])
    )
    if choix.operateurs:
        flux = flux[flux["famille_id"].isin(choix.operateurs)]
        touches = set(zip(flux["arrete_id"], flux["projet_id"], strict=True))
        projets = projets[[k in touches for k in zip(projets["arrete_id"], projets["projet_id"], strict=True)]]
    if choix.regions:
        flux, projets, territoires = (t[t["code_region"].isin(choix.regions)] for t in (flux, projets, territoires))
    if choix.themes:
        voulus = set(choix.themes)
        flux, projets = (t[t["themes"].map(lambda themes: not voulus.isdisjoint(themes))] for t in (flux, projets))
    return flux, projets, territoires


def _chiffres(
    flux: pd.DataFrame, projets: pd.DataFrame, territoires: pd.DataFrame, postes: pd.DataFrame, jalon: date
) -> dict[str, float]:
    flux, projets, territoires, postes = (t[t["arrete_id"] == jalon] for t in (flux, projets, territoires, postes))
    etat_operateurs = flux["categorie"].isin(["etat", "operateur"])
    somme = flux.groupby("type_montant")["montant_eur"].sum()
    comptes = projets[projets["est_compte"]]
    return {
        "nb_territoires_engages": (territoires["est_engage"] == True).sum(),  # noqa: E712 three-valued column
        "nb_projets": len(comptes),
        "nb_projets_engages": comptes["projet_id"].isin(_engages(flux[etat_operateurs])).sum(),
        "montant_engage": flux[etat_operateurs & (flux["type_montant"] == "engage")]["montant_eur"].sum(),
        "montant_engage_regions_comprises": somme.get("engage", 0),
        "montant_paye": somme.get("paye", 0),
        "montant_fleche": somme.get("fleche", 0),
        "nb_territoires_appuyes": (territoires["est_appuye"] == True).sum(),  # noqa: E712
        "montant_annonce": somme.get("annonce", 0),
        "nb_postes_pourvus_ou_ouverts": postes["etat_poste"].isin(["pourvu", "ouvert"]).sum(),
    }


def _engages(flux: pd.DataFrame) -> set[str]:
    """Projects with a commitment that is not wholly cancelled, or whose amount is unknown."""
    engages = flux[flux["type_montant"] == "engage"]
    engage = engages.groupby("projet_id")["montant_eur"].sum()
    annule = flux[flux["type_montant"] == "annule"].groupby("projet_id")["montant_eur"].sum()
    reste = engage.sub(annule.reindex(engage.index, fill_value=0))
    return set(reste[reste > 0].index) | set(engages[engages["montant_eur"].isna()]["projet_id"])


def _tuiles(chiffres: dict[date, dict[str, float]], choix: Filtres) -> list[tuple[str, str, str | None]]:
    actuel, precedent = chiffres.get(choix.arrete, {}), chiffres.get(choix.compare, {})
    rows = []
    for cle, (libelle, ecrire) in TUILES[choix.phase].items():
        change = actuel.get(cle, 0) - precedent[cle] if cle in precedent else None
        rows.append(
            (libelle, ecrire(actuel.get(cle, 0)), None if change is None else ecart(change, ecrire(abs(change))))
        )
    return rows


def _carte(tables: Tables, territoires: pd.DataFrame, choix: Filtres) -> pd.DataFrame:
    noms = tables["territoire"][tables["territoire"]["phase"] == choix.phase][["territoire_id", "nom"]]
    libelles = tables["type_jalon"].rename(columns={"jalon": "etat", "libelle": "etat_libelle"})
    carte = territoires[territoires["arrete_id"] == choix.arrete].merge(noms, on="territoire_id")
    return carte.merge(libelles[["etat", "etat_libelle", "rang"]], on="etat").sort_values("rang")


def _deux_series(actuel: pd.Series, precedent: pd.Series, choix: Filtres) -> pd.DataFrame:
    """Long table for grouped bars: the arrêté, then the comparison."""
    series = {jour(choix.arrete): actuel} | ({jour(choix.compare): precedent} if choix.compare else {})
    return pd.concat(
        [s.rename("valeur").rename_axis("libelle").reset_index().assign(serie=k) for k, s in series.items()]
    )


def _echelle(flux: pd.DataFrame, choix: Filtres) -> pd.DataFrame:
    def somme(jalon: date | None) -> pd.Series:
        montants = flux[flux["arrete_id"] == jalon].groupby("type_montant")["montant_eur"].sum()
        return montants.reindex(list(NATURES), fill_value=0).rename(index=NATURES)

    table = _deux_series(somme(choix.arrete), somme(choix.compare), choix)
    return table.assign(texte=table["valeur"].map(millions))


def _operateurs(tables: Tables, flux: pd.DataFrame, choix: Filtres) -> pd.DataFrame:
    """Commitments by body, under the name it had at the arrêté."""
    noms = noms_d_operateurs(tables, choix.arrete)
    engages = flux[flux["type_montant"] == "engage"]
    somme = engages.groupby(["arrete_id", "famille_id"])["montant_eur"].sum()
    actuel = somme[somme.index.get_level_values(0) == choix.arrete].droplevel(0).rename(index=noms).sort_values()
    precedent = somme[somme.index.get_level_values(0) == choix.compare].droplevel(0).rename(index=noms)
    table = _deux_series(actuel, precedent.reindex(actuel.index, fill_value=0), choix)
    return table.assign(texte=table["valeur"].map(millions))


def noms_d_operateurs(tables: Tables, jalon: date) -> pd.Series:
    connus = tables["operateur"][pd.to_datetime(tables["operateur"]["date_debut"]).dt.date <= jalon]
    return connus.sort_values("date_debut").groupby("famille_id")["nom"].last()


def _themes(tables: Tables, projets: pd.DataFrame, choix: Filtres) -> pd.DataFrame:
    ordre = tables["theme"].sort_values("ordre").set_index("theme_id")["libelle"]
    portes = projets[projets["est_compte"]].explode("themes")

    def compte(jalon: date | None) -> pd.Series:
        nb = portes[portes["arrete_id"] == jalon]["themes"].value_counts()
        return nb.reindex(ordre.index, fill_value=0).rename(index=ordre)

    table = _deux_series(compte(choix.arrete), compte(choix.compare), choix)
    return table.assign(texte=table["valeur"].map(nombre))


def _progression(chiffres: dict[date, dict[str, float]], choix: Filtres) -> pd.DataFrame:
    series = ("nb_projets", "nb_projets_engages", "nb_territoires_engages")
    rows = [
        {"date": jalon, "serie": COMMUNES[cle][0], "valeur": valeurs[cle], "texte": accord(valeurs[cle], "unité")}
        for jalon, valeurs in chiffres.items()
        if jalon <= choix.arrete
        for cle in series
    ]
    return pd.DataFrame(rows, columns=["date", "serie", "valeur", "texte"])
