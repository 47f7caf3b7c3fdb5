"""Paths in, documents out."""
