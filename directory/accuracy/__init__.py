"""How well the readers read and the search ranks, measured on labelled and on real postings."""
