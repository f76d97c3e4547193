"""Tableau de bord Territoires d'industrie."""

VERSION = "0.5.0"
