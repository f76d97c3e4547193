"""Tableau de bord Territoires d'industrie."""

VERSION = "0.10.0"
