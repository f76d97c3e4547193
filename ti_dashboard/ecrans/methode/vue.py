"""The Méthode page: what every figure means, where it comes from, and where the sources disagree."""

import streamlit as st

from ti_dashboard.dossier.chemins import OUVERTES, REFERENTIELS
from ti_dashboard.ecrans.methode.regles_communes import REGLES
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration, euros, jour, millions, nombre, taux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.definitions import anciennes, en_vigueur
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import Version, versions
from ti_dashboard.questions.comite import tenue
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import arretes
from ti_dashboard.questions.poser import poser
from ti_dashboard.referentiels import ATTRIBUTION


def titre() -> None:
    st.title("Méthode", anchor=False)
    st.markdown(
        "Chaque chiffre du tableau de bord est un **indicateur** défini ci-dessous, calculé sur un **registre** daté : "
        "ce que l'on savait à la clôture de l'arrêté, et rien de plus. Un arrêté ne change jamais. **0**, **inconnu** "
        "et **sans objet** sont trois choses différentes. Les natures de montant (annoncé, fléché, demandé, engagé, "
        "conventionné, payé, annulé) ne s'additionnent pas. Une prévision d'emplois n'est pas un résultat."
    )


def regles() -> None:
    """How what is last, in force, of a region, of a theme or of an age is told: the same everywhere."""
    st.header("Règles communes", anchor="regles")
    st.markdown("\n".join(f"- **{citer(name)}** : {citer(text)}" for name, text in REGLES))


def definitions() -> None:
    """One paragraph per indicator: a table of eight columns cannot be read on a telephone."""
    st.header("Définitions", anchor="definitions")
    for i in CATALOGUE.values():
        lines = [
            f"**{citer(i.libelle)}** ({citer(i.unite)}). {citer(i.definition)}",
            f"Calcul : {citer(i.formule)}.",
        ]
        lines += [f"Dénominateur : {citer(i.denominateur)}."] if i.denominateur else []
        followed = enumeration([FILTRES[f].nom for f in i.filtres])
        follows = f"Suit les filtres {followed}" if followed else "Ne suit aucun filtre"
        known = versions(i.indicateur_id)
        lines += [f"{follows}. Source : {citer(i.source)}.", f"{citer(en_vigueur(known[-1]))}."]
        st.markdown("  \n".join(lines))
        _anciennes(i.libelle, anciennes(known))


def _anciennes(libelle: str, past: list[tuple[str, Version]]) -> None:
    """What the definition said before: an arrêté frozen then was said with these words."""
    if not past:
        return
    said = f"{accord(len(past), 'version antérieure', 'versions antérieures')} de « {libelle} »"
    with st.expander(citer(said), type="compact"):
        for when, version in past:
            st.markdown(f"**{citer(when)}.** {citer(version.definition)}  \nCalcul : {citer(version.formule)}.")


def contradictions(contexte: Contexte) -> None:
    st.header("Contradictions connues des chiffres publiés", anchor="contradictions")
    rows = poser(contexte.publication, "contradictions")
    st.table(
        alt="Contradictions entre les sources",
        data=[
            {
                "Repère": citer(r["contradiction_id"]),
                "Ce que disent les sources": citer(r["constat"]),
                "Ce que fait le tableau de bord": citer(r["traitement"]),
            }
            for r in rows
        ],
        border="horizontal",
        hide_index=True,
    )


def chiffres_dits(contexte: Contexte) -> None:
    st.header("Ce qui a été dit en public", anchor="chiffres-publies")
    st.dataframe(
        [
            {
                "Date": jour(r["date_arrete"]),
                "Chiffre": r["libelle"],
                "Valeur": _dit(r),
                "Source": r["source"],
                "Remarque": r["remarque"] or "—",
            }
            for r in poser(contexte.publication, "chiffres_dits")
        ],
        hide_index=True,
        alt="Chiffres dits en public, à chaque date, avec leur source",
    )


def _dit(row: Ligne) -> str:
    if row["valeur"] is None:
        return str(row["valeur_texte"])
    value: float = row["valeur"]
    text = {"EUR": millions, "part": taux}.get(str(row["unite"]), nombre)(value)
    return text if row["qualificatif"] == "exact" else f"{text} ({row['qualificatif']})"


def comites(contexte: Contexte) -> None:
    """Each arrêté of the publication with who chaired its committee and its agenda, the unknown said as such."""
    st.header("Comités", anchor="comites")
    for a in arretes(contexte.publication):
        st.markdown(f"**{jour(a.arrete_id)}**, {citer(a.libelle)}. {citer(' '.join(tenue(a.arrete_id)))}")


def livraisons(contexte: Contexte) -> None:
    st.header("Livraisons reçues", anchor="livraisons")
    st.markdown(
        "Chaque ligne du registre renvoie à une ligne d'une de ces feuilles, et chaque fichier à son empreinte SHA-256."
    )
    with st.expander("Voir la liste", type="compact"):
        st.dataframe(
            [
                {
                    "Reçue le": jour(r["date_reception"]),
                    "Émetteur": r["emetteur"],
                    "Fichier": r["fichier"],
                    "Feuille": r["feuille"] or "—",
                    "Lignes": r["nb_lignes"],
                    "Total annoncé": "—" if r["total_controle"] is None else euros(r["total_controle"]),
                    "Total lu": "—" if r["total_lu"] is None else euros(r["total_lu"]),
                    "SHA-256": r["sha256"],
                }
                for r in poser(contexte.publication, "livraisons")
            ],
            hide_index=True,
            alt="Feuilles reçues, avec leurs totaux de contrôle et leur empreinte",
        )


def sources() -> None:
    """Attribution first, then the full table of sources, from the file that stands beside the data."""
    st.header("Sources", anchor="sources")
    st.markdown(f"Attribution : {ATTRIBUTION}.")
    text = (REFERENTIELS / "SOURCES.md").read_text(encoding="utf-8").partition("\n\n")[2]
    # A Markdown table has no scroll of its own and would widen a telephone's page: its rows become a list.
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:3] == "| `"]
    st.markdown("\n".join(f"- {citer(files)} : {citer(what)}. {citer(source)}." for files, what, source in rows))
    st.markdown("###" + text.partition("\n##")[2])


def sources_ouvertes() -> None:
    """The public lists shipped with the product, from the file that stands beside them; not how to make them again."""
    st.header("Données ouvertes", anchor="donnees-ouvertes")
    text = (OUVERTES / "SOURCES.md").read_text(encoding="utf-8").partition("\n\n")[2]
    st.markdown(text.partition("\n## Refaire")[0].replace("\n## ", "\n### "))
