"""One file a command: `arguments(parser)` says what it takes, `run(args, settings)` returns the exit code."""
