/// Several sources side by side: row i is row i of every part, one after the other.
public struct ConcatenatedFeatures: FeatureSource {
  private let parts: [any FeatureSource]
  public let rows: Int
  public let columns: Int

  /// - Parameter parts: at least one; all with the same number of rows.
  public init(_ parts: [any FeatureSource]) {
    precondition(!parts.isEmpty, "features made of no parts")
    let rows = parts[0].rows
    for part in parts {
      precondition(part.rows == rows, "parts of \(rows) and \(part.rows) rows side by side")
    }
    self.parts = parts
    self.rows = rows
    columns = parts.reduce(0) { $0 + $1.columns }
  }

  public var memoryBytes: Int { parts.reduce(0) { $0 + $1.memoryBytes } }

  public func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    // One row of one part at a time: a part writes dense rows, and a detour through a buffer of its
    // own would allocate in every step.
    var next = destination
    for index in rows.indices {
      let row = UnsafeBufferPointer(rebasing: rows[index...index])
      for part in parts.indices {
        parts[part].gather(row, into: next)
        next += parts[part].columns
      }
    }
  }
}
