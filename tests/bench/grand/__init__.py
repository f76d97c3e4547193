"""Much data: a ledger of up to ten million lines, its publication, and the time of every screen as it grows."""
