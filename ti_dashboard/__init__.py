"""Tableau de bord Territoires d'industrie."""

VERSION = "0.8.1"
