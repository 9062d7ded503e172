/// The problems of every cell of a sweep as one list: each once, with the cells that have it.
struct CellProblems {
  private var problems: [(problem: SpecificationProblem, cell: String, cells: Int)] = []
  private var places: [SpecificationProblem: Int] = [:]
  private var cells = 0

  /// - Parameter cell: The cell in words.
  mutating func add(_ found: [SpecificationProblem], of cell: String) {
    cells += 1
    var seen: Set<SpecificationProblem> = []
    for problem in found where seen.insert(problem).inserted {
      if let place = places[problem] {
        problems[place].cells += 1
      } else {
        places[problem] = problems.count
        problems.append((problem, cell, 1))
      }
    }
  }

  /// What every cell has is a problem of the file; what some have is one of those cells. Of a file
  /// that has to be changed anyway, what is merely odd would only distract.
  func report(to log: ProblemLog) {
    let hasErrors = log.hasErrors || problems.contains { $0.problem.severity == .error }
    for (problem, cell, count) in problems where !hasErrors || problem.severity == .error {
      var problem = problem
      if count < cells {
        let others = count == 1 ? "" : ", and \(count - 1) more"
        problem.summary += " (with \(cell)\(others))"
      }
      log.add(problem)
    }
  }
}
