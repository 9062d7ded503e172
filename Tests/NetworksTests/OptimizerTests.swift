import Networks
import Tensors
import Testing

@testable import Networks

/// Two steps by hand, in Double, against the kernels.
@Suite("Optimisers") struct OptimizerTests {
  private let start: [Double] = [0.5, -1, 2, 0.1]
  private let gradients: [[Double]] = [[0.1, -0.2, 0.3, 1], [-0.4, 0.5, 0.05, -2]]
  private let decay = 0.1

  /// Three weights that decay and a bias that does not.
  private func twoSteps(_ optimizer: Optimizer, scale: Float = 1) -> [Float] {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [3, 1], decays: true)
    layout.append(name: "bias", shape: [1], decays: false)
    let parameters = Slot(offset: 0, rows: 1, columns: 4)
    let gradient = Slot(offset: 16, rows: 1, columns: 4)
    var update = Update(optimizer, layout: layout, weightDecay: Float(decay), momentsAt: 32)
    let arena = Arena(count: update.end)
    arena.write(start.map { Float($0) }, to: parameters)
    for values in gradients {
      arena.write(values.map { Float($0) }, to: gradient)
      update.apply(
        on: arena, parameters: parameters, gradient: gradient, scale: scale, rate: optimizer.rate)
    }
    return arena.values(parameters)
  }

  private func expectClose(_ found: [Float], _ expected: [Double]) {
    for (found, expected) in zip(found, expected) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
  }

  /// Runs `rule(w, g, decay, step)` element by element.
  private func byHand(
    _ rule: (_ w: inout Double, _ g: Double, _ decay: Double, _ t: Int, _ element: Int) -> Void
  ) -> [Double] {
    var w = start
    for (index, gradient) in gradients.enumerated() {
      for element in w.indices {
        rule(&w[element], gradient[element], element < 3 ? decay : 0, index + 1, element)
      }
    }
    return w
  }

  @Test("SGD keeps the rate out of the velocity and adds the penalty to the gradient")
  func momentum() {
    var velocity = [Double](repeating: 0, count: 4)
    let expected = byHand { w, g, decay, _, i in
      velocity[i] = 0.9 * velocity[i] + g + decay * w
      w -= 0.05 * velocity[i]
    }
    expectClose(twoSteps(.sgd(rate: 0.05, momentum: 0.9)), expected)
  }

  @Test("Nesterov's momentum looks one step ahead along the velocity")
  func nesterov() {
    var velocity = [Double](repeating: 0, count: 4)
    let expected = byHand { w, g, decay, _, i in
      let g = g + decay * w
      velocity[i] = 0.9 * velocity[i] + g
      w -= 0.05 * (g + 0.9 * velocity[i])
    }
    expectClose(twoSteps(.sgd(rate: 0.05, momentum: 0.9, nesterov: true)), expected)
  }

  @Test("Adam has its penalty inside the gradient, corrects its moments, epsilon outside the root")
  func adam() {
    var (m, v) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
    let expected = byHand { w, g, decay, t, i in
      let g = g + decay * w
      m[i] = 0.9 * m[i] + 0.1 * g
      v[i] = 0.99 * v[i] + 0.01 * g * g
      let (c1, c2) = t == 1 ? (0.1, 0.01) : (1 - 0.81, 1 - 0.9801)
      w -= 0.02 * (m[i] / c1) / ((v[i] / c2).squareRoot() + 1e-3)
    }
    expectClose(twoSteps(.adam(rate: 0.02, beta1: 0.9, beta2: 0.99, epsilon: 1e-3)), expected)
  }

  @Test("RMSprop has epsilon inside the root")
  func rmsprop() {
    var square = [Double](repeating: 0, count: 4)
    let expected = byHand { w, g, decay, _, i in
      let g = g + decay * w
      square[i] = 0.9 * square[i] + 0.1 * g * g
      w -= 1e-2 * g / (square[i] + 1e-3).squareRoot()
    }
    expectClose(twoSteps(.rmsprop(rate: 1e-2, decay: 0.9, epsilon: 1e-3)), expected)
  }

  @Test("AdamW decays apart from the gradient, corrects its moments, epsilon outside the root")
  func adamw() {
    var (m, v) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
    var (power1, power2) = ([Double](repeating: 1, count: 4), [Double](repeating: 1, count: 4))
    let expected = byHand { w, g, decay, _, i in
      power1[i] *= 0.9
      power2[i] *= 0.99
      m[i] = 0.9 * m[i] + 0.1 * g
      v[i] = 0.99 * v[i] + 0.01 * g * g
      w -= 0.02 * decay * w
      w -= 0.02 * (m[i] / (1 - power1[i])) / ((v[i] / (1 - power2[i])).squareRoot() + 1e-3)
    }
    expectClose(
      twoSteps(.adamw(rate: 0.02, beta1: 0.9, beta2: 0.99, epsilon: 1e-3)), expected)
  }

  @Test("a clipped gradient is scaled before anything else")
  func clipped() {
    var velocity = [Double](repeating: 0, count: 4)
    let expected = byHand { w, g, decay, _, i in
      velocity[i] = 0.9 * velocity[i] + 0.25 * g + decay * w
      w -= 0.05 * velocity[i]
    }
    expectClose(twoSteps(.sgd(rate: 0.05, momentum: 0.9), scale: 0.25), expected)
  }

  @Test("what is not trained stays where it is, and what stands behind it still moves")
  func untrained() {
    var layout = ParameterLayout()
    layout.append(name: "scale", shape: [2], start: .constant(1), decays: false)
    layout.append(name: "running mean", shape: [2], decays: false, isTrained: false)
    layout.append(name: "shift", shape: [2], decays: false)
    let parameters = Slot(offset: 0, rows: 1, columns: 6)
    let gradient = Slot(offset: 16, rows: 1, columns: 6)
    var update = Update(
      .sgd(rate: 1, momentum: 0), layout: layout, weightDecay: 0, momentsAt: 32)
    let arena = Arena(count: update.end)
    arena.fill(gradient, with: 1)
    update.apply(on: arena, parameters: parameters, gradient: gradient, scale: 1, rate: 1)
    #expect(arena.values(parameters) == [-1, -1, 0, 0, -1, -1])
  }

  @Test(
    "of some parameters leaves the others, and keeps moments of its own alone",
    arguments: [
      Optimizer.sgd(rate: 0.1, momentum: 0.9), .rmsprop(rate: 0.1, decay: 0.9, epsilon: 1e-3),
      .adam(rate: 0.1), .adamw(rate: 0.1),
    ])
  func range(_ optimizer: Optimizer) {
    var layout = ParameterLayout()
    layout.append(name: "before", shape: [3, 1], decays: true)
    layout.append(name: "weight", shape: [20, 1], decays: true)
    layout.append(name: "bias", shape: [1], decays: false)
    layout.append(name: "behind", shape: [2], decays: false)
    let parameters = Slot(offset: 0, rows: 1, columns: 26)
    let gradient = Slot(offset: 32, rows: 1, columns: 26)
    func steps(moving: Range<Int>?) -> (parameters: [Float], end: Int) {
      var update = Update(
        optimizer, layout: layout, moving: moving, weightDecay: 0.1, momentsAt: 64)
      let arena = Arena(count: update.end)
      arena.write((0..<26).map { Float($0 - 12) / 7 }, to: parameters)
      for step in 1...3 {
        arena.write((0..<26).map { Float(($0 * 7 + step) % 5) - 2 }, to: gradient)
        update.apply(
          on: arena, parameters: parameters, gradient: gradient, scale: 1, rate: optimizer.rate)
      }
      return (arena.values(parameters), update.end)
    }
    let (all, some) = (steps(moving: nil), steps(moving: 3..<24))
    #expect(some.parameters[3..<24] == all.parameters[3..<24])
    for index in [0, 1, 2, 24, 25] { #expect(some.parameters[index] == Float(index - 12) / 7) }
    #expect(steps(moving: 23..<24).end < all.end)
  }

  @Test(
    "moments that no gradient renews end at 0 and not among the denormal numbers",
    arguments: [
      Optimizer.sgd(rate: 0, momentum: 0.9), .sgd(rate: 0, momentum: 0.9, nesterov: true),
      .rmsprop(rate: 0, decay: 0.9, epsilon: 1e-8),
      .adam(rate: 0, beta1: 0.9, beta2: 0.9, epsilon: 1e-8),
      .adamw(rate: 0, beta1: 0.9, beta2: 0.9, epsilon: 1e-8),
    ])
  func denormal(_ optimizer: Optimizer) {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [1, 1], decays: true)
    let parameters = Slot(offset: 0, rows: 1, columns: 1)
    let gradient = Slot(offset: 16, rows: 1, columns: 1)
    var update = Update(optimizer, layout: layout, weightDecay: 0, momentsAt: 32)
    let moments = Slot(offset: 32, rows: 1, columns: update.end - 32)
    let arena = Arena(count: update.end)
    arena.fill(gradient, with: 1e-15)
    for step in 0..<1000 {
      if step == 1 { arena.fill(gradient, with: 0) }
      update.apply(on: arena, parameters: parameters, gradient: gradient, scale: 1, rate: 0)
      if step == 0 { #expect(arena.values(moments).contains { $0 != 0 }) }
      #expect(arena.values(moments).allSatisfy { !$0.isSubnormal })
    }
    #expect(arena.values(moments).allSatisfy { $0 == 0 })
  }
}
