"""leadtui: messy lead, contact and business files into Postgres."""

__version__ = "0.1.0"
