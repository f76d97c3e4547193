"""The files of the call, brought from Démarche numérique into a deposit: by its interface, or by its export."""
