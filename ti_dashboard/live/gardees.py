"""What a backup keeps of the live store, said table by table: a table added without saying it fails a test."""

GARDEES = (
    "seance",
    "poste",
    "etape",
    "decision",
    "decision_statut",
    "correction",
    "journal",
    "compte",
    "invitation",
    "demande",
    "second_facteur",
    "code_de_secours",
    "projet_decision",
    "presence",
    "intervention",
    "attendu",
    "piece",
    "point_propose",
    "proces_verbal",
    "amendement",
)
"""Kept, with all their rows. The key that lets a presenter move a room is among them."""
LAISSEES: dict[str, str] = {
    "session": "chacun se reconnecte : une session volée avec une sauvegarde n'ouvre rien",
    "entree_commencee": "chacun se reconnecte : elle ne vaut que dix minutes",
    "tentative_servie": "la tentative ne vaut que dix minutes",
}
"""Table → why its rows are left: they are made again by themselves."""
