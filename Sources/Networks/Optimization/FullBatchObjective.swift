import Gradients
import Randomness
import Tensors

/// The whole training loss and its gradient at Double parameters.
///
///     f(w) = mean over rows of loss + (λ/2) ‖weights‖²
///
/// Chunks of rows go through the same Float32 program as mini-batches; their losses, gradients and
/// the penalty are summed in Double in the order of rows, so the sum adds no rounding of its own.
struct FullBatchObjective {
  private let memory: FullBatchMemory
  private let batches: BatchSource
  private let order: [Int32]
  private let layout: ParameterLayout
  private let weightDecay: Double
  let arena: Arena

  /// Loss and penalised loss differ by the penalty; the curve shows the former.
  struct Value: Sendable, Hashable {
    var loss: Double
    var penalised: Double
    var gradient: [Double]
  }

  init(
    network: Network, features: any FeatureSource, rows: [Int], objective: Objective,
    weightDecay: Float
  ) {
    self.init(
      objective.bound(to: network), features: features, rows: rows, weightDecay: weightDecay,
      noise: RandomStream(key: 0))
  }

  /// - Parameter noise: what the objective's inputs draw comes from it, once for all evaluations.
  init(
    _ objective: BoundObjective, features: any FeatureSource, rows: [Int], weightDecay: Float,
    noise: RandomStream
  ) {
    memory = FullBatchMemory(objective, rows: rows.count)
    batches = BatchSource(features: features, rows: rows, inputs: objective.inputs, noise: noise)
    order = (0..<rows.count).map(Int32.init)
    layout = objective.layout
    self.weightDecay = Double(weightDecay)
    arena = Arena(count: memory.count)
  }

  var parameters: Slot { memory.chunk.parameters }
  /// A forward pass that fits the same arena.
  var evaluation: Program { memory.evaluation }

  func callAsFunction(_ parameters: [Double]) -> Value {
    arena.write(rounding: parameters, to: self.parameters)
    var value = Value(
      loss: 0, penalised: 0, gradient: [Double](repeating: 0, count: parameters.count))
    for start in stride(from: 0, to: order.count, by: memory.chunk.rows) {
      let range = start..<min(start + memory.chunk.rows, order.count)
      let program = range.count == memory.chunk.rows ? memory.chunk : memory.tail ?? memory.chunk
      let share = Double(range.count) / Double(order.count)
      batches.fill(program.inputs, of: arena, order: order, range: range)
      value.loss += share * program.replay(on: arena)
      arena.add(program.gradient, factor: share, to: &value.gradient)
    }
    value.penalised = value.loss
    for slice in layout.slices where slice.decays {
      for index in slice.range {
        value.penalised += 0.5 * weightDecay * parameters[index] * parameters[index]
        value.gradient[index] += weightDecay * parameters[index]
      }
    }
    return value
  }

  /// The first slice whose gradient is not finite.
  func firstNotFinite(in gradient: [Double]) -> String? {
    layout.slices.first { slice in !slice.range.allSatisfy { gradient[$0].isFinite } }?.name
  }
}

/// The programs of a fit by L-BFGS, before anything is allocated for them.
struct FullBatchMemory {
  let chunk: Program
  let tail: Program?
  let evaluation: Program

  init(_ objective: BoundObjective, rows: Int) {
    let chunkRows = min(1024, rows)
    chunk = objective.program(rows: chunkRows)
    tail = rows % chunkRows == 0 ? nil : objective.program(rows: rows % chunkRows)
    evaluation = objective.evaluation
  }

  /// Floats of the arena.
  var count: Int { max(chunk.end, tail?.end ?? 0, evaluation.end) }
}
