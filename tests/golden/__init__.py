"""What other programs make of our data, kept to be compared with what we make of it."""
