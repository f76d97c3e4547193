"""XLSX and ODS as people send them: what is in the archive is checked, then its sheets are given as they are."""
