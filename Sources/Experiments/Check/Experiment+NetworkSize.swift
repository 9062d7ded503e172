import Distillation
import Specifications
import Tensors

extension Experiment {
  /// Networks with more parameters than one network may have, now that the widths of the data are
  /// known; one problem each.
  var networksTooLarge: [String] {
    let sweep = plan.sweep
    let networks =
      sweep.teachers.map { ("the teacher", [$0], specification.teacher.network) }
      + sweep.students.map { ("the student", [$0], specification.student.network) }
      + sweep.pairs.map {
        ("the student that sees both", [$0.teacher, $0.student], specification.student.network)
      }
    return networks.compactMap { whose, modalities, network in
      let columns = modalities.reduce(0) { $0 + features(of: $1).columns }
      let count = network.parameterCount(inputs: columns, outputs: task.outputs)
      guard count > NetworkSpecification.maximumParameters else { return nil }
      return """
        job.yaml: \(whose) on \(modalities.joined(separator: " and ")) would have \(count) parameters
          found: \(columns) columns, \(network.description), \(task.outputs) outputs
          expected: at most \(NetworkSpecification.maximumParameters) parameters
          remedy: narrow its first layer, or give it fewer columns
        """
    }
  }
}
