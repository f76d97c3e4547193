"""One received file, whatever its format → typed rows, rejects and faults: ``fichier_recu.lire_fichier``."""
