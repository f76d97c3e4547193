"""Tableau de bord Territoires d'industrie."""

VERSION = "0.6.0"
