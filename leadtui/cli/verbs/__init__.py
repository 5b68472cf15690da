"""One module per verb; each is imported only when its verb is typed, so that `--help` is instant."""
