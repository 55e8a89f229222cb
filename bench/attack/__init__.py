"""`make attack`: hostile but harmless input against our own server on this machine, on both databases."""
