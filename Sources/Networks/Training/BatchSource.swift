import Randomness
import Tensors

/// Fills a program's inputs with what one step reads.
struct BatchSource {
  private let features: any FeatureSource
  private let inputs: [Input]
  /// Row of `features` of the i-th training row.
  private let rows: [Int32]
  /// The batch's rows of `features`, a buffer kept between batches.
  private let scratch: RowBuffer

  private enum Input {
    case rows(any FeatureSource)
    /// With the numbers of all its rows.
    case constant(any FeatureSource, order: [Int32])
    case drawn(InputDraws)
  }

  /// - Parameter noise: what is drawn comes from it.
  init(
    features: any FeatureSource, rows: [Int], inputs: [ObjectiveInput], noise: RandomStream
  ) {
    self.features = features
    self.rows = rows.map(Int32.init)
    self.inputs = inputs.map { input in
      switch input.source {
      case .rows(let values): .rows(values)
      case .constant(let values): .constant(values, order: (0..<values.rows).map(Int32.init))
      case .drawn(let columns, let distribution):
        .drawn(InputDraws(distribution, columns: columns, stream: noise.named(input.name)))
      }
    }
    scratch = RowBuffer(count: rows.count)
  }

  /// - Parameters:
  ///   - slots: the features, then one an objective input.
  ///   - order: numbers of training rows.
  ///   - range: the part of `order` that is filled in.
  ///   - start: where the batch begins that `range` is of.
  ///   - step: updates before it.
  func fill(
    _ slots: [Slot], of arena: Arena, order: [Int32], range: Range<Int>, start: Int = 0,
    step: Int = 0
  ) {
    scratch.translate(order, range: range, through: rows)
    arena.gather(features, order: scratch.values, range: 0..<range.count, into: slots[0])
    for index in inputs.indices {
      let slot = slots[index + 1]
      switch inputs[index] {
      case .rows(let values): arena.gather(values, order: order, range: range, into: slot)
      case .constant(let values, let all):
        arena.gather(values, order: all, range: 0..<all.count, into: slot)
      case .drawn(let draws):
        draws.fill(
          slot, of: arena, step: step,
          places: range.lowerBound - start..<range.upperBound - start)
      }
    }
  }
}

/// Row numbers of the batch at hand.
private final class RowBuffer {
  private(set) var values: [Int32]

  init(count: Int) {
    values = [Int32](repeating: 0, count: count)
  }

  func translate(_ order: [Int32], range: Range<Int>, through rows: [Int32]) {
    for index in range { values[index - range.lowerBound] = rows[Int(order[index])] }
  }
}
