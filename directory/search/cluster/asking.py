"""What somebody typed, as a query of the cluster over our own terms."""

from math import log1p
from typing import Any

from directory.search.cluster.schema import K1, LONGEST, SCALE
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together, Words, leaves

Query = dict[str, Any]
# What OpenSearch's BM25 counts more than ours: (k1 + 1) of each, its k1 being SCALE times as large.
TIMES = (K1 * SCALE + 1) / (K1 + 1)


def query(asked: Asked, share: float = 1.0) -> Query:
    """The listings that answer a question, scored by BM25F times `share`; all alike where nothing is wanted."""
    wanted = [_clause(clause) for clause in asked.clauses] or [{"match_all": {"boost": 0}}]
    return {"bool": {"must": wanted, "must_not": list(map(_atom, asked.banned)), "boost": share / TIMES}}


def most(asked: Asked, listings: int) -> float:
    """What no score of a question reaches among that many listings: each term at its rarest, repeated for ever."""
    terms = sum(max(len(list(leaves(choice.atom))) for choice in clause) for clause in asked.clauses)
    return max(1, terms) * (K1 + 1) * log1p(2.0 * listings + 1_000)


def _clause(clause: Clause) -> Query:
    if len(clause) == 1:
        return _atom(clause[0].atom)
    return {"dis_max": {"queries": [_weighed(_atom(choice.atom), choice.weight) for choice in clause]}}


def _weighed(found: Query, weight: float) -> Query:
    return found if weight == 1 else {"bool": {"must": [found], "boost": weight}}


def _atom(atom: Atom) -> Query:
    if isinstance(atom, Together):
        return {"bool": {"must": list(map(_atom, atom.parts))}}
    if isinstance(atom, Prefix):
        return _prefix(atom)
    terms = [_term(term) for term in atom.terms]
    return terms[0] if len(terms) == 1 else {"bool": {"must": terms, "filter": [_phrase(atom)]}}


def _term(term: str) -> Query:
    return {"term": {"words": term[:LONGEST]}}


def _phrase(words: Words) -> Query:
    return {"match_phrase": {"places": " ".join(term[:LONGEST] for term in words.terms)}}


def _prefix(prefix: Prefix) -> Query:
    """Terms that begin so count one each, however often and rare: they are not weighed term by term."""
    starting = {"prefix": {"words": {"value": prefix.start, "boost": TIMES}}}
    return {"bool": {"should": [starting, _term(prefix.stem)], "minimum_should_match": 1}}
