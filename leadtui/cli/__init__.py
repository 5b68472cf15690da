"""Door 1, the command line: stdout is the result, stderr is talk, the exit code is the truth."""
