"""The trip and all that is true of it: model, times, edits, checks, file and store."""
