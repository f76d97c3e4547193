"""Tableau de bord Territoires d'industrie."""

VERSION = "0.7.0"
