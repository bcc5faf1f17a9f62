"""A copy of the archive for any file server: every permalink as a file, for when the archive itself is away."""
