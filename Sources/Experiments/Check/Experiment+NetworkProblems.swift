import Distillation
import Networks
import Specifications
import Tensors

extension Experiment {
  /// What is wrong with the networks now that the data are known: rows that a network
  /// cannot take, more parameters than one network may have; one problem each.
  ///
  /// - Parameter places: of the keys in the job's file.
  func networkProblems(_ places: KeyPlaces) -> [String] {
    var refusedRoles: Set<PlannedNetwork.Role> = []
    return networks.compactMap { network -> String? in
      // What keeps a student from its own modality keeps it from both.
      if network.role == .joint, refusedRoles.contains(.student) { return nil }
      do throws(NetworkRefusal) {
        return sizeProblem(network, try engine(of: network), places)
      } catch {
        refusedRoles.insert(network.role)
        return "\(whose(network, places)): \(error)"
      }
    }
  }

  private func sizeProblem(
    _ network: PlannedNetwork, _ engine: Network, _ places: KeyPlaces
  ) -> String? {
    guard engine.parameterCount > NetworkSpecification.maximumParameters else { return nil }
    let specification = recipe(of: network).network
    return """
      \(whose(network, places)) would have \(engine.parameterCount) parameters
        found: \(engine.inputs) columns, \(specification), \(task.outputs) outputs
        expected: at most \(NetworkSpecification.maximumParameters) parameters
        remedy: \(specification.kind.columnsRemedy)
      """
  }

  private func whose(_ network: PlannedNetwork, _ places: KeyPlaces) -> String {
    let key = network.role == .teacher ? "teacher.network" : "student.network"
    return
      "\(places.place(of: key)): \(network.role.rawValue) on \(network.modalities.joined(separator: " and "))"
  }
}
