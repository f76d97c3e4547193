"""What the programme speaks of, as plain values: filters, figures, indicators, measures, changes, columns."""
