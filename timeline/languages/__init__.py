"""Language knowledge as data: one folder per language, read by `loader`."""
