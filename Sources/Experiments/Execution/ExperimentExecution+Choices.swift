import Distillation

/// Searches on validation rows: what each arm tries next, and what it comes to.
extension ExperimentExecution {
  // MARK: - Students

  /// The best decay tried without smoothing; ties go to the larger.
  private func bestDecay(_ modality: String, _ search: DecaySearch) -> Double? {
    guard search.range.searches else { return search.range.own }
    let works = search.tried.reversed().map {
      RunWork.student(modality: modality, StudentConfiguration(weightDecay: $0))
    }
    return best(of: works).flatMap {
      if case .student(_, let configuration) = $0 { configuration.weightDecay } else { nil }
    }
  }

  /// What the student's search asks for next; empty where it has its decay.
  func nextStudents(_ modality: String, _ search: inout DecaySearch) -> [RunWork] {
    search.next(best: bestDecay(modality, search)).map {
      .student(modality: modality, StudentConfiguration(weightDecay: $0))
    }
  }

  /// Smoothed students at the decay the search came to.
  func smoothedStudents(_ modality: String, _ search: DecaySearch) -> [RunWork] {
    guard let decay = bestDecay(modality, search) else { return [] }
    return search.range.smoothings.map {
      .student(
        modality: modality, StudentConfiguration(weightDecay: decay, labelSmoothing: $0))
    }
  }

  /// The student with the best validation score of all that were tried; the job's own decay where no fit
  /// finished.
  func selectedStudent(_ modality: String, _ search: DecaySearch) -> StudentConfiguration {
    let decay = bestDecay(modality, search) ?? search.range.own
    let plain = RunWork.student(
      modality: modality, StudentConfiguration(weightDecay: decay))
    guard
      case .student(_, let configuration)? = best(of: [plain] + smoothedStudents(modality, search))
    else { return StudentConfiguration(weightDecay: decay) }
    return configuration
  }

  // MARK: - Distilled arms

  /// The best cell at the student's own regularisation.
  func selectedVariant(_ pair: Pair) -> Variant? {
    Selection.best(of: Selection.inTieOrder(experiment.plan.sweep.variants)) {
      scores(of: .distilled(pair, $0))
    }
  }

  /// The work that trains a pair's best cell at a decay.
  func distilledWork(
    _ pair: Pair, _ variant: Variant, decay: Double, student: StudentConfiguration
  ) -> RunWork {
    decay == student.weightDecay
      ? .distilled(pair, variant) : .searched(pair, weightDecay: decay)
  }

  private func bestDecay(
    _ pair: Pair, _ variant: Variant, _ search: DecaySearch, _ student: StudentConfiguration
  ) -> Double? {
    let works = search.tried.reversed().map {
      distilledWork(pair, variant, decay: $0, student: student)
    }
    switch best(of: works) {
    case .searched(_, let decay)?: return decay
    case .distilled?: return student.weightDecay
    default: return nil
    }
  }

  func nextDistilled(
    _ pair: Pair, _ search: inout DecaySearch, _ selection: Selection
  ) -> [RunWork] {
    guard let chosen = selection.distilled[pair], let student = selection.students[pair.student]
    else { return [] }
    return search.next(best: bestDecay(pair, chosen.variant, search, student)).map {
      .searched(pair, weightDecay: $0)
    }
  }

  func selectedDecay(_ pair: Pair, _ search: DecaySearch, _ selection: Selection) -> Double? {
    guard let chosen = selection.distilled[pair], let student = selection.students[pair.student]
    else { return nil }
    return bestDecay(pair, chosen.variant, search, student)
  }

  /// The first of these works with the best validation scores; `nil` where none has any.
  private func best(of works: [RunWork]) -> RunWork? {
    works.contains { scores(of: $0).contains { $0 != nil } }
      ? Selection.best(of: works, scores: scores(of:)) : nil
  }
}
