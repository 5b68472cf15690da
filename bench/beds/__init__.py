"""Invented files to measure the matching on."""
