"""Who did what to whom, when, whether, and who says so."""
