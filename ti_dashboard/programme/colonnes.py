"""Columns of a table, declared once: what the screen shows, what a download writes, both read this."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ti_dashboard.langue.citation import visible
from ti_dashboard.langue.formats import INCONNU, MONTANT_INCONNU, SANS_OBJET, Nombre, euros, jour, montant, nombre, taux

# What a question gave, or what a screen made of it; the kind of the column says what the value is.
Ligne = Mapping[str, Any]
# Enough of a hash to tell a file from another by eye; a download gives the whole of it.
COURTE = 10

ECRITURES: dict[str, Callable[[Any], str]] = {
    "texte": visible,
    "entier": nombre,
    "euros": euros,
    "jour": jour,
    "taux": taux,
    "decimal": lambda value: nombre(value, 2),
    # an amount or a share already in words: « 12 000,00 € + inconnu »
    "dit": lambda value: "—" if value is None else str(value),
    "empreinte": lambda value: f"{str(value)[:COURTE]}…",
    "oui_non": lambda value: "oui" if value else "non",
}


@dataclass(frozen=True)
class Colonne:
    """``cle`` names the value in a row, ``genre`` how it is written: texte, entier, decimal, euros, jour, taux…

    ``absent`` replaces a missing value where « inconnu » would be wrong; ``inconnus`` names the count of the lines
    without an amount behind an amount: such a line is never « — » nor zero. ``indicateur``: what it measures, where
    some filters leave that without meaning; ``sans_objet``: why they do; ``est_tu``: no delivery says anything of it.
    """

    cle: str
    libelle: str
    genre: str = "texte"
    absent: str | None = None
    inconnus: str | None = None
    indicateur: str | None = None
    sans_objet: str | None = None
    est_tu: bool = False

    def lire(self, row: Ligne) -> Any:
        """The value of a row; None where it is missing, was never told, or has no meaning."""
        return None if self.sans_objet or self.est_tu else row.get(self.cle)

    def ecrire(self, row: Ligne) -> str:
        """The cell as a reader sees it."""
        value = self.lire(row)
        if value is None:
            plain = self.genre == "texte" and self.absent is None and not (self.sans_objet or self.est_tu)
            return "—" if plain else self.manque(row)
        if self.inconnus:
            amount: Nombre = value
            return montant(amount, row[self.inconnus])
        return ECRITURES[self.genre](value)

    def manque(self, row: Ligne) -> str:
        """What stands for a missing value, on the screen as in a file."""
        if self.sans_objet:
            return SANS_OBJET
        if self.est_tu:
            return INCONNU
        if self.absent is not None and not (self.inconnus and row[self.inconnus]):
            return self.absent
        return MONTANT_INCONNU if self.genre == "euros" else INCONNU


def en_textes(colonnes: Iterable[Colonne], rows: Iterable[Ligne]) -> list[dict[str, str]]:
    """Rows as the screen shows them, keyed by column label."""
    columns = tuple(colonnes)
    return [{c.libelle: c.ecrire(row) for c in columns} for row in rows]


ORIGINE = (
    Colonne("emetteur", "Émetteur"),
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("ligne", "Ligne", "entier", absent="—"),
    Colonne("date_reception", "Reçue le", "jour", absent="—"),
    Colonne("sha256", "SHA-256 du fichier", "empreinte"),
)
"""Where a row comes from: the same six columns behind every figure."""

ACTE = Colonne("reference", "Référence de l'acte")
PROJET = Colonne("projet_id", "Identifiant du projet", absent="sans projet")
RATTACHE = Colonne("rattachement_dit", "Rattaché", absent="—")
"""How a row came to its territory, by hand or not; of a state frozen by an earlier version nobody knows."""
LIEU = (Colonne("territoire", "Territoire", absent="non rattaché"), RATTACHE)

LIGNES = {
    "lignes_montants": (
        Colonne("montant_eur", "Montant", "euros"),
        ACTE,
        PROJET,
        Colonne("nature_montant", "Nature"),
        Colonne("operateur", "Financeur"),
        Colonne("instrument", "Dispositif"),
        Colonne("nature_aide", "Nature d'aide"),
        Colonne("intitule", "Projet", absent="sans projet"),
        *LIEU,
        Colonne("date_effet", "Date d'effet", "jour"),
        Colonne("cause", "Cause"),
        *ORIGINE,
    ),
    "lignes_reste": (
        Colonne("reste", "Compte pour", "euros", absent="à part, reste inconnu"),
        ACTE,
        PROJET,
        Colonne("nature_montant", "Nature"),
        Colonne("montant_livre", "Montant livré", "euros"),
        Colonne("operateur", "Financeur"),
        Colonne("intitule", "Projet", absent="sans projet"),
        *LIEU,
        Colonne("date_engagement", "Premier engagement", "jour"),
        Colonne("date_effet", "Date d'effet", "jour"),
        Colonne("cause", "Cause"),
        *ORIGINE,
    ),
    "lignes_delais": (
        Colonne("nb_jours", "Jours", "entier", absent="—"),
        Colonne("situation", "Situation"),
        PROJET,
        Colonne("intitule", "Projet"),
        Colonne("operateur", "Financeur"),
        Colonne("date_debut", "Début", "jour"),
        Colonne("date_effet", "Fin", "jour", absent="—"),
        Colonne("reference_debut", "Référence de l'acte du début"),
        Colonne("reference", "Référence de l'acte", absent="—"),
        Colonne("fichier_debut", "Fichier du début"),
        Colonne("feuille_debut", "Feuille du début"),
        Colonne("ligne_debut", "Ligne du début", "entier"),
        *ORIGINE,
    ),
    "lignes_projets": (
        PROJET,
        Colonne("intitule", "Projet"),
        *LIEU,
        Colonne("statut", "Statut"),
        Colonne("date_statut", "Depuis", "jour"),
        Colonne("date_remontee", "Remonté le", "jour"),
        Colonne("montant_eur", "Engagé, État et opérateurs", "euros", "—", "nb_inconnus", "montant_engage"),
        Colonne("engagement", "Engagement", indicateur="nb_projets_engages"),
        *ORIGINE,
    ),
    "lignes_emplois": (
        Colonne("nombre", "Emplois", "entier"),
        Colonne("intitule", "Projet"),
        *LIEU,
        Colonne("type_dit", "Type"),
        Colonne("etat_dit", "État"),
        Colonne("verificateur", "Vérifié par", absent="non vérifié"),
        Colonne("date_effet", "Date d'effet", "jour", absent="—"),
        PROJET,
        *ORIGINE,
    ),
    "lignes_territoires": (
        Colonne("territoire", "Territoire"),
        RATTACHE,
        Colonne("regions", "Région"),
        Colonne("etat", "État"),
        Colonne("binome", "Binôme"),
        Colonne("motif_blocage", "Motif"),
        Colonne("date_effet", "Date d'effet", "jour"),
        Colonne("territoire_id", "Code du territoire"),
        *ORIGINE,
    ),
    "lignes_postes": (
        Colonne("territoire", "Territoire"),
        RATTACHE,
        Colonne("regions", "Région"),
        Colonne("etat_poste_dit", "État du poste"),
        Colonne("date_effet", "Depuis le", "jour"),
        Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
        Colonne("taux_cofinancement", "Part de l'État", "taux"),
        Colonne("cause", "Cause", absent="—"),
        *ORIGINE,
    ),
    "lignes_nouvelles": (
        Colonne("territoire", "Territoire"),
        RATTACHE,
        Colonne("nb_jours", "Jours sans nouvelle", "entier"),
        Colonne("jalon", "Dernier jalon connu", absent="aucun"),
        Colonne("date_effet", "Date d'effet", "jour"),
        Colonne("regions", "Région"),
        *ORIGINE,
    ),
    "lignes_projets_appui": (
        PROJET,
        Colonne("intitule", "Projet"),
        Colonne("territoire", "Territoire"),
        RATTACHE,
        Colonne("fait", "Fait"),
        Colonne("date_effet", "Date d'effet", "jour"),
        Colonne("date_appui", "Territoire retenu le", "jour"),
        Colonne("date_remontee", "Remonté le", "jour"),
        Colonne("statut", "Statut à l'arrêté"),
        *ORIGINE,
    ),
    "lignes_candidatures": (
        Colonne("numero_dossier", "Dossier"),
        Colonne("intitule", "Territoire candidat"),
        Colonne("region", "Région"),
        Colonne("statut_dit", "État"),
        Colonne("nb_membres", "Membres", "entier"),
        Colonne("membres_partages", "Aussi dans un autre dossier", absent="—"),
        Colonne("a_binome", "Binôme", "oui_non"),
        Colonne("avis_prefet_dit", "Avis du préfet", absent="inconnu"),
        Colonne("avis_region_dit", "Avis de la région", absent="inconnu"),
        Colonne("decision_dite", "Décision", absent="aucune"),
        Colonne("date_depot", "Déposé le", "jour", absent="non déposé"),
        Colonne("date_effet", "Dans cet état depuis le", "jour"),
        *ORIGINE,
    ),
    "lignes_membres": (
        Colonne("nom", "Membre"),
        Colonne("siren", "SIREN"),
        Colonne("mouvement_dit", "Mouvement"),
        Colonne("territoire", "Territoire de phase I", absent="aucun"),
        Colonne("intitule", "Candidature", absent="aucune"),
        Colonne("numero_dossier", "Dossier", absent="—"),
        Colonne("region", "Région"),
        *ORIGINE,
    ),
    "lignes_solde": (
        Colonne("compte", "Compte pour", "entier"),
        Colonne("phase_dite", "Phase"),
        Colonne("territoire", "Territoire"),
        RATTACHE,
        Colonne("regions", "Région"),
        Colonne("date_effet", "Entré le", "jour"),
        *ORIGINE,
    ),
}
"""question → columns of the rows behind a figure."""
