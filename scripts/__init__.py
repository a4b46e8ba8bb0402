"""Tools of the repository: fonts, words, pictures."""
