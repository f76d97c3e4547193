"""Tableau de bord Territoires d'industrie."""

VERSION = "0.4.0"
