import Datasets
import Distillation
import PlainText

extension Experiment {
  /// Why the teacher's targets cannot be made out of fold; `nil` where they can.
  var foldProblem: String? {
    do throws(CrossFittingError) {
      _ = try CrossFitting.folds(for: task)
      return nil
    } catch {
      return text(error)
    }
  }

  private func text(_ error: CrossFittingError) -> String {
    guard case .impossible(let label, let units, let isGrouped) = error else { return "\(error)" }
    let unit = isGrouped ? "group" : "row"
    let count = "\(units) \(unit)\(units == 1 ? "" : "s")"
    var name: String?
    if let label, case .labels(_, let classes) = dataset.target { name = classes[label] }
    let found =
      name.map { "class '\(visibleText($0))' has \(count) in train" } ?? "train has \(count)"
    let remedy =
      isGrouped
      ? "split so that train holds several groups\(name == nil ? "" : " of every class"), or leave "
        + "'group' out of the split"
      : name == nil
        ? "give train more rows"
        : "give train another row of it, merge it with another class, or drop it"
    return """
      data.split: the teacher's targets cannot be cross-fitted
        found: \(found)
        expected: at least two \(unit)s, so that what is held out can be learned from the others
        remedy: \(remedy)
      """
  }
}
