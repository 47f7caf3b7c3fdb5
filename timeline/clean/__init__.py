"""Where the content of a document lies: sentences, and what is left out."""
