"""Declaration of accessibility (RGAA 4.1): what the law asks to say, its figures and faults those of the self-audit."""

import streamlit as st

from ti_dashboard.ecrans.accessibilite import rgaa
from ti_dashboard.ecrans.accessibilite.phrases_de_la_declaration import (
    APRES_ETAT,
    OBJET,
    RECOURS,
    VERIFIE,
    ecart,
    etat_en_mots,
)
from ti_dashboard.ecrans.accessibilite.rgaa import CritereRgaa
from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.service.conformite import mention_affichee
from ti_dashboard.service.declaration import lire
from ti_dashboard.service.mentions import AccessibiliteDuService, lignes

CONTACT = ("courriel", "formulaire", "adresse_postale", "delai_de_reponse")
PLANS = ("schema_pluriannuel", "plan_annuel")
QUI, AUDIT = ("entite", "date_de_la_declaration"), ("audit_par", "audit_date", "audit_taux")


def declaration() -> None:
    st.title(f"Accessibilité : {citer(mention_affichee())}", anchor=False)
    st.markdown(OBJET)
    declared = _declare()
    _champs(declared, QUI)
    _etat(declared, criteres := _criteres())
    _ecarts(criteres)
    st.header("Établissement de la déclaration", anchor=False)
    st.markdown(VERIFIE)
    st.header("Plan d'action", anchor=False)
    _champs(declared, PLANS)
    st.header("Retour d'information et contact", anchor=False)
    st.markdown("Si un contenu ou un service vous est inaccessible, écrivez, pour l'obtenir sous une autre forme, à :")
    _champs(declared, CONTACT)
    st.header("Voies de recours", anchor=False)
    st.markdown(RECOURS)


def _declare() -> AccessibiliteDuService:
    """What the deployment fills; each fault of its file is said in place of it."""
    try:
        return lire().accessibilite
    except ServiceIllisible as error:
        st.error(citer(error))
        return AccessibiliteDuService()


def _criteres() -> list[CritereRgaa]:
    try:
        return rgaa.criteres()
    except FileNotFoundError:
        st.error("La liste des critères (docs/accessibilite/rgaa.csv) n'est pas installée avec ce service.")
        return []


def _champs(declared: AccessibiliteDuService, noms: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {citer(label)} : {citer(value)}" for label, value in lignes(declared, *noms)))


def _etat(declared: AccessibiliteDuService, criteres: list[CritereRgaa]) -> None:
    st.header("État de conformité", anchor=False)
    st.markdown(etat_en_mots(mention_affichee(), rgaa.bilan(criteres)))
    _champs(declared, AUDIT)
    st.markdown(APRES_ETAT)


def _ecarts(criteres: list[CritereRgaa]) -> None:
    """What fails, then what nobody has judged, then what is not asked for."""
    st.header("Contenus non accessibles", anchor=False)
    for etat, title in (("non conforme", "Non-conformités"), ("non évalué", "Critères que personne n'a jugés")):
        told = [ecart(c) for c in criteres if c.etat == etat]
        st.subheader(f"{title} : {len(told)}", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in told))
    waived = [ecart(c) for c in criteres if c.derogation]
    st.subheader("Dérogations pour charge disproportionnée", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in waived) or "Aucune n'est invoquée.")
    aside = sum(c.etat == "non applicable" for c in criteres)
    st.markdown(f"{citer(accord(aside, 'critère'))} sur {len(criteres)} : sans objet sur ces écrans.")
