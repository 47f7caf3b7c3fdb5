"""Exporters: a Timeline as HTML, CSV, JSON."""
