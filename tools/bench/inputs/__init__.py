"""What the benchmarks are given: made here, always the same bytes.

No clock, no network, no random source: all bytes come from SHAKE-256 of a fixed text.
`expected.json` holds the answers, so that a benchmark can prove that it did the work.
"""
