import ArgumentParser

/// W2: a student whose embedding is pulled to its teacher's, with Hinton's loss on the logits.
struct EmbeddingDistillation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w2", abstract: "Distils an embedding of 768 columns (384 → 512 → 768 → 10).")

  @Argument(help: "Folder with student.npy, teacher_embedding.npy, teacher_logits.npy, y.npy.")
  var inputs: String

  func run() throws {}
}
