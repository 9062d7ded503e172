// Records: what a job leaves behind, as plain values: planned and finished runs, comparisons,
// verdicts, summaries, curves. Made by `Experiments`, kept by `Ledger`, shown by `Reports`; this module
// lets the three share words without knowing each other.
