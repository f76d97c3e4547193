"""Verb « rejouer »: the replay of a closed séance, in one file. It only reads the store, and imports what it needs."""

import argparse

from ti_dashboard.dossier import chemins, disque
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.errors import GesteRefuse, PublicationAbsente, SeanceInconnue
from ti_dashboard.langue.formats import INSECABLE, accord, nombre
from ti_dashboard.verbes.sortie import Sortie


def rejouer(args: argparse.Namespace, sortie: Sortie) -> None:
    from ti_dashboard.comite.rejoue import fichier_du_rejeu, rejeu_de_seance
    from ti_dashboard.live.base import base_ecrite
    from ti_dashboard.magasin.ouverture import consulter

    target, code = args.fichier, args.code.strip().upper()
    if target.exists():
        raise GesteRefuse(f"{target} existe déjà : donnez un autre nom. Rien n'est écrit.")
    folder = chemins.publications()
    pointer = lire_pointeur(folder)
    if pointer is None:
        raise PublicationAbsente("Aucune publication n'est servie : les écrans de la séance ne se composent pas.")
    store = base_ecrite()
    if store is None:
        raise SeanceInconnue("Aucune séance n'a été tenue ici.")
    told = rejeu_de_seance.composer(store, code, consulter(folder, pointer))
    content = fichier_du_rejeu.ecrire(told)
    with disque.refus_en_clair(target):
        disque.poser(target, content)
    weight = f"{nombre(round(len(content) / 1000))}{INSECABLE}ko"
    said = f"{target} : {weight}, {accord(len(told['instants']), 'instant')}, {told['titre']}."
    sortie.resultat(
        [said, told["sceau"]["mots"], *told["manques"]],
        fichier=str(target),
        octets=len(content),
        instants=len(told["instants"]),
        sceau=told["sceau"]["maintenant"],
        tient=told["sceau"]["tient"],
    )
