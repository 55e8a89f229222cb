"""A listing's page: verdict, proofs, history, report."""
