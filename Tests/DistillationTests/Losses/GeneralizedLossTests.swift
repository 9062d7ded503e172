import Specifications
import Testing

@testable import Distillation

@Suite("The loss of generalized distillation") struct GeneralizedLossTests {
  private func method(
    _ convention: String, lambda: Double, temperature: Double
  ) -> GeneralizedLoss {
    GeneralizedDistillation(
      options: MethodOptions([
        "lambda": .number(lambda), "temperature": .number(temperature),
        "convention": .text(convention),
      ])
    ).loss
  }

  /// Where T² and the student's temperature stand, as the three are told apart on paper.
  static let conventions: [(name: String, isSquared: Bool, isStudentTempered: Bool)] = [
    ("paper", false, false), ("code", true, false), ("hinton-consistent", true, true),
  ]

  @Test("is what each convention says, in value and in gradient", arguments: conventions)
  func formula(_ name: String, _ isSquared: Bool, _ isStudentTempered: Bool) {
    for (lambda, temperature) in [(0.5, 1.0), (0.25, 4), (1, 0.5)] {
      func written(_ z: [[Double]]) -> Double {
        ThreeRows.mean(z) { y, t, z in
          (1 - lambda) * Written.crossEntropy(y, Written.softmax(z)) + lambda
            * (isSquared ? temperature * temperature : 1)
            * Written.crossEntropy(
              Written.softmax(t, temperature),
              Written.softmax(z, isStudentTempered ? temperature : 1))
        }
      }
      let found = ThreeRows.probe(
        method(name, lambda: lambda, temperature: temperature)
      ).value
      #expect(abs(found.loss - written(ThreeRows.student)) < 1e-4)
      let expected = Written.gradient(at: ThreeRows.student, of: written)
      for (derivative, expected) in zip(found.gradient, expected) {
        #expect(abs(derivative - expected) < 1e-5)
      }
    }
  }

  @Test("of the Hinton-consistent convention teaches what Hinton's does: only its value differs")
  func consistent() throws {
    let options = ["lambda": ScalarValue.number(0.75), "temperature": .number(3)]
    let hinton = ThreeRows.probe(HintonDistillation(options: MethodOptions(options)).loss).value
    let consistent = ThreeRows.probe(
      method("hinton-consistent", lambda: 0.75, temperature: 3)
    ).value
    for (one, other) in zip(hinton.gradient, consistent.gradient) {
      #expect(abs(one - other) < 1e-6)
    }
    // The entropy of the teacher's soft labels, which no student changes.
    let entropy = ThreeRows.mean(ThreeRows.student) { _, t, _ in
      Written.crossEntropy(Written.softmax(t, 3), Written.softmax(t, 3))
    }
    #expect(abs(consistent.loss - hinton.loss - 0.75 * 9 * entropy) < 1e-4)
  }

  @Test(
    "of real targets has neither temperature nor convention", arguments: conventions.map(\.name))
  func realTargets(_ convention: String) {
    let expected = ThreeRows.mean(ThreeRows.student) { y, t, z in
      0.5 * Written.squaredError(z, y) + 0.5 * Written.squaredError(z, t)
    }
    let method = method(convention, lambda: 0.5, temperature: 7)
    let found = ThreeRows.probe(method, isClassification: false).value
    #expect(abs(found.loss - expected) < 1e-5)
  }

  @Test("offers the three conventions by name and takes the paper's where none is written")
  func option() throws {
    let option = try #require(
      GeneralizedDistillation.descriptor.options.first { $0.name == "convention" })
    #expect(option.kind == .choice(Self.conventions.map(\.name)))
    #expect(option.defaultValue == .text("paper"))
  }
}
