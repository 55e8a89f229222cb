"""The clock and the post: what runs by itself, each job bounded and repeatable."""
