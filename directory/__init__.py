"""The domain of Task Atlas: postings, readings, listings, searches. Knows no framework above it."""
