import Foundation
import Gradients
import Tensors
import Testing

/// Values and gradients of `golden/kd_losses.json`, computed in Float64 by its script.
@Suite("Golden losses") struct GoldenLossTests {
  private let golden: GoldenLosses

  init() throws {
    golden = try GoldenLosses()
  }

  /// The loss at the golden logits, and its gradient with respect to them: a linear layer on the
  /// identity whose weights are the logits.
  private func evaluate(_ loss: (Tape, Variable) -> Variable) -> (Double, [Float]) {
    let rows = golden.student.rows
    let layout = Example.layout(rows, 3)
    var identity = Tensor.zeros(rows: rows, columns: rows)
    for row in 0..<rows { identity[row, row] = 1 }
    let probe = Probe(
      layout: layout, rows: rows,
      inputs: [("x", identity), ("t", golden.teacher), ("y", golden.labels)], seed: 1
    ) { tape in
      let z = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
      return loss(tape, z)
    }
    let value = probe.loss(at: golden.student.values + [0, 0, 0])
    return (value, Array(probe.gradient().prefix(rows * 3)))
  }

  @Test("hard cross-entropy")
  func hard() {
    let (value, _) = evaluate { crossEntropy($1, targets: $0.input("y")) }
    #expect(abs(value - golden.hardCrossEntropy) < 1e-6)
  }

  @Test(
    "Hinton's divergence, its gradient and its cross-entropy form", arguments: [Float(1), 2, 5])
  func hinton(temperature: Float) throws {
    let expected = try golden.hinton(Int(temperature))
    let (plain, _) = evaluate { divergence(from: $0.input("t"), to: $1, temperature: temperature) }
    #expect(abs(plain - expected.divergence) < 1e-6)
    let (scaled, gradient) = evaluate {
      temperature * temperature
        * divergence(from: $0.input("t"), to: $1, temperature: temperature)
    }
    #expect(abs(scaled - expected.scaledDivergence) < 2e-6)
    for (found, wanted) in zip(gradient, expected.gradient) {
      #expect(abs(Double(found) - wanted) < 1e-6)
    }
    let (entropy, entropyGradient) = evaluate {
      temperature * temperature
        * crossEntropyFromLogits(
          $1, teacher: $0.input("t"), teacherTemperature: temperature,
          studentTemperature: temperature)
    }
    #expect(abs(entropy - expected.scaledCrossEntropy) < 1e-5)
    for (found, wanted) in zip(entropyGradient, expected.gradient) {
      #expect(abs(Double(found) - wanted) < 1e-6)
    }
  }

  @Test("the three conventions of generalized distillation")
  func generalizedDistillation() throws {
    let (lambda, temperature) = (Float(0.7), Float(2))
    func loss(_ factor: Float, _ studentTemperature: Float) -> Double {
      evaluate { tape, z in
        (1 - lambda) * crossEntropy(z, targets: tape.input("y"))
          + lambda * factor
          * crossEntropyFromLogits(
            z, teacher: tape.input("t"), teacherTemperature: temperature,
            studentTemperature: studentTemperature)
      }.0
    }
    #expect(abs(loss(1, 1) - (try golden.generalized("paper"))) < 1e-6)
    #expect(abs(loss(temperature * temperature, 1) - (try golden.generalized("repo_code"))) < 2e-6)
    let consistent = loss(temperature * temperature, temperature)
    #expect(abs(consistent - (try golden.generalized("hinton_consistent"))) < 2e-6)
  }
}

/// What the tests read of the golden file.
struct GoldenLosses {
  let student: Tensor
  let teacher: Tensor
  /// One-hot.
  let labels: Tensor
  let hardCrossEntropy: Double
  private let file: File

  init() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/golden/kd_losses.json")
    file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    student = Self.tensor(file.logits.student)
    teacher = Self.tensor(file.logits.teacher)
    var labels = Tensor.zeros(rows: student.rows, columns: student.columns)
    for (row, label) in file.logits.labels.enumerated() { labels[row, label] = 1 }
    self.labels = labels
    hardCrossEntropy = file.hardCrossEntropy
  }

  struct Hinton {
    var divergence, scaledDivergence, scaledCrossEntropy: Double
    var gradient: [Double]
  }

  func hinton(_ temperature: Int) throws -> Hinton {
    let entry =
      switch temperature {
      case 1: file.hintonAt1
      case 2: file.hintonAt2
      default: file.hintonAt5
      }
    return Hinton(
      divergence: entry.divergence, scaledDivergence: entry.scaledDivergence,
      scaledCrossEntropy: entry.scaledCrossEntropy, gradient: entry.gradient.flatMap { $0 })
  }

  func generalized(_ convention: String) throws -> Double {
    try #require(file.generalized[convention])
  }

  private static func tensor(_ rows: [[Double]]) -> Tensor {
    Tensor(
      rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap { $0.map(Float.init) }
    )
  }

  private struct File: Decodable {
    struct Logits: Decodable {
      var student, teacher: [[Double]]
      var labels: [Int]
    }
    struct Entry: Decodable {
      var divergence, scaledDivergence, scaledCrossEntropy: Double
      var gradient: [[Double]]

      enum CodingKeys: String, CodingKey {
        case divergence = "KL_batchmean"
        case scaledDivergence = "T2_KL"
        case scaledCrossEntropy = "T2_CE"
        case gradient = "grad_T2KL_student"
      }
    }
    var logits: Logits
    var hintonAt1, hintonAt2, hintonAt5: Entry
    var hardCrossEntropy: Double
    var generalized: [String: Double]

    enum CodingKeys: String, CodingKey {
      case logits = "inputs_logits"
      case hintonAt1 = "hinton_T1"
      case hintonAt2 = "hinton_T2"
      case hintonAt5 = "hinton_T5"
      case hardCrossEntropy = "hard_ce_T1"
      case generalized = "lopez_paz_eq_T2_lam0.7"
    }
  }
}
