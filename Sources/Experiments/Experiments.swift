// Experiments: a job from a checked bundle to its sealed evidence, as values.
//
// - `Check`: the one path that says whether a bundle can run, and what it will ask of the machine.
// - `Plan`: pairs, variants, every run with its place, and a run's identity (its key).
// - `Execution`: runs computed side by side, stage by stage; choices on validation rows; verdicts.
// - `Sealing`: comparisons, summaries, predictions and models of a finished job.
// - `Student`: the exported student, written and read back.
// - `Worker`: what a worker process is told and what it says.
// - `Planted`: data of which is known what must come out, for the self-test.
//
// Not here: SQLite, the clock, processes. Storing, loading, speaking and measuring are handed in
// (`ExecutionEnvironment`).
