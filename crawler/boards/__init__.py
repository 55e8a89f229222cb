"""One file a hiring system: how its public answers are walked and which of their fields we keep."""
