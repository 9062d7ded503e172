import Distillation
import Foundation
import Networks
import Tensors
import Testing

@testable import Experiments

@Suite("What a student says of new rows") struct StudentModelPredictionsTests {
  /// A linear student of two columns: weights `[columns, outputs]`, then biases.
  private func model(_ parameters: [Float], values: [Double]? = nil) throws -> StudentModel {
    var job = ReadableJob()
    // Columns of mean 10 and 0, and of standard deviation 2 and 0.5, on train rows.
    job.modalities["photo"] = (0..<100).map { row in
      [row % 2 == 0 ? 12 : 8, row % 4 < 2 ? 0.5 : -0.5]
    }
    job.values = values
    return try StudentModel(
      inputs: job.experiment(), modality: "photo", teacher: "scan", variant: "", seed: 0,
      parameters: parameters)
  }

  private func rows(_ rows: [[Float]]) -> Tensor {
    Tensor(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 })
  }

  @Test("are the class probabilities of rows as they were measured")
  func probabilities() throws {
    let model = try model([1, -1, 0.5, 2, 0.25, 0])
    let found = try model.predictions(rows([[12, 0.5], [10, -1.5]]))
    // Standardised: (1, 1) and (0, −3).
    let logits: [[Double]] = [[1 + 0.5 + 0.25, -1 + 2], [-1.5 + 0.25, -6]]
    for (row, logit) in logits.enumerated() {
      let expected = 1 / (1 + exp(logit[1] - logit[0]))
      #expect(abs(Double(found[row, 0]) - expected) < 1e-6)
      #expect(abs(found[row, 0] + found[row, 1] - 1) < 1e-6)
    }
  }

  @Test("are values in the target's own unit")
  func values() throws {
    // Train rows are 40 and 60 in turn: mean 50, standard deviation 10.
    let model = try model([1, 0.5, 0.25], values: (0..<100).map { $0 % 2 == 0 ? 40 : 60 })
    let found = try model.predictions(rows([[12, 0.5], [8, 0]]))
    #expect(found.columns == 1)
    #expect(abs(found[0, 0] - (50 + 10 * 1.75)) < 1e-4)
    #expect(abs(found[1, 0] - (50 + 10 * -0.75)) < 1e-4)
  }

  @Test("are the same from the file as from the job")
  func reread() throws {
    let model = try model([1, -1, 0.5, 2, 0.25, 0])
    let new = rows([[9, 0.1], [11, 3], [0, 0]])
    #expect(
      try StudentModel(bytes: model.bytes()).predictions(new) == model.predictions(new))
  }

  @Test("are refused of rows with other columns, which are counted")
  func columns() throws {
    let model = try model([1, -1, 0.5, 2, 0.25, 0])
    #expect(throws: StudentModelError.columnsDiffer(found: 3, expected: 2)) {
      _ = try model.predictions(rows([[1, 2, 3]]))
    }
  }

  @Test("are refused of a row that gives no finite output, which is named", arguments: [0, 2])
  func notFinite(row: Int) throws {
    let model = try model([1, -1, 0.5, 2, 0.25, 0])
    var values = rows([[1, 2], [3, 4], [5, 6]])
    values[row, 1] = .infinity
    #expect(throws: StudentModelError.notFinite(row: row)) { _ = try model.predictions(values) }
  }

  @Test("are refused of a value that is no token of the vocabulary, by row and column")
  func tokens() throws {
    var job = ReadableJob()
    job.modalities["photo"] = (0..<100).map { row in (0..<4).map { Double((row + $0) % 9) } }
    job.network = "{transformer: {vocabulary: 9, width: 8, heads: 2, layers: 1}}"
    let experiment = try job.experiment()
    let engine = try experiment.recipes.studentFit("photo").network(experiment.study)
    let model = try StudentModel(
      inputs: experiment, modality: "photo", teacher: "", variant: "", seed: 0,
      parameters: .init(repeating: 0.01, count: engine.parameterCount))
    #expect(model.standardisation == nil, "token numbers are read as they are")
    // Past the first 256 rows, which are looked at together.
    var tokens = rows(.init(repeating: [0, 8, 3, -1], count: 300))
    #expect(try model.predictions(tokens).rows == 300)
    for (value, row) in [(9, 299), (-2, 258), (2.5, 257)] as [(Float, Int)] {
      tokens[row, 2] = value
      #expect(throws: StudentModelError.notAToken(row: row, column: 2, vocabulary: 9)) {
        _ = try model.predictions(tokens)
      }
    }
  }
}
