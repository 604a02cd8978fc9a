"""What a run is written as: pure functions from its values to text, one file a format."""
