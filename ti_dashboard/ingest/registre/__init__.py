"""The ledger: words received about an act, replayed in their order, and the questions they raise."""
