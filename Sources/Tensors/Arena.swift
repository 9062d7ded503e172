import CKernels
import Glibc

/// The memory of one training run: parameters, gradient, moments, batch and activations side by side
/// in one allocation, addressed by `Slot`.
///
/// Everything above this module speaks of slots; only here does a slot become a pointer. An arena
/// belongs to one thread at a time.
public final class Arena {
  /// Number of floats.
  public let count: Int
  let base: UnsafeMutablePointer<Float>
  private let allocation: UnsafeMutableRawPointer
  /// Floats of a cache line.
  private static let line = 16

  /// - Parameter count: floats; all zero at first.
  public init(count: Int) {
    Numerics.useOneThread()
    self.count = max(count, 1)
    // A whole cache line, so that vector loads split alike in every run. Memory of `calloc` is zero
    // without being touched: what a program never uses costs nothing.
    let bytes = (self.count + Self.line) * MemoryLayout<Float>.stride
    guard let memory = calloc(bytes, 1) else {
      // The runtime's words for a refused allocation, which whoever watches the process knows.
      fatalError("failed to allocate \(bytes) bytes of memory")
    }
    allocation = memory
    base = memory.alignedUp(toMultipleOf: Self.line * MemoryLayout<Float>.stride)
      .bindMemory(to: Float.self, capacity: self.count)
  }

  deinit {
    free(allocation)
  }

  func pointer(_ slot: Slot) -> UnsafeMutablePointer<Float> {
    precondition(
      slot.offset >= 0 && slot.end <= count,
      "slot \(slot.offset)..<\(slot.end) outside an arena of \(count) floats")
    return base + slot.offset
  }

  // MARK: Values in and out

  public func write(_ values: [Float], to slot: Slot) {
    precondition(values.count == slot.count, "\(values.count) values for \(slot.count) floats")
    values.withUnsafeBufferPointer { values in
      guard let source = values.baseAddress else { return }
      pointer(slot).update(from: source, count: values.count)
    }
  }

  public func values(_ slot: Slot) -> [Float] {
    Array(UnsafeBufferPointer(start: pointer(slot), count: slot.count))
  }

  /// Copies the first `rows` rows of `slot` behind the values of `destination`.
  public func append(_ slot: Slot, rows: Int, to destination: inout [Float]) {
    precondition(rows <= slot.rows, "\(rows) rows of a slot of \(slot.rows)")
    destination.append(
      contentsOf: UnsafeBufferPointer(start: pointer(slot), count: rows * slot.columns))
  }

  public func copy(_ source: Slot, to destination: Slot) {
    precondition(source.count == destination.count, "copy between slots of different sizes")
    pointer(destination).update(from: pointer(source), count: source.count)
  }

  public func fill(_ slot: Slot, with value: Float) {
    pointer(slot).update(repeating: value, count: slot.count)
  }

  /// Fills `slot` with standard normal numbers decided by the key, the step and the site.
  public func fillNormal(_ slot: Slot, key: UInt64, step: Int, site: Int = 0) {
    retort_normal(pointer(slot), slot.count, key, UInt64(step), UInt32(site))
  }

  /// Adds factor · slot to `sums`.
  public func add(_ slot: Slot, factor: Double, to sums: inout [Double]) {
    precondition(sums.count == slot.count, "\(sums.count) sums for \(slot.count) floats")
    let source = pointer(slot)
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<sums.count { sums[index] += factor * Double(source[index]) }
    }
  }

  /// Writes `values`, rounded to Float, to `slot`.
  public func write(rounding values: [Double], to slot: Slot) {
    precondition(values.count == slot.count, "\(values.count) values for \(slot.count) floats")
    let destination = pointer(slot)
    for index in 0..<values.count { destination[index] = Float(values[index]) }
  }

  /// Gathers the rows `order[range]` of `source` into the first rows of `slot`.
  public func gather(
    _ source: any FeatureSource, order: [Int32], range: Range<Int>, into slot: Slot
  ) {
    precondition(
      source.columns == slot.columns && range.count <= slot.rows,
      """
      \(range.count) rows of \(source.columns) columns do not fit a slot of \
      \(slot.rows)×\(slot.columns)
      """)
    let destination = pointer(slot)
    order.withUnsafeBufferPointer { order in
      source.gather(UnsafeBufferPointer(rebasing: order[range]), into: destination)
    }
  }
}
