import Foundation
import Tensors
import Testing

@Suite("Functions of one number") struct ElementFunctionTests {
  private func applied(_ function: ElementFunction, _ x: [Float]) -> [Float] {
    let slot = Slot(offset: 0, rows: 1, columns: x.count)
    let into = Slot(offset: Slot.aligned(x.count), rows: 1, columns: x.count)
    let arena = Arena(count: into.end)
    arena.write(x, to: slot)
    arena.replay([.element(ElementPass(function, of: slot, into: into))], ReplayInputs())
    return arena.values(into)
  }

  private func exact(_ function: ElementFunction, _ x: Double) -> Double {
    switch function {
    case .squareRoot: x.squareRoot()
    case .logarithm: Foundation.log(x)
    case .exponential: Foundation.exp(x)
    case .magnitude: Swift.abs(x)
    case .cosine: Foundation.cos(x)
    }
  }

  @Test("agree with Double to 3e-7, over all sizes", arguments: ElementFunction.allCases)
  func accuracy(_ function: ElementFunction) {
    let sizes: [Float] = (-36...36).flatMap { power in
      [1.0, 1.37, 2.9, 7.77].map { Float($0 * Foundation.pow(10, Double(power))) }
    }
    let x =
      function == .exponential
      ? stride(from: -87, through: 88, by: 0.37).map { Float($0) }
      : function == .cosine
        ? stride(from: -8192, through: 8192, by: 0.37).map { Float($0) }
        : function == .magnitude ? sizes + sizes.map { -$0 } : sizes
    for (x, y) in zip(x, applied(function, x)) {
      let exact = exact(function, Double(x))
      // Relative to the result, but for what goes through 0.
      let size = function == .cosine ? 1 : max(Swift.abs(exact), 1e-30)
      #expect(Swift.abs(Double(y) - exact) <= 3e-7 * size, "\(x)")
    }
  }

  @Test("say what cannot be: NaN below 0, −∞ for the logarithm of 0, and NaN of NaN")
  func edges() {
    #expect(applied(.squareRoot, [0, -1]).map(\.isNaN) == [false, true])
    let logarithms = applied(.logarithm, [0, -1, .infinity, 1, .leastNonzeroMagnitude])
    #expect(logarithms[0] == -.infinity && logarithms[1].isNaN)
    #expect(logarithms[2] == .infinity && logarithms[3] == 0)
    #expect(Swift.abs(logarithms[4] + 103.27893) < 1e-3)
    for function in ElementFunction.allCases { #expect(applied(function, [.nan])[0].isNaN) }
  }

  @Test("a cosine of what is far out is a number still, and no other than at the end of its range")
  func far() {
    let ends = applied(.cosine, [8192, -8192])
    #expect(applied(.cosine, [1e30, .infinity, -.infinity]) == [ends[0], ends[0], ends[1]])
    #expect(applied(.cosine, [0]) == [1])
  }

  @Test("have a slope of 0 where they have none")
  func slopes() {
    func slope(_ function: ElementFunction, at kept: Float) -> Float {
      let slots = (0..<3).map { Slot(offset: $0 * Slot.aligned(1), rows: 1, columns: 1) }
      let arena = Arena(count: slots[2].end)
      arena.write([kept], to: slots[0])
      arena.write([2], to: slots[1])
      arena.replay(
        [
          .elementGradient(
            ElementGradient(function, reference: slots[0], gradient: slots[1], into: slots[2]))
        ], ReplayInputs())
      return arena.values(slots[2])[0]
    }
    #expect(slope(.squareRoot, at: 0) == 0 && slope(.squareRoot, at: 4) == 0.25)
    #expect(slope(.magnitude, at: 0) == 0 && slope(.magnitude, at: -3) == -2)
    #expect(slope(.logarithm, at: 4) == 0.5 && slope(.exponential, at: 3) == 6)
    #expect(slope(.cosine, at: 0) == 0)
    for x: Float in [0.5, -0.5, 2, 4, -1000.25] {
      #expect(Swift.abs(slope(.cosine, at: x) + 2 * Foundation.sin(x)) < 1e-6, "\(x)")
    }
  }
}
