"""attrib tells, for each sentence of a news draft, who says so."""

__version__ = "0.1.0"
