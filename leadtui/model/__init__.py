"""The nouns: values only, no behaviour beyond what they say about themselves.

What a person writes in a file is a frozen pydantic model; what the program computes is a frozen
dataclass. *Column* is of the file, *field* is of the target. Line numbers are the file's own,
1-based, header included.
"""
