// Records: what a job plans and what it leaves behind, as plain values: arms and cells, planned and
// finished runs, comparisons, verdicts, summaries, curves, facts. Made by `Experiments`, kept by
// `Ledger`, shown by `Reports`; this module lets the three share words without knowing each other.
