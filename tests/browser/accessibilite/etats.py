"""The screens that must be usable by all: every page, then its states. A page more is a line here, or in the menu."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest

from tests.browser.accessibilite import gestes_audites as gestes
from tests.browser.conftest import RACINE, Ecran
from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.ecrans.comptes.parametres import VOLET_DES_COMPTES
from ti_dashboard.ecrans.donnees.parametres import VOLETS
from ti_dashboard.ecrans.seance.parametres import VOLETS_DE_SEANCE


def _rien(ecran: Ecran) -> None:
    """The screen as its address gives it."""


@dataclass(frozen=True)
class Etat:
    """``geste``: what is done once the page is open. ``lieu``: the fixture that gives its server and the secrets that
    its address names."""

    nom: str
    chemin: str
    geste: Callable[[Ecran], object] = _rien
    est_de_streamlit: bool = True
    lieu: str = "poste"

    def ouvrir(self, ecran: Ecran, secrets: Mapping[str, str]) -> None:
        ecran.page.goto(ecran.adresse + self.chemin.format(**secrets))
        if self.est_de_streamlit:
            gestes.attendre(ecran)
        self.geste(ecran)
        # What the gesture asked for is there too: while a run lasts, Streamlit fades what it has not drawn again.
        if self.est_de_streamlit:
            gestes.attendre(ecran)


# A page of the menu is there by itself; its address is its name, unless it needs more.
ADRESSES = {"accueil": "/", "territoire": "/territoire?id=ti-8419"}
PAGES = tuple(Etat(page.fichier, ADRESSES.get(page.fichier, f"/{page.fichier}")) for page in ENTREES)
COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
ABSENT = "id=ti-5214&compare=Aucune comparaison&arrete=30/04/2019&phase=Phase I (2018-2022)"
# What only an administrator opens, on a service that has accounts.
ADMINISTRATION = {
    "mon compte": "/compte",
    "exploitation en réseau": "/exploitation",
    **{f"comptes, {volet}": f"/comptes?{VOLET_DES_COMPTES.nom}={volet}" for volet in VOLET_DES_COMPTES.options or ()},
}
# What the delivered nginx says in place of the application.
ERREURS = sorted((RACINE / "deploiement" / "nginx" / "erreurs").glob("*.html"))
# A state more: its name, its address, and what is done there.
ETATS = (
    *PAGES,
    Etat("fiche d'une tuile", f"/?{COPIL}", gestes.fiche_d_une_tuile),
    Etat("D'où vient ce chiffre", f"/?{COPIL}", gestes.panneau),
    Etat("tableaux de l'accueil", f"/?{COPIL}", gestes.tableaux),
    Etat("carte au clavier", f"/?{COPIL}", gestes.carte),
    Etat("liste ouverte", f"/?{COPIL}", gestes.liste),
    Etat("filtres au téléphone", f"/?{COPIL}", gestes.telephone),
    Etat("mot incompris", "/?region=Nullepart"),
    Etat("présentation claire", f"/?{COPIL}&presenter=clair"),
    Etat("présentation sombre", f"/?{COPIL}&presenter=sombre"),
    Etat("panneau en sombre", f"/?{COPIL}&presenter=sombre", gestes.panneau),
    Etat("évolutions en sombre", f"/evolutions?{COPIL}&presenter=sombre"),
    Etat("fiche en sombre", f"/territoire?id=ti-5304&{COPIL}&presenter=sombre"),
    Etat("aucun territoire", "/territoires?cherche_territoires=zzzz"),
    Etat("territoire inconnu", "/territoire?id=ti-0000"),
    Etat("territoire pas encore là", f"/territoire?{ABSENT}"),
    Etat("fiche d'un projet", f"/projets?{COPIL}", gestes.projet),
    Etat("tableaux des projets", f"/projets?{COPIL}", gestes.tableaux),
    Etat("alertes", "/evolutions?volet_evolutions=Alertes"),
    Etat("préparer une décision", "/ingenierie?volet_ingenierie=Préparer une décision"),
    Etat("méthode dépliée", "/methode", gestes.deplier),
    Etat("code de séance refusé", "/seance", gestes.code_refuse),
    *(Etat(f"données, {volet}", f"/donnees?volet={volet}") for volet in VOLETS[1:]),
    Etat("page introuvable", "/inconnue", est_de_streamlit=False),
    Etat("écran qui anime", f"/?{COPIL}&animer={{cle}}", lieu="salle"),
    Etat("pupitre", "/pupitre?animer={cle}", gestes.pupitre, est_de_streamlit=False, lieu="salle"),
    Etat("mur", "/mur?suivre={code}", est_de_streamlit=False, lieu="salle"),
    Etat("écran qui suit", "/?suivre={code}", gestes.suivi, lieu="salle"),
    Etat("téléphone, code à écrire", "/salle", est_de_streamlit=False, lieu="salle"),
    Etat("téléphone, code inconnu", "/salle?suivre=ZZZZZZ", est_de_streamlit=False, lieu="salle"),
    *(
        Etat(f"téléphone, {nom}", "/salle?suivre={code}", geste, est_de_streamlit=False, lieu="salle")
        for nom, geste in (
            ("séance suivie", gestes.telephone_de_salle),
            ("écran vu", gestes.telephone_a_l_ecran),
            ("parole refusée", gestes.telephone_sans_reponse),
        )
    ),
    Etat("animateur en séance", f"/seance?{COPIL}&animer={{cle}}", lieu="salle"),
    *(
        Etat(f"séance préparée, {volet}", f"/seance?{COPIL}&animer={{brouillon}}&volet_seance={volet}", lieu="salle")
        for volet in VOLETS_DE_SEANCE
    ),
    Etat("présences", f"/seance?{COPIL}&animer={{cle}}&volet_seance=Présences", lieu="salle"),
    Etat("décision à noter", f"/?{COPIL}&animer={{cle}}", gestes.decision, lieu="salle"),
    Etat("correction à saisir", f"/?{COPIL}&animer={{cle}}", gestes.correction, lieu="salle"),
    Etat("connexion", "/connexion", est_de_streamlit=False, lieu="service"),
    Etat("connexion refusée", "/connexion", gestes.connexion_refusee, est_de_streamlit=False, lieu="service"),
    Etat("déconnexion", "/connexion", gestes.deconnexion, est_de_streamlit=False, lieu="service"),
    *(
        Etat(f"{nom}, sans connexion", f"/{nom}", est_de_streamlit=False, lieu="service")
        for nom in ("mentions-legales", "confidentialite", "accessibilite")
    ),
    *(
        Etat(nom, "/connexion", geste, est_de_streamlit=False, lieu="service_a_deux_facteurs")
        for nom, geste in (
            ("téléphone à inscrire", gestes.inscription),
            ("codes de secours", gestes.codes_de_secours),
            ("code du téléphone refusé", gestes.second_facteur),
        )
    ),
    Etat("invitation", "/connexion/invitation?jeton={invitation}", est_de_streamlit=False, lieu="service"),
    Etat("invitation refusée", "/connexion/invitation?jeton=non", est_de_streamlit=False, lieu="service"),
    Etat("session qui finit", "/connexion", gestes.fin_de_session, est_de_streamlit=False, lieu="service"),
    Etat("page refusée", "/connexion", gestes.en_lecteur("/comptes"), est_de_streamlit=False, lieu="service"),
    *(
        Etat(nom, "/connexion", gestes.en_administrateur(chemin), est_de_streamlit=False, lieu="service")
        for nom, chemin in ADMINISTRATION.items()
    ),
    *(Etat(f"nginx, {page.stem}", f"/{page.name}", est_de_streamlit=False, lieu="erreurs") for page in ERREURS),
)


def par_lots(etats: Sequence[Etat], taille: int = 10) -> list[object]:
    """As parameters; each lot may have a process of its own, and those of one server stay together."""
    return [pytest.param(e, id=f"lot {e.lieu} {rang // taille}: {e.nom}") for rang, e in enumerate(etats)]
