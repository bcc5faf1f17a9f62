"""How a statement and an article are cited: references, and the styles and files they are written in."""
