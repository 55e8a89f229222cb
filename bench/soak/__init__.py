"""`make soak`: crawl, search, subscribe, mail and backup at once while every process is killed again and again."""
