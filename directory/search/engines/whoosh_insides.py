"""What the default engine knows of Whoosh beside its public interface: every private name, by the module it stands in.

Nothing else of ours may use another (tests/test_floors.py). `make newest-whoosh` looks for each in the newest release.
"""

INSIDES: dict[str, tuple[str, ...]] = {
    "reading": ("_terms",),
    "columns": ("_basepos", "_count", "_dbfile"),
    "codec/whoosh3": (
        *("_data", "_read_data", "_next_block"),
        *("_postwriter", "_write_block", "_ids", "_weights", "_maxweight", "_values"),
    ),
    "writing": ("_close_segment", "_finalize_segment", "_lk"),
    "index": ("_segments",),
}
"""Private names by the file of Whoosh, without ".py", that defines them."""
