import CKernels
import COpenBLAS

extension Arena {
  /// Replays `instructions` in order.
  ///
  /// - Returns: the loss, the sum of all loss instructions; 0 where there are none.
  @discardableResult
  public func replay(_ instructions: [Instruction], _ inputs: ReplayInputs) -> Double {
    var loss = 0.0
    instructions.withUnsafeBufferPointer { instructions in
      for index in instructions.indices {
        run(instructions[index], inputs, loss: &loss)
      }
    }
    return loss
  }

  private func run(_ instruction: Instruction, _ inputs: ReplayInputs, loss: inout Double) {
    switch instruction {
    case .product(let left, let transposeLeft, let right, let transposeRight, let into, let add):
      multiply(
        left, transposed: transposeLeft, by: right, transposed: transposeRight, into: into,
        accumulate: add)
    case .addBias(let x, let bias, let rectify):
      if rectify {
        retort_add_bias_rectify(pointer(x), pointer(bias), x.rows, x.columns)
      } else {
        retort_add_bias(pointer(x), pointer(bias), x.rows, x.columns)
      }
    case .columnSums(let x, let into, let accumulate):
      retort_column_sums(pointer(into), pointer(x), x.rows, x.columns, accumulate ? 1 : 0)
    case .rectify(let x, let into):
      retort_rectify(pointer(into), pointer(x), x.count)
    case .rectifyGradient(let output, let gradient, let into, let accumulate):
      retort_rectify_gradient(
        pointer(into), pointer(output), pointer(gradient), output.count, accumulate ? 1 : 0)
    case .dropout(let x, let mask, let into, let rate, let site):
      retort_dropout(
        pointer(into), pointer(mask), pointer(x), x.count, rate, inputs.dropoutKey,
        UInt64(inputs.step), UInt32(site))
    case .multiply(let left, let right, let into, let accumulate):
      retort_multiply(
        pointer(into), pointer(left), pointer(right), left.count, accumulate ? 1 : 0)
    case .scale(let x, let factor, let into, let accumulate):
      retort_scale(pointer(into), pointer(x), factor, x.count, accumulate ? 1 : 0)
    case .crossEntropy(
      let logits, let targets, let kind, let weight, let gradient, let accumulate, let scratch):
      let (target, targetTemperature, temperature, divergence) = parameters(of: kind)
      let mean = retort_cross_entropy(
        pointer(logits), pointer(targets), logits.rows, logits.columns, target,
        1 / targetTemperature, 1 / temperature, divergence ? 1 : 0, Float(weight),
        gradient.map { pointer($0) }, accumulate ? 1 : 0, pointer(scratch))
      loss += weight * mean
    case .squaredError(let prediction, let targets, let weight, let gradient, let accumulate):
      let mean = retort_squared_error(
        pointer(prediction), pointer(targets), prediction.rows, prediction.columns,
        Float(weight), gradient.map { pointer($0) }, accumulate ? 1 : 0)
      loss += weight * mean
    }
  }

  private func parameters(of kind: CrossEntropyKind) -> (retort_target, Float, Float, Bool) {
    switch kind {
    case .probabilities(let temperature):
      (retort_target_probabilities, 1, temperature, false)
    case .logits(let targetTemperature, let temperature):
      (retort_target_logits, targetTemperature, temperature, false)
    case .divergence(let temperature):
      (retort_target_logits, temperature, temperature, true)
    }
  }

  private func multiply(
    _ left: Slot, transposed transposeLeft: Bool, by right: Slot,
    transposed transposeRight: Bool, into: Slot, accumulate: Bool
  ) {
    let inner = transposeLeft ? left.rows : left.columns
    cblas_sgemm(
      CblasRowMajor, transposeLeft ? CblasTrans : CblasNoTrans,
      transposeRight ? CblasTrans : CblasNoTrans, blasint(into.rows), blasint(into.columns),
      blasint(inner), 1, pointer(left), blasint(left.columns), pointer(right),
      blasint(right.columns), accumulate ? 1 : 0, pointer(into), blasint(into.columns))
  }

  /// Floats a cross-entropy over `classes` classes works in.
  public static func crossEntropyScratch(classes: Int) -> Int {
    retort_cross_entropy_scratch(classes)
  }
}
