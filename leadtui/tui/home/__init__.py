"""The start screen: what waits, what was opened last, what is here, what is saved and what was loaded."""
