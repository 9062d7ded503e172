/// What keeps a real target from being learned: infinite or too large values of labelled rows, and a
/// train part that knows one value only.
struct TargetCheck {
  private(set) var problems: [DatasetProblem] = []

  init(_ values: [Double], split: Split) {
    let notFinite = split.labelled.filter { !values[$0].isFinite }
    if !notFinite.isEmpty {
      note(
        notFinite, of: values, "not finite",
        expected: "a finite number in every used row (rows are counted from 0)",
        remedy: "fill the values in, or leave these rows out of the split")
    }
    let beyond = split.labelled.filter {
      values[$0].isFinite && values[$0].magnitude > MagnitudeLimit.value
    }
    if !beyond.isEmpty {
      note(
        beyond, of: values, "beyond Float32 when squared",
        expected: "\(MagnitudeLimit.inWords) in every used row (rows are counted from 0)",
        remedy: MagnitudeLimit.remedy)
    }
    guard problems.isEmpty, let first = split.train.first else { return }
    if split.train.allSatisfy({ values[$0] == values[first] }) {
      problems.append(
        DatasetProblem(
          .target, at: "data.target",
          found: "every train row has the same value, \(values[first])",
          expected: "at least two values in train: one value leaves nothing to learn",
          remedy: "name another target, or split so that train holds several values"))
    }
  }

  private mutating func note(
    _ rows: [Int], of values: [Double], _ fault: String, expected: String, remedy: String
  ) {
    problems.append(
      DatasetProblem(
        .target, at: "data.target",
        found: "\(Shown.count(rows.count, "value")) \(fault): "
          + Shown.list(rows.map { "row \($0) is \(values[$0])" }),
        expected: expected, remedy: remedy))
  }
}
