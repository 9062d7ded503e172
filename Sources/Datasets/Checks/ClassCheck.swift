/// What keeps classes from being learned: one class alone, and classes that no train row is labelled with.
struct ClassCheck {
  private(set) var problems: [DatasetProblem] = []

  /// - Parameter labels: −1 where a row has none.
  init(_ labels: [Int], classes: [String], split: Split) {
    if classes.count == 1 {
      note(
        .classes, at: "data.labels",
        found: "every row has the same label, \(Shown.quoted(classes[0]))",
        expected: "at least two classes in train: one class leaves nothing to learn",
        remedy: "name another column as labels, or add rows of other classes")
      return
    }
    let isPartly = !split.unlabelled.isEmpty
    if split.train.count < classes.count {
      note(
        .tooFewRows, at: "data.split",
        found: Shown.count(split.train.count, isPartly ? "labelled train row" : "train row")
          + " for \(Shown.count(classes.count, "class"))",
        expected: "at least one \(isPartly ? "labelled " : "")train row for each class",
        remedy: "raise the train fraction, or merge classes")
      return
    }
    let inTrain = Set(split.train.map { labels[$0] })
    let absent = classes.indices.filter { !inTrain.contains($0) }
    guard !absent.isEmpty else { return }
    var counts: [Int: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    note(
      .classAbsentFromTrain, at: "data.split",
      found: "\(Shown.count(absent.count, "class")) without a "
        + "\(isPartly ? "labelled " : "")train row: "
        + Shown.list(
          absent.map {
            "\(Shown.quoted(classes[$0])) (\(counts[$0] ?? 0) \(isPartly ? "labelled " : "")rows in all)"
          }),
      expected: "every class in train",
      remedy: isPartly
        ? "label rows of it, raise the train fraction, or drop the class from the list"
        : "stratify the split, raise the train fraction, or drop the class from the list")
  }

  private mutating func note(
    _ kind: DatasetProblem.Kind, at place: String, found: String, expected: String, remedy: String
  ) {
    problems.append(
      DatasetProblem(kind, at: place, found: found, expected: expected, remedy: remedy))
  }
}
