"""Words engines behind the same few verbs: Whoosh, tantivy, PostgreSQL."""
