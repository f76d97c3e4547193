"""The minutes in words: what a reader finds in them, chapter by chapter, whatever the file they are in. Pure."""

from collections.abc import Sequence
from datetime import date

from ti_dashboard.comite.ecrit import conclusions_ecrites, seance_ecrite
from ti_dashboard.comite.ecrit.document import Chapitre, Document, Paragraphe, Rubriques, TableEcrite
from ti_dashboard.comite.ecrit.proces_verbal import ArreteDit, ProcesVerbal, relu
from ti_dashboard.horloge import jour_note
from ti_dashboard.langue.formats import INCONNU, accord, heure, jour, jour_en_lettres, jour_et_heure, temps_passe
from ti_dashboard.live.amendements import Amendement
from ti_dashboard.live.marche import ecart_ms
from ti_dashboard.live.proces_verbaux import ProcesVerbalGarde


def ecrire(garde: ProcesVerbalGarde, amendes: Sequence[Amendement]) -> Document:
    minutes = relu(garde.contenu)
    version = f"version {1 + sum(one.est_accepte for one in amendes)}"
    state = _etat(garde)
    return Document(
        titre=f"Procès-verbal n° {minutes['numero']}",
        sous_titre=minutes["titre"],
        etat=state,
        est_scelle=garde.est_scelle,
        mentions=minutes["arrete"]["mentions"],
        pied=f"Procès-verbal n° {minutes['numero']} · {minutes['titre']} · {version} · {state}",
        instant=garde.redige_le,
        chapitres=[
            Chapitre("La séance", [_identite(minutes, version)]),
            conclusions_ecrites.resume(minutes),
            seance_ecrite.presences(minutes),
            seance_ecrite.ordre_du_jour(minutes),
            conclusions_ecrites.detail(minutes),
            conclusions_ecrites.corrections(minutes),
            seance_ecrite.paroles(minutes),
            seance_ecrite.ecrans(minutes),
            _amendements(amendes),
            _sceau(minutes, garde),
        ],
        images=minutes["images"],
    )


def _etat(garde: ProcesVerbalGarde) -> str:
    if garde.scelle_le is not None:
        return f"scellé le {jour_en_lettres(jour_note(garde.scelle_le))}"
    return f"projet, amendable jusqu'au {jour_et_heure(garde.amendable_jusqu_au)}"


def _arrete(arrete: ArreteDit) -> str:
    """Its name, and its date where its name does not say it."""
    when = jour(date.fromisoformat(arrete["date"]))
    return arrete["libelle"] if when in arrete["libelle"] else f"{arrete['libelle']} ({when})"


def _identite(minutes: ProcesVerbal, version: str) -> Rubriques:
    opened, closed = minutes["ouverte_le"], minutes["close_le"]
    said = [
        ("Arrêté", _arrete(minutes["arrete"])),
        ("Tenue le", jour_en_lettres(jour_note(opened)) if opened else "jamais ouverte"),
        ("Prévue le", minutes["prevue_le"] and _prevue(minutes["prevue_le"])),
        ("Lieu", minutes["lieu"] or INCONNU),
        ("Animée par", minutes["animateur"]),
        ("Ouverte à", heure(opened) if opened else "jamais ouverte"),
        *(
            (
                f"Suspendue de {heure(one['de'])} à {heure(one['a'] or closed)}",
                temps_passe(ecart_ms(one["de"], one["a"] or closed)),
            )
            for one in minutes["suspensions"]
        ),
        ("Close à", heure(closed)),
        ("Durée", _duree(minutes, opened) if opened else INCONNU),
        ("Document", f"procès-verbal n° {minutes['numero']}, {version}, séance {minutes['code']}"),
    ]
    return Rubriques([(name, words) for name, words in said if words])


def _duree(minutes: ProcesVerbal, opened: str) -> str:
    closed = minutes["close_le"]
    paused = sum(ecart_ms(one["de"], one["a"] or closed) for one in minutes["suspensions"])
    said = temps_passe(ecart_ms(opened, closed) - paused)
    return f"{said}, suspensions non comptées" if minutes["suspensions"] else said


def _prevue(wall: str) -> str:
    """« 2026-12-03T14:30 » is of the clock on the wall."""
    day, _, hour = wall.partition("T")
    return jour_en_lettres(date.fromisoformat(day)) + (f" à {hour.replace(':', ' h ')[:7]}" if hour else "")


def _amendements(amendes: Sequence[Amendement]) -> Chapitre:
    if not amendes:
        return Chapitre("Amendements", [Paragraphe("Aucun amendement n'a été proposé.")])
    rows = [
        (one.passage, one.propose, f"{one.auteur}, le {jour_et_heure(one.propose_le)}", one.issue_dite)
        for one in amendes
    ]
    head = accord(len(amendes), "amendement proposé", "amendements proposés")
    accepted = sum(one.est_accepte for one in amendes)
    return Chapitre(
        "Amendements",
        [
            Paragraphe(
                f"{head}, {accord(accepted, 'accepté')}. Ce qui est accepté prévaut sur le passage qu'il nomme."
            ),
            TableEcrite("Amendements", ("Passage", "Il est proposé", "Par", "Issue"), rows, (3, 5, 3, 3)),
        ],
    )


def _sceau(minutes: ProcesVerbal, garde: ProcesVerbalGarde) -> Chapitre:
    arrete = minutes["arrete"]
    sealed = f"{garde.empreinte} ({minutes['recette']})" if garde.empreinte else "pas encore scellé"
    held = f"{arrete['racine']} (recette {arrete['recette']})" if arrete["racine"] else INCONNU
    return Chapitre(
        "Arrêté, sceaux et sources",
        [
            Rubriques(
                [
                    ("Arrêté", _arrete(arrete)),
                    ("Sceau de l'arrêté", held),
                    ("Sceau du procès-verbal", sealed),
                    ("Dernière ligne du journal", minutes["tete_du_journal"] or INCONNU),
                    ("Publication", arrete["publication"]),
                    ("Sources", arrete["sources"] or INCONNU),
                    *(("À savoir", said) for said in arrete["mentions"]),
                ]
            ),
            Paragraphe(
                "Les chiffres des écrans sont ceux de l'arrêté ; une correction de séance est montrée à côté, elle ne "
                "le change pas. Ce document est composé du journal de la séance, sans autre source.",
                "note",
            ),
        ],
    )
