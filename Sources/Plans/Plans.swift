// Plans: a job as a graph of stages. What is computed (`Stage`), what it reads and what of that is disturbed
// (`Computation`), where ledger and report find it (`Place`), how one of several is chosen (`SelectionRule`), and
// what can start now (`PlanState`). Knows no method, network, file or clock: `Distillation` has the stages,
// `Experiments` runs them.
