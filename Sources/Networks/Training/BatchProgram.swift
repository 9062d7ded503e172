import Gradients
import Tensors

/// The programs of one batch size. A batch whose activations are many is worked on in parts, one after
/// the other, whose gradients add up: what a part computes then stays in the cache.
///
/// How a batch is parted depends on the network, the loss and the batch alone, never on the machine, so
/// that it changes no bits from one machine to the next.
struct BatchProgram {
  /// Of the whole batch.
  let rows: Int
  /// In order; the first replaces the gradient, the others add to it.
  let parts: [Part]

  struct Part {
    let program: Program
    /// Rows of the batch.
    let range: Range<Int>
  }

  /// A part's own memory (inputs, activations, their gradients): 4 MB where the batch can be parted.
  static let partFloats = 1_000_000

  init(
    _ objective: BoundObjective, loss: String = Objective.onlyLoss,
    moving moved: TrainingPhase.Moved = .both, rows: Int, partFloats: Int = Self.partFloats
  ) {
    self.rows = rows
    let whole = objective.program(loss: loss, moving: moved, rows: rows)
    let count = (whole.ownCount + partFloats - 1) / partFloats
    guard count > 1, !whole.couplesRows, rows > 1 else {
      parts = [Part(program: whole, range: 0..<rows)]
      return
    }
    let size = (rows + count - 1) / count
    var parts: [Part] = []
    for start in stride(from: 0, to: rows, by: size) {
      let range = start..<min(start + size, rows)
      // Parts of one size are one program, but the first.
      if parts.count > 1, let last = parts.last, last.range.count == range.count {
        parts.append(Part(program: last.program, range: range))
      } else {
        let program = objective.program(
          loss: loss, moving: moved, rows: range.count, weight: Double(range.count) / Double(rows),
          accumulatesGradient: start > 0)
        parts.append(Part(program: program, range: range))
      }
    }
    self.parts = parts
  }

  var parameters: Slot { parts[0].program.parameters }
  var gradient: Slot { parts[0].program.gradient }
  /// First float no part uses.
  var end: Int { parts.map(\.program.end).max() ?? 0 }
}
