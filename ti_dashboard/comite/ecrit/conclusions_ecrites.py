"""What was decided and what was corrected: the chapters of the minutes that are read again afterwards."""

from collections import Counter
from datetime import date

from ti_dashboard.comite.ecrit.document import Chapitre, Dessin, Paragraphe, PartieEcrite, Rubriques, TableEcrite
from ti_dashboard.comite.ecrit.image_en_mots import alternative
from ti_dashboard.comite.ecrit.proces_verbal import Conclusion, CorrectionDite, ImageDEcran, ProcesVerbal
from ti_dashboard.langue.formats import INCONNU, accord, enumeration, heure, jour, jour_et_heure
from ti_dashboard.live.conclusions import GENRES
from ti_dashboard.live.corrections import STATUTS as STATUTS_DE_CORRECTION
from ti_dashboard.live.decisions import STATUTS

PLURIELS = {
    "information": "informations",
    "decision": "décisions",
    "accord": "relevés d'accord",
    "desaccord": "désaccords",
}
AUCUNE = "Aucune conclusion n'a été prise."


def resume(minutes: ProcesVerbal) -> Chapitre:
    taken = minutes["conclusions"]
    if not taken:
        return Chapitre("Conclusions", [Paragraphe(AUCUNE)])
    count = Counter(one["genre"] for one in taken)
    said = enumeration([accord(count[kind], GENRES[kind], PLURIELS[kind]) for kind in PLURIELS if count[kind]])
    rows = [(str(one["numero"]), _genre(one), one["texte"], one["responsable"] or "—", _echeance(one)) for one in taken]
    heads = ("N°", "Genre", "Conclusion", "Responsable", "Échéance")
    return Chapitre("Conclusions", [Paragraphe(f"{said}."), TableEcrite("Conclusions", heads, rows, (1, 3, 9, 4, 3))])


def detail(minutes: ProcesVerbal) -> Chapitre:
    """Each with the screen it was taken on; a screen that is drawn already is not drawn again."""
    drawn: dict[str, int] = {}
    ends = []
    for one in minutes["conclusions"]:
        first = drawn.setdefault(one["ecran"], one["numero"])
        image = minutes["images"][one["ecran"]]
        parts: list[PartieEcrite] = [Paragraphe(one["texte"]), Rubriques(_rubriques(one, image))]
        if image["absence"]:
            ends.append(Chapitre(_titre(one), [*parts, Paragraphe(f"Écran : {image['absence']}", "note")]))
        elif first != one["numero"]:
            ends.append(
                Chapitre(
                    _titre(one), [*parts, Paragraphe(f"Prise sur le même écran que la conclusion {first}.", "note")]
                )
            )
        else:
            caption = f"{image['titre']} · arrêté du {image['arrete']} · {image['filtres']}"
            ends.append(Chapitre(_titre(one), [*parts, Dessin(one["ecran"], alternative(image), caption)]))
    return Chapitre("Les conclusions et leurs écrans", [] if ends else [Paragraphe(AUCUNE)], ends)


def _titre(one: Conclusion) -> str:
    return f"{one['numero']}. {_genre(one)[:1].upper()}{_genre(one)[1:]}"


def _genre(one: Conclusion) -> str:
    return GENRES.get(one["genre"], one["genre"])


def _echeance(one: Conclusion) -> str:
    return jour(date.fromisoformat(one["echeance"])) if one["echeance"] else "—"


def _rubriques(one: Conclusion, image: ImageDEcran) -> list[tuple[str, str]]:
    must_answer = one["genre"] == "decision"
    said = [
        ("Responsable", one["responsable"] or (INCONNU if must_answer else "")),
        ("Échéance", _echeance(one) if one["echeance"] else INCONNU if must_answer else ""),
        ("Statut à la clôture", STATUTS.get(one["statut"], one["statut"])),
        ("Prise à", heure(one["prise_le"])),
        ("Écran", " · ".join(filter(None, (image["titre"], image["filtres"])))),
        ("Adresse exacte", one["adresse"]),
    ]
    return [(name, words) for name, words in said if words]


def corrections(minutes: ProcesVerbal) -> Chapitre:
    typed = minutes["corrections"]
    if not typed:
        return Chapitre("Corrections en séance", [Paragraphe("Aucun chiffre n'a été corrigé en séance.")])
    rows = [
        (
            f"{one['chiffre']} ({one['perimetre']})",
            f"{one['ancienne']} → {one['nouvelle']}",
            one["motif"],
            f"{one['auteur']}, à {heure(one['proposee_le'])}",
            _issue(one),
        )
        for one in typed
    ]
    heads = ("Chiffre", "Avant → après", "Motif", "Par", "Statut à la clôture")
    told = Paragraphe(
        "L'arrêté et son sceau ne changent pas : une correction attend d'être confirmée et inscrite au registre."
    )
    return Chapitre("Corrections en séance", [told, TableEcrite("Corrections en séance", heads, rows, (4, 4, 4, 4, 3))])


def _issue(one: CorrectionDite) -> str:
    said = STATUTS_DE_CORRECTION[one["statut"]].dit
    if one["decidee_le"] is None:
        return said
    why = f" : {one['motif_decision']}" if one["motif_decision"] else ""
    return f"{said} par {one['decideur']} le {jour_et_heure(one['decidee_le'])}{why}"
