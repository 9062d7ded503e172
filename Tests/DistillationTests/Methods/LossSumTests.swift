import Plans
import Records
import Specifications
import Testing

@testable import Distillation

@Suite("A sum of losses") struct LossSumTests {
  /// With every option that is not given at its default.
  private func specification(_ written: [String: Double]) -> MethodSpecification {
    let names = Set(written.keys.map { String($0.prefix { $0 != "." }) })
    var options = Methods.registry.sum(of: names).options
      .reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    for (name, value) in written { options[name] = .number(value) }
    return MethodSpecification(name: MethodSpecification.sum, options: options)
  }

  private func sum(_ written: [String: Double]) -> WeightedLosses {
    LossSum(options: MethodOptions(specification(written).options)).loss
  }

  private func alone(
    _ method: (some LossMethod).Type, _ options: [String: ScalarValue]
  ) -> CanonicalValue {
    method.init(options: MethodOptions(options)).loss.identity
  }

  @Test("may be made of the labels and of every method that is a loss, in the registry's order")
  func registry() {
    #expect(
      Methods.registry.losses.map(\.name) == [
        "supervised", "hinton", "generalized", "fitnets", "rkd", "sp", "infonce", "cka",
        "distilbert",
      ])
    for loss in Methods.registry.losses {
      #expect(loss.options.first { $0.name == "weight" } != nil, "\(loss.name)")
      #expect(loss.summary.hasSuffix("."))
    }
    #expect(
      Methods.registry.loss(named: "hinton")?.options.map(\.name) == ["weight", "temperature"])
    #expect(
      Methods.registry.loss(named: "distilbert")?.options.map(\.name) == [
        "weight", "soft", "cosine", "temperature",
      ])
    // A method's own weight is its weight in the sum.
    #expect(Methods.registry.loss(named: "sp") == SimilarityPreserving.descriptor)
  }

  @Test("of each method holds the labels once and nothing but the teacher besides")
  func labels() {
    for loss in Methods.registry.losses.dropFirst() {
      let terms = sum(["\(loss.name).weight": 1]).terms
      #expect(terms.count { $0.loss is SupervisedLoss } == 1, "\(loss.name)")
      #expect(terms[0].weight == 1)
      #expect(terms.dropFirst().allSatisfy { !$0.loss.reads.isEmpty && $0.weight > 0 })
    }
  }

  @Test(
    "is CE(y, z) + w·T²·KL(softmax(t/T) ‖ softmax(z/T)) of Hinton's loss, in value and gradient")
  func formula() {
    func written(_ z: [[Double]]) -> Double {
      ThreeRows.mean(z) { y, t, z in
        0.5 * Written.crossEntropy(y, Written.softmax(z))
          + 3 * 16 * Written.divergence(Written.softmax(t, 4), Written.softmax(z, 4))
      }
    }
    let loss = sum(["supervised.weight": 0.5, "hinton.weight": 3, "hinton.temperature": 4])
    let found = ThreeRows.probe(loss).value
    #expect(abs(found.loss - written(ThreeRows.student)) < 1e-4)
    let expected = Written.gradient(at: ThreeRows.student, of: written)
    for (derivative, expected) in zip(found.gradient, expected) {
      #expect(abs(derivative - expected) < 1e-4)
    }
  }

  @Test("of one method that weighs labels 1 is that method, so that both are one run")
  func one() {
    #expect(sum(["fitnets.weight": 0.5]).identity == alone(FitNets.self, ["weight": .number(0.5)]))
    #expect(
      sum(["rkd.distance": 25, "rkd.angle": 0]).identity
        == alone(RelationalDistillation.self, ["distance": .number(25), "angle": .number(0)]))
  }

  @Test("multiplies the weights of a method that has several")
  func several() {
    #expect(
      sum(["rkd.weight": 2, "rkd.distance": 3, "rkd.angle": 5]).terms.map(\.weight) == [1, 6, 10])
    let bert = sum(["distilbert.weight": 0.5, "supervised.weight": 2])
    #expect(bert.terms.map(\.weight) == [2, 2.5, 0.5])
  }

  @Test("adds up in one order, and reads of the teacher what its losses read")
  func order() {
    let loss = sum(["fitnets.weight": 2, "hinton.weight": 1, "hinton.temperature": 4])
    #expect(loss.terms.map(\.weight) == [1, 1, 2])
    #expect(loss.reads == [.teacherOutputs, .teacherEmbedding])
    #expect(loss.temperature == 4)
    #expect(sum(["fitnets.weight": 0, "hinton.weight": 1]).reads == [.teacherOutputs])
  }

  @Test("is a variant with all of its weights in its name and its cell")
  func variant() {
    let method = specification(["hinton.weight": 2, "hinton.temperature": 4, "cka.weight": 0.5])
    let variant = Variant(Methods.descriptor(of: method), options: method.options)
    #expect(
      variant.label
        == "supervised.weight=1, hinton.weight=2, hinton.temperature=4, cka.weight=0.5")
    #expect(variant.cell["method.cka.weight"] == .number(0.5))
    #expect(variant.isTaught && variant.teacherShare == nil)
    #expect(variant.reads == [.teacherOutputs, .teacherEmbedding])
    let silent = specification(["hinton.weight": 0])
    #expect(!Variant(Methods.descriptor(of: silent), options: silent.options).isTaught)
  }

  @Test("has the controls of every method")
  func controls() {
    #expect(
      LossSum.controls(isClassification: true).map(\.arm)
        == HintonDistillation.controls(isClassification: true).map(\.arm))
  }
}
