"""One small file a platform; the file's name is the platform's slug, with "_" for "-"."""
