"""When a label is too doubtful to stand as if it were known."""

UNSURE_BELOW = 0.6
"""Confidence below which a sentence is shown as unsure unless the user says otherwise; docs/evaluate.md says why."""
