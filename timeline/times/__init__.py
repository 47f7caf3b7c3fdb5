"""Time expressions: tag what the text says, then resolve what it means."""
