"""How we say a listing: titles, pay, places, languages, proofs and marks, in the reader's language."""
