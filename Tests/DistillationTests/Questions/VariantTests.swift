import Specifications
import Testing

@testable import Distillation

@Suite("A cell of a method's sweep") struct VariantTests {
  private func variant(_ lambda: Double, _ temperature: Double = 1) -> Variant {
    Variant(
      HintonDistillation.descriptor,
      options: ["temperature": .number(temperature), "lambda": .number(lambda)])
  }

  @Test("is named by its options as the method lists them")
  func label() {
    #expect(variant(0.5, 4).label == "lambda=0.5, temperature=4")
    #expect(variant(1).teacherShare == 1)
    #expect(variant(1).fullShareWords == "lambda=1")
  }

  @Test("puts the smaller share first, then the lower temperature, then the one named first")
  func order() {
    let variants = [(1.0, 1.0), (0.5, 4.0), (0.5, 1.0)].map(variant)
    #expect(
      Variant.inTieOrder(variants).map(\.label) == [
        "lambda=0.5, temperature=1", "lambda=0.5, temperature=4", "lambda=1, temperature=1",
      ])
    let words = ["paper", "code"].map {
      Variant(
        GeneralizedDistillation.descriptor,
        options: ["lambda": .number(1), "temperature": .number(1), "convention": .text($0)])
    }
    #expect(Variant.inTieOrder(words) == words)
  }

  @Test(
    "leaves the teacher no part where its share, or every loss that looks at it, weighs nothing")
  func taught() {
    #expect(variant(0.5).isTaught && variant(1).isTaught && !variant(0).isTaught)
    func hint(_ weight: Double) -> Variant {
      Variant(FitNets.descriptor, options: ["weight": .number(weight)])
    }
    #expect(hint(1).isTaught && !hint(0).isTaught)
  }

  @Test("is the twin of another one that differs in the teacher's share alone")
  func twins() {
    #expect(variant(1, 4).isTwin(of: variant(0.5, 4)))
    #expect(!variant(1, 4).isTwin(of: variant(0.5, 1)))
    let other = Variant(
      GeneralizedDistillation.descriptor, options: variant(1, 4).options)
    #expect(!other.isTwin(of: variant(1, 4)))
  }
}
