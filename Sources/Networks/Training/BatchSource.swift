import Tensors

/// Fills a program's inputs with the rows of one batch.
struct BatchSource {
  private let features: any FeatureSource
  private let inputs: [ObjectiveInput]
  /// Row of `features` of the i-th training row.
  private let rows: [Int32]
  /// The batch's rows of `features`, a buffer kept between batches.
  private let scratch: RowBuffer

  init(features: any FeatureSource, rows: [Int], inputs: [ObjectiveInput]) {
    self.features = features
    self.rows = rows.map(Int32.init)
    self.inputs = inputs
    scratch = RowBuffer(count: rows.count)
  }

  /// - Parameters:
  ///   - slots: the features, then one an objective input.
  ///   - order: numbers of training rows.
  ///   - range: the part of `order` that is the batch.
  func fill(_ slots: [Slot], of arena: Arena, order: [Int32], range: Range<Int>) {
    scratch.translate(order, range: range, through: rows)
    arena.gather(features, order: scratch.values, range: 0..<range.count, into: slots[0])
    for index in inputs.indices {
      arena.gather(inputs[index].values, order: order, range: range, into: slots[index + 1])
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
