"""The sentences of the declaration: those of the law, and those that say the self-audit."""

from ti_dashboard.ecrans.accessibilite.rgaa import BilanRgaa, CritereRgaa
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, nombre, taux

OBJET = (
    "Déclaration faite en application de l'article 47 de la loi n° 2005-102 du 11 février 2005. Elle s'applique au "
    "tableau de bord Territoires d'industrie, toutes pages comprises."
)
APRES_ETAT = (
    "La mention ne change qu'avec un audit fait par un tiers et déclaré par l'éditeur du service : ce taux d'auto-"
    "évaluation n'en tient pas lieu. Chaque critère, son état, sa preuve et les essais qui la rejouent sont dans "
    "`docs/accessibilite/rgaa.csv`."
)
VERIFIE = """
- L'auto-évaluation porte sur toutes les pages du menu et sur leurs états (panneaux, fiches, présentation, formulaires,
  erreurs, résultat vide), dans Chromium, sans lecteur d'écran.
- Des essais automatiques la rejouent à chaque version : axe-core sur chaque écran, noms de l'arbre d'accessibilité,
  320 et 640 pixels de large, texte espacé. Ils ne valent pas un audit.
- Technologies : HTML, CSS, JavaScript, SVG, WAI-ARIA.
"""
RECOURS = """
Si vous avez signalé un défaut d'accessibilité qui vous empêche d'accéder à un contenu et que vous n'avez pas reçu de
réponse satisfaisante, vous pouvez :

- écrire au Défenseur des droits, par son formulaire en ligne (formulaire.defenseurdesdroits.fr) ;
- contacter le délégué du Défenseur des droits dans votre région ;
- envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
"""


def etat_en_mots(mention: str, dit: BilanRgaa) -> str:
    """The mention, then what the self-audit counts: the judged, the failed, and what nobody has judged."""
    proven = accord(dit.conformes, "critère conforme", "critères conformes")
    return (
        f"Ce tableau de bord est **{citer(mention)}** avec le référentiel général d'amélioration de l'accessibilité "
        f"(RGAA 4.1). L'auto-évaluation trouve **{citer(proven)}** "
        f"sur {citer(nombre(dit.applicables))} applicables, soit **{citer(taux(dit.taux))}** ; "
        f"{citer(accord(dit.non_conformes, 'est non conforme', 'sont non conformes'))}, "
        f"{citer(accord(dit.non_evalues, 'attend', 'attendent'))} le jugement d'une personne et comptent "
        "comme non conformes."
    )


def ecart(critere: CritereRgaa) -> Markdown:
    """A criterion with what is known of it, and where."""
    told = f"{critere.critere}, {critere.intitule} {critere.preuve or 'Rien n’a été vérifié'}."
    return citer(f"{told} Pages : {critere.pages}. {critere.derogation}".strip())
