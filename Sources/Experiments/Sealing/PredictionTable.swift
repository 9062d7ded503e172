import Datasets
import Distillation
import PlainText
import Records
import Statistics

/// The exported models of a pair and its teacher: what they say of every test row.
struct ExportedSeed: Sendable {
  var experiment: Experiment
  var pair: Pair
  /// Of the distilled student and of the teacher.
  var seed: Int
  /// Of the student alone.
  var studentSeed: Int?
  var distilled: Predictions
  var student: Predictions?
  var teacher: Predictions?
}

/// `predictions.csv`: one line a pair and test row.
enum PredictionTable {
  static func csv(_ exports: [ExportedSeed]) -> String {
    var document = CSVDocument(columns: [
      "teacher", "student", "seed", "row", "id", "actual", "teacher_prediction",
      "student_prediction", "distilled_prediction", "distilled_probability", "setting",
      "student_seed",
    ])
    for export in exports {
      let dataset = export.experiment.dataset
      let test = dataset.split.test
      let columns = [export.teacher, export.student, export.distilled].map {
        predicted($0, dataset)
      }
      let probabilities = topProbabilities(export.distilled)
      for (index, row) in test.enumerated() {
        document.append(
          [
            .text(export.pair.teacher), .text(export.pair.student), .integer(export.seed),
            .integer(row), .text(dataset.ids?[row]), actual(row, dataset),
          ] + columns.map { $0?[index] ?? .text("") }
            + [
              .number(probabilities?[index]), .text(export.experiment.setting),
              export.studentSeed.map { .integer($0) } ?? .text(""),
            ])
      }
    }
    return document.text
  }

  private static func actual(_ row: Int, _ dataset: Dataset) -> CSVDocument.Cell {
    switch dataset.target {
    case .labels(let labels, let classes): .text(classes[labels[row]])
    case .values(let values): .number(values[row])
    }
  }

  private static func predicted(
    _ predictions: Predictions?, _ dataset: Dataset
  ) -> [CSVDocument.Cell]? {
    switch (predictions, dataset.target) {
    case (.classes(let probabilities), .labels(_, let classes)):
      probabilities.predicted.map { .text(classes[$0]) }
    case (.values(let values), _):
      values.predicted.map { .number($0) }
    default:
      nil
    }
  }

  private static func topProbabilities(_ predictions: Predictions) -> [Double]? {
    guard case .classes(let classes) = predictions else { return nil }
    return classes.topProbabilities
  }
}
