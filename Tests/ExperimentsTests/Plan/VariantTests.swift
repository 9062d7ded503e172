import Distillation
import Specifications
import Testing

@testable import Experiments

@Suite("A variant of a method") struct VariantTests {
  private func variant(_ options: [String: ScalarValue]) -> Variant {
    Variant(HintonDistillation.descriptor, options: options)
  }

  @Test("is named by its options in the order in which the method lists them")
  func label() {
    let options: [(String, ScalarValue)] = [("temperature", .number(4)), ("lambda", .number(0.5))]
    for order in [options, options.reversed()] {
      let variant = variant(Dictionary(uniqueKeysWithValues: order))
      #expect(variant.label == "lambda=0.5, temperature=4")
    }
  }

  @Test(
    "is named by numbers as a person writes them",
    arguments: [
      (ScalarValue.number(1), "1"), (.integer(1), "1"), (.number(0.25), "0.25"),
      (.number(1e-5), "1e-05"), (.number(1e20), "1e+20"), (.number(0), "0"),
    ])
  func numbers(value: ScalarValue, text: String) {
    #expect(variant(["lambda": value]).label == "lambda=\(text)")
  }

  @Test("has a share of the teacher whether λ was written as a whole number or not")
  func values() {
    #expect(variant(["lambda": .integer(1)]).teacherShare == 1)
    #expect(variant(["lambda": .number(0.25)]).teacherShare == 0.25)
    #expect(variant(["lambda": .text("half")]).teacherShare == nil)
  }

  @Test("is the same run however its numbers are written", arguments: ["1", "1.0", "10e-1"])
  func spelled(lambda: String) throws {
    func job(_ lambda: String) -> SmallJob {
      SmallJob.untuned.with {
        $0.method = "{hinton: {lambda: \(lambda)}}"
        $0.seeds = 1
      }
    }
    #expect(try FilledPlan(running: job(lambda)).keys == FilledPlan(running: job("1")).keys)
  }
}
