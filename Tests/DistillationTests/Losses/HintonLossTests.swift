import Specifications
import Testing

@testable import Distillation

@Suite("Hinton's loss") struct HintonLossTests {
  /// Of the method's options, as `job.yaml` spells them.
  private func method(_ lambda: Double, _ temperature: Double) -> HintonLoss {
    HintonDistillation(
      options: MethodOptions([
        "lambda": .number(lambda), "temperature": .number(temperature),
      ])
    ).loss
  }

  @Test(
    "is (1−λ)·CE(y, z) + λ·T²·KL(softmax(t/T) ‖ softmax(z/T)), in value and in gradient",
    arguments: [(0, 4), (0.25, 1), (0.5, 4), (0.75, 0.5), (1, 1), (1, 20)])
  func formula(_ lambda: Double, _ temperature: Double) {
    func written(_ z: [[Double]]) -> Double {
      ThreeRows.mean(z) { y, t, z in
        (1 - lambda) * Written.crossEntropy(y, Written.softmax(z)) + lambda * temperature
          * temperature
          * Written.divergence(Written.softmax(t, temperature), Written.softmax(z, temperature))
      }
    }
    let found = ThreeRows.probe(method(lambda, temperature)).value
    #expect(abs(found.loss - written(ThreeRows.student)) < 1e-4)
    let expected = Written.gradient(at: ThreeRows.student, of: written)
    for (derivative, expected) in zip(found.gradient, expected) {
      #expect(abs(derivative - expected) < 1e-5)
    }
  }

  @Test("of real targets is (1−λ)·(z−y)² + λ·(z−t)², at every temperature", arguments: [1.0, 8])
  func realTargets(_ temperature: Double) {
    func written(_ z: [[Double]]) -> Double {
      ThreeRows.mean(z) { y, t, z in
        0.75 * Written.squaredError(z, y) + 0.25 * Written.squaredError(z, t)
      }
    }
    let found = ThreeRows.probe(method(0.25, temperature), isClassification: false).value
    #expect(abs(found.loss - written(ThreeRows.student)) < 1e-5)
    let expected = Written.gradient(at: ThreeRows.student, of: written)
    for (derivative, expected) in zip(found.gradient, expected) {
      #expect(abs(derivative - expected) < 1e-5)
    }
  }

  @Test("has nothing to teach a student whose logits are the teacher's and a constant a row")
  func optimum() {
    let shifted = ThreeRows.teacher.enumerated().map { row, logits in
      logits.map { $0 + Double(row) }
    }
    let found = ThreeRows.probe(method(1, 4), student: shifted).value
    #expect(abs(found.loss) < 1e-5)
    #expect(found.gradient.allSatisfy { abs($0) < 1e-6 })
  }

  /// Hinton, Vinyals, Dean 2015, equation 4, times the T² that they recommend.
  @Test("of a hot teacher pulls centred logits together by their distance over the classes")
  func hot() {
    func centred(_ z: [Double]) -> [Double] { z.map { $0 - Written.mean(z) } }
    let distances: [Double] = zip(ThreeRows.student, ThreeRows.teacher).flatMap { z, t in
      zip(centred(z), centred(t)).map { $0 - $1 }
    }
    let found = ThreeRows.probe(method(1, 500)).value.gradient
    // A mean over three rows, of what is shared out among three classes.
    for (derivative, distance) in zip(found, distances) {
      #expect(abs(derivative - distance / 9) < 5e-3)
    }
  }
}
