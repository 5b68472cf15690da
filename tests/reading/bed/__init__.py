"""A test bed of damaged files: clean tables, each kind of damage, and a score of what came back."""
