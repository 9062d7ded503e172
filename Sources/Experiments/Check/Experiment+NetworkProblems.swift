import Distillation
import Networks
import Plans
import Specifications

/// A network that a setting trains, and what it sees of a row.
struct PlannedNetwork: Sendable {
  enum Role: String, Sendable {
    case teacher = "the teacher"
    case student = "the student"
    /// Teacher's and student's modality side by side.
    case joint = "the student that sees both"
  }

  var role: Role
  /// One, or the teacher's and the student's.
  var modalities: [String]
  var fit: Fit
}

extension Experiment {
  /// Every network of the plan, teachers first.
  var networks: [PlannedNetwork] {
    sweep.teachers.map {
      PlannedNetwork(role: .teacher, modalities: [$0], fit: recipes.teacherFit($0))
    }
      + sweep.students.map {
        PlannedNetwork(role: .student, modalities: [$0], fit: recipes.studentFit($0))
      }
      + (specification.distil
        ? sweep.pairs.map {
          PlannedNetwork(
            role: .joint, modalities: [$0.teacher, $0.student], fit: recipes.jointFit($0))
        } : [])
  }

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
        return sizeProblem(network, try network.fit.network(study), places)
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
    let specification = network.fit.recipe.network
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
