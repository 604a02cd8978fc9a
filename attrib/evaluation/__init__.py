"""How well the labels do: gold labels read, compared with what is found, counted."""
