"""Words: how text becomes terms, what readers type, what is highlighted and suggested."""
