"""What the work pays."""
