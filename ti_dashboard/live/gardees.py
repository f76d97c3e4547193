"""What a backup keeps of the live store, said table by table: a table added without saying it fails a test."""

GARDEES = ("seance", "poste", "etape", "decision", "decision_statut", "correction", "journal")
"""Kept, with all their rows. The key that lets a presenter move a room is among them."""
LAISSEES: dict[str, str] = {}
"""Table → why its rows are left: they are made again by themselves."""
