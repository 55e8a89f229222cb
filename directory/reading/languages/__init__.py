"""Which human languages the worker must know, how well, and what for."""
