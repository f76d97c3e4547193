"""Tableau de bord Territoires d'industrie."""

VERSION = "0.1.0"
