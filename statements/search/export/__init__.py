"""What is taken out of the archive as data: rows, their codebook, and the files they are written to."""
