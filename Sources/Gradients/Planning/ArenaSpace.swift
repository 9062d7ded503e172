import Tensors

/// Which floats of an arena are taken while a program is planned. Places given back are used again, so
/// that a program's memory stays small and warm.
struct ArenaSpace {
  private struct Block {
    var offset: Int
    var count: Int
    var end: Int { offset + count }
  }

  /// Free blocks below `end`, in order, no two of them neighbours.
  private var free: [Block] = []
  /// First float that was never taken.
  private(set) var end: Int
  /// How many values live at an offset.
  private var holders: [Int: Int] = [:]

  /// - Parameter start: first float that may be taken.
  init(from start: Int) {
    end = Slot.aligned(start)
  }

  /// The smallest free block that is large enough, or new floats at the end.
  mutating func reserve(rows: Int, columns: Int) -> Slot {
    let count = Slot.aligned(max(rows * columns, 1))
    let best = free.indices.filter { free[$0].count >= count }.min {
      free[$0].count < free[$1].count
    }
    var offset = end
    if let best {
      offset = free[best].offset
      free[best].offset += count
      free[best].count -= count
      if free[best].count == 0 { free.remove(at: best) }
    } else {
      end += count
    }
    holders[offset] = 1
    return Slot(offset: offset, rows: rows, columns: columns)
  }

  /// One more value lives in `slot`.
  mutating func share(_ slot: Slot) {
    holders[slot.offset, default: 0] += 1
  }

  /// One value less lives in `slot`; with the last one its floats are free.
  mutating func release(_ slot: Slot) {
    guard let count = holders[slot.offset] else { return }
    guard count == 1 else {
      holders[slot.offset] = count - 1
      return
    }
    holders[slot.offset] = nil
    let block = Block(offset: slot.offset, count: Slot.aligned(max(slot.count, 1)))
    let index = free.firstIndex { $0.offset > block.offset } ?? free.endIndex
    free.insert(block, at: index)
    join(at: index)
    join(at: index - 1)
  }

  /// Makes one block of block `index` and the next where they touch.
  private mutating func join(at index: Int) {
    guard index >= 0, index + 1 < free.count, free[index].end == free[index + 1].offset else {
      return
    }
    free[index].count += free[index + 1].count
    free.remove(at: index + 1)
  }
}
