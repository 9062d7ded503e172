import ArgumentParser
import Experiments
import Inbox
import Networks
import PlainText
import Tensors

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Applies a distilled student to new rows.",
    discussion: """
      MODEL is a safetensors file from a report's models folder; it holds the network and its \
      preprocessing. DATA has the student's features as they were in the bundle: same columns, same \
      order, not standardised. One row a row comes out as CSV: the class and every probability, or \
      the value.

      EXAMPLES:
        retort predict reports/0001-mfeat/models/pixels-to-morphology.safetensors new.npy
        retort predict model.safetensors new.csv > predictions.csv
      """)

  @Argument(help: "A student: .safetensors.")
  var model: String
  @Argument(help: "Rows of features: .npy, .npz, .csv or .tsv.")
  var data: String
  @Option(name: .long, help: "The array, where an .npz holds several.")
  var array: String?
  @Option(
    name: .long, parsing: .upToNextOption, help: "Columns of a table, where not all are meant.")
  var columns: [String] = []

  func run() throws {
    let student = try student()
    let features = try PredictionInput.features(
      data, array: array, columns: columns.isEmpty ? nil : columns)
    let outputs: Tensor
    do { outputs = try student.predictions(features) } catch {
      throw CommandFailure(RetortExit.usage, "\(data): \(error.description)")
    }
    Console.say(Self.table(outputs, classes: student.classes))
  }

  private func student() throws -> StudentModel {
    let bytes = try PredictionInput.bytes(model)
    do { return try StudentModel(bytes: bytes) } catch {
      throw CommandFailure(RetortExit.usage, "\(model): \(error)")
    }
  }

  /// The class of the largest probability (the first of equals) and all probabilities, or the value.
  static func table(_ outputs: Tensor, classes: [String]) -> String {
    var table = CSVDocument(
      columns: classes.isEmpty ? ["row", "value"] : ["row", "class"] + classes.map { "p_\($0)" })
    for row in 0..<outputs.rows {
      let values = (0..<outputs.columns).map { Double(outputs[row, $0]) }
      var cells: [CSVDocument.Cell] = [.integer(row)]
      if !classes.isEmpty {
        let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        cells.append(.text(classes[best]))
      }
      table.append(cells + values.map { .number($0) })
    }
    return table.text
  }
}
