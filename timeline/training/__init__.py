"""Commands that make the weights the package ships; nothing here runs when articles are read."""
