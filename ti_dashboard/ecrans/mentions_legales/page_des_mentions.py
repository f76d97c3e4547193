"""The legal notices: from the file of the service alone; the code and the data say their own licences. Pure."""

from ti_dashboard.langue.citation import Markdown
from ti_dashboard.service.mentions import ServiceDeclare
from ti_dashboard.service.mentions_ecrites import PageEcrite, SectionEcrite, en_liste

OBJET = (
    "Mentions prévues par la loi n° 2004-575 du 21 juin 2004 pour la confiance dans l'économie numérique. Ce que "
    "l'administration qui ouvre ce service n'a pas encore rempli est dit « à renseigner »."
)
PROPRIETE = """
- Le code du tableau de bord est sous licence MIT.
- Les données gardent la licence de leurs producteurs, dite au bas de chaque page et dans la notice de chaque fichier
  téléchargé ; les données de démonstration le disent sur chaque écran.
- Un chiffre repris d'ici se cite avec son arrêté et son sceau, qui sont au bas de la page.
"""


def page(service: ServiceDeclare) -> PageEcrite:
    return PageEcrite(
        "Mentions légales",
        (
            SectionEcrite("", Markdown(OBJET)),
            SectionEcrite("Éditeur", en_liste(service.editeur)),
            SectionEcrite("Hébergement", en_liste(service.hebergeur)),
            SectionEcrite("Contact", en_liste(service.contact)),
            SectionEcrite("Propriété et réemploi", Markdown(PROPRIETE)),
        ),
    )
