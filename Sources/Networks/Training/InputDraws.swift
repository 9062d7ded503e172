import Randomness
import Tensors

/// The numbers of one drawn input.
///
/// Every row is drawn by itself, from the step and its place in the batch, so that parts of a batch hold
/// what the whole would.
final class InputDraws {
  private let distribution: Distribution
  private let stream: RandomStream
  /// One row, kept between steps.
  private var row: [Float]

  /// - Parameter stream: of this input.
  init(_ distribution: Distribution, columns: Int, stream: RandomStream) {
    self.distribution = distribution
    self.stream = stream
    row = [Float](repeating: 0, count: columns)
  }

  /// Fills the first rows of `slot`.
  /// - Parameter places: of the rows in their batch.
  func fill(_ slot: Slot, of arena: Arena, step: Int, places: Range<Int>) {
    precondition(places.count <= slot.rows, "\(places.count) rows drawn into \(slot.rows)")
    var uniform = stream.numbered(step)
    uniform.position = UInt64(places.lowerBound * slot.columns)
    for place in places {
      let destination = Slot(
        offset: slot.offset + (place - places.lowerBound) * slot.columns, rows: 1,
        columns: slot.columns)
      switch distribution {
      case .normal:
        arena.fillNormal(destination, key: stream.key, step: step, site: place)
      case .uniform:
        for column in row.indices { row[column] = Float(uniform.next() >> 40) * 0x1p-24 }
        arena.write(row, to: destination)
      }
    }
  }
}
