import Datasets
import Distillation
import PlainText
import Plans
import Specifications
import Statistics

extension Experiment {
  /// What of the job's design makes its numbers weaker than they look: said by `check`, and again by the
  /// report.
  var designWarnings: [String] {
    [
      metricWarning, seedWarning, validationWarning, testUnitWarning, foldWarning, tuningWarning,
      targetsWarning,
    ].compactMap { $0 }
  }

  /// Rows of one class have no AUC.
  private var metricWarning: String? {
    let primary = specification.metric.metric
    guard primary == .areaUnderCurve, case .labels(let labels, _) = task.target else { return nil }
    let parts = [("validation", task.validation), ("test", dataset.split.test)]
    let single = parts.filter { Set($0.1.map { labels[$0] }).count == 1 }.map(\.0)
    guard !single.isEmpty else { return nil }
    let consequence =
      single.contains("test") ? "no gain can be given" : "the loss chooses in its place"
    return
      "\(primary.title) is not defined on \(single.joined(separator: " and ")) rows, which are of one "
      + "class: \(consequence); give rows of both classes, or 'metric: accuracy'"
  }

  /// Half-widths at 600 test rows: 3 seeds ±2.5 points, 5 ±1.8, 10 ±1.5.
  private var seedWarning: String? {
    guard seeds > 1, seeds < 5 else { return nil }
    return
      "\(seeds) seeds: intervals are wide (at 600 test rows about ±2.5 points with 3 seeds, ±1.8 "
      + "with 5, ±1.5 with 10); write 'seeds: 5' or more"
  }

  private var validationWarning: String? {
    guard selects, task.validation.count < 40 else { return nil }
    let rows = task.validation.count == 1 ? "row chooses" : "rows choose"
    return
      "\(task.validation.count) validation \(rows) between all configurations; below 40 the choice "
      + "costs about 1.6 points (100: 1.2, 300: 0.7): give more validation rows"
  }

  private var testUnitWarning: String? {
    let units = testUnits
    guard let groups = testGroups else {
      return units == 1 ? "one test row: no interval can be given and nothing can be claimed" : nil
    }
    guard units > 1 else {
      let name = dataset.groupNames.flatMap { names in groups.first.map { visibleText(names[$0]) } }
      return
        "all test rows are of one group\(name.map { " ('\($0)')" } ?? ""): no interval can be given "
        + "and nothing can be claimed; split so that test holds several groups"
    }
    return units < 10
      ? "test rows come in only \(units) groups: intervals count groups, not rows, and are wide"
      : nil
  }

  private var foldWarning: String? {
    guard let folds = try? CrossFitting.folds(for: task), folds < CrossFitting.folds else {
      return nil
    }
    let whole = task.isClassification ? "the smallest class of train" : "train"
    return
      "teacher's targets come from \(folds) folds instead of \(CrossFitting.folds): \(whole) has "
      + "\(folds) \(task.groups == nil ? "rows" : "groups")"
  }

  /// A method that looks at no outputs cannot tell where they come from.
  private var targetsWarning: String? {
    let looks = sweep.variants.contains { $0.reads.contains(.teacherOutputs) }
    guard specification.distil, specification.targets == .inSample, !looks else { return nil }
    return
      "'teacher.targets' has no effect: '\(specification.method.name)' looks at no outputs of the teacher; "
      + "leave it out, or take a method that does, such as 'hinton'"
  }

  private var tuningWarning: String? {
    selects && specification.tuning == .none
      ? "'student.tuning: none': the student is not tuned, so that a gain may be what tuning alone would "
        + "bring" : nil
  }
}
