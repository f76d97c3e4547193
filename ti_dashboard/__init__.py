"""Tableau de bord Territoires d'industrie."""

VERSION = "0.9.0"
