import Datasets
import PlainText
import Statistics

/// The exported seed of a pair: what its three models say of every test row.
struct ExportedSeed: Sendable {
  var pair: Pair
  var seed: Int
  var work: RunWork
  var distilled: Predictions
  var student: Predictions?
  var teacher: Predictions?
}

/// `predictions.csv`: one line a pair and test row.
struct PredictionTable: Sendable {
  let inputs: JobInputs

  func csv(_ exports: [ExportedSeed]) -> String {
    var document = CSVDocument(columns: [
      "teacher", "student", "seed", "row", "id", "actual", "teacher_prediction",
      "student_prediction", "distilled_prediction", "distilled_probability",
    ])
    let test = inputs.dataset.split.test
    for export in exports {
      let columns = [export.teacher, export.student, export.distilled].map(predicted)
      let probabilities = topProbabilities(export.distilled)
      for (index, row) in test.enumerated() {
        document.append(
          [
            .text(export.pair.teacher), .text(export.pair.student), .integer(export.seed),
            .integer(row), .text(inputs.dataset.ids?[row]), actual(row),
          ] + columns.map { $0?[index] ?? .text("") } + [.number(probabilities?[index])])
      }
    }
    return document.text
  }

  private func actual(_ row: Int) -> CSVDocument.Cell {
    switch inputs.dataset.target {
    case .labels(let labels, let classes): .text(classes[labels[row]])
    case .values(let values): .number(values[row])
    }
  }

  private func predicted(_ predictions: Predictions?) -> [CSVDocument.Cell]? {
    switch (predictions, inputs.dataset.target) {
    case (.classes(let probabilities), .labels(_, let classes)):
      probabilities.predicted.map { .text(classes[$0]) }
    case (.values(let values), _):
      values.predicted.map { .number($0) }
    default:
      nil
    }
  }

  private func topProbabilities(_ predictions: Predictions) -> [Double]? {
    guard case .classes(let classes) = predictions else { return nil }
    return classes.topProbabilities
  }
}
