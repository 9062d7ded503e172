import ArgumentParser

/// The engine against the clock: each command runs one workload and prints one JSON line.
///
/// `scripts/race` runs these beside other programs on the same inputs; docs/performance.md keeps the
/// table and what limits each figure.
@main struct RetortBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retort-bench",
    abstract: "Runs one workload of the engine and prints its figures as one JSON line.",
    subcommands: [
      TabularDistillation.self, EmbeddingDistillation.self, ContrastiveDistillation.self,
      TextTraining.self, TextEncoding.self, DenoiserTraining.self, NeighbourInformation.self,
      LedgerCommits.self, ProductShapes.self, NeighbourCrossing.self,
      MappedRows.self, NullPairs.self,
    ])
}
