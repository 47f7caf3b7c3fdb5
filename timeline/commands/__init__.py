"""Commands beside the ones that print records: each module adds its own to the group."""
