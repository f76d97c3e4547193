"""Tableau de bord Territoires d'industrie."""

VERSION = "0.11.0"
