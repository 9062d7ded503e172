import Distillation
import Networks
import Specifications

extension Experiment {
  /// What is wrong with a method now that the networks are known; one problem each.
  ///
  /// - Parameter places: of the keys in the job's file.
  func methodProblems(_ places: KeyPlaces) -> [String] {
    guard specification.distil,
      sweep.variants.contains(where: { $0.reads.contains(.teacherEmbedding) })
    else { return [] }
    let students = networks.filter { $0.role == .student }
    // A network that cannot be made is refused by itself.
    let fixed = students.filter { student in
      (try? student.fit.network(study))?.learnsRepresentation == false
    }
    return fixed.prefix(1).map { student in
      """
      \(places.place(of: "student.network")): a network without a hidden layer has nothing to learn from an embedding
        found: \(student.fit.recipe.network), taught by '\(specification.method.name)'
        expected: a student with a hidden layer, which the method moves towards the teacher's
        remedy: write 'network: {mlp: [64]}', or take a method that looks at outputs, such as 'hinton'
      """
    }
  }
}
