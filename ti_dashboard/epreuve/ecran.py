"""The figures of a screen put to the test: those of its tiles, or the one its panel explains, against their seals."""

from collections.abc import Sequence

from ti_dashboard.epreuve import pages
from ti_dashboard.epreuve.modele import DEFINITION, DIT, ETRANGER, Constat, Rapport
from ti_dashboard.epreuve.situer import Situe, dire, situer
from ti_dashboard.langue.formats import INCONNU, SANS_OBJET, jour
from ti_dashboard.langue.mots import Mot, abreger, proches
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.planche import panneau
from ti_dashboard.programme import chiffre as noms
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.versions import versions
from ti_dashboard.programme.mesures import AUCUNE_LIVRAISON, Nombre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.precisions_dites import nommees
from ti_dashboard.questions.scelles import est_scellable, scelle
from ti_dashboard.tableaux.origine import CHIFFRE

RECALCULE = "périmètre sans chiffre scellé : recalculé depuis les lignes, scellées, de l'arrêté"
RIEN = "rien n'est scellé à cet arrêté pour cette phase"
JAMAIS = "rien n'est scellé de ce chiffre à cet arrêté : l'indicateur est déclaré depuis le {}"


def eprouver(publication: Publication, texte: str) -> Rapport:
    place = situer(publication, texte)
    seen = place.contexte
    wrong = [*place.incompris, *map(dire, pages.inconnus(seen, place.mots))]
    if altered := publication.sceau_altere(seen.choix.arrete):
        wrong.append(f"La publication servie n'est plus ce qui a été scellé ({altered}).")
    figures, said = _chiffres(place)
    wrong += said
    subject = f"{pages.titre(seen.page)}, {seen.en_mots()}, {seen.choix.arrete_en_mots()}"
    told = () if figures or wrong else ("Cet écran ne montre aucun chiffre d'indicateur.",)
    return Rapport(subject, [_constat(seen, figure) for figure in figures], wrong, told, est_detaille=True)


def _chiffres(place: Situe) -> tuple[Sequence[Chiffre], list[str]]:
    """The figure of the panel when the address opens one, else those of the page; or why there are none."""
    seen, words = place.contexte, place.mots.get(CHIFFRE, [])
    if not words:
        return pages.chiffres(seen, place.mots)
    named = [noms.lire_dans(text, seen.vocabulaire.listes) for text in words]
    labels = {key: f"{key} ({i.libelle})" for key, i in CATALOGUE.items()}
    unknown = [
        dire(Mot(CHIFFRE, abreger(text), "Chiffre inconnu", proches=proches(text.partition("~")[0], labels)))
        for text, found in zip(words, named, strict=True)
        if found is None
    ]
    return [found for found in named if found is not None], unknown


def _constat(contexte: Contexte, figure: Chiffre) -> Constat:
    publication, choix = contexte.publication, contexte.choix
    found = origine(publication, figure, choix)
    where = panneau.titre(figure, nommees(publication, figure, choix))
    if found.sans_objet:
        return Constat(DIT, where, SANS_OBJET, SANS_OBJET, found.sans_objet)
    if found.est_tu:
        return Constat(DIT, where, INCONNU, INCONNU, AUCUNE_LIVRAISON)
    shown = _ecrire(figure, found.valeur)
    sealed = scelle(publication, figure, choix)
    if sealed is None:
        known = est_scellable(publication, figure, choix) and not figure.est_mouvement
        return (
            Constat(ETRANGER, where, shown, note=_jamais(figure))
            if known
            else Constat(DIT, where, shown, note=RECALCULE)
        )
    told, current = _ecrire(figure, sealed.valeur), figure.indicateur.version
    if sealed.est(found.valeur):
        return Constat(DIT, where, shown, told)
    if sealed.version is not None and sealed.version < current:
        note = f"dit sous la version {sealed.version} de la définition, version {current} aujourd'hui"
        return Constat(DEFINITION, where, shown, told, note)
    return Constat(ETRANGER, where, shown, told, "ce que l'outil calcule n'est pas ce qui a été scellé")


def _jamais(figure: Chiffre) -> str:
    since = versions(figure.indicateur_id)[0].depuis
    return JAMAIS.format(jour(since)) if since else RIEN


def _ecrire(figure: Chiffre, value: Nombre | None) -> str:
    """To the cent where it is money."""
    return panneau.exacte(figure, value) or panneau.ecrire(figure, value)
