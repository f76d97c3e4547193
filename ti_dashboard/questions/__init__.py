"""Questions to a publication: one per ``.sql`` file, bound values only, rows where absence stays ``None``."""
