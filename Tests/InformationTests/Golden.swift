import Foundation
import Information
import LinearAlgebra

/// The golden files of `Tests/Fixtures/golden` and the generator that their inputs are drawn with.
enum Golden {
  static func load(_ name: String) throws -> GoldenTree {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appendingPathComponent("Fixtures/golden/\(name).json")
    return try JSONDecoder().decode(GoldenTree.self, from: Data(contentsOf: file))
  }

  static func mutualInformation() throws -> GoldenTree { try load("mi") }

  /// x = a, y = ρ a + √(1 − ρ²) b; normals a, b drawn in this order.
  static func bivariateNormal(seed: UInt64, rows: Int, correlation: Double) -> (
    x: Matrix, y: Matrix
  ) {
    var generator = SplitMix64(seed: seed)
    var x: [Double] = []
    var y: [Double] = []
    for _ in 0..<rows {
      let a = generator.normal()
      let b = generator.normal()
      x.append(a)
      y.append(correlation * a + (1 - correlation * correlation).squareRoot() * b)
    }
    return (Matrix(column: x), Matrix(column: y))
  }

  /// Three coordinates a side, correlated 0.6, 0.4 and 0.
  static func trivariateNormal() -> (x: Matrix, y: Matrix) {
    var generator = SplitMix64(seed: 7)
    var x: [Double] = []
    var y: [Double] = []
    for _ in 0..<500 {
      let z = (0..<6).map { _ in generator.normal() }
      for (axis, correlation) in [0.6, 0.4, 0].enumerated() {
        x.append(z[axis])
        y.append(
          correlation * z[axis] + (1 - correlation * correlation).squareRoot() * z[3 + axis])
      }
    }
    return (Matrix(rows: 500, columns: 3, values: x), Matrix(rows: 500, columns: 3, values: y))
  }

  static let labels = (0..<600).map { $0 % 3 }

  /// x = 2 · label + normal.
  static func classesOnALine() -> Matrix {
    var generator = SplitMix64(seed: 11)
    return Matrix(column: labels.map { 2 * Double($0) + generator.normal() })
  }

  /// Four normals a row; x₀ += 2 for label 1, x₁ += 2 for label 2.
  static func classesInFourDimensions() -> Matrix {
    var generator = SplitMix64(seed: 12)
    var x = Matrix(
      rows: 600, columns: 4, values: (0..<2_400).map { _ in generator.normal() })
    for (row, label) in labels.enumerated() where label > 0 { x[row, label - 1] += 2 }
    return x
  }
}

/// A golden file as it stands. What is absent reads as NaN or as nothing, so that a comparison with
/// it fails.
enum GoldenTree: Decodable {
  case number(Double)
  case list([GoldenTree])
  case object([String: GoldenTree])
  case flag(Bool)
  case other

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let list = try? value.decode([GoldenTree].self) {
      self = .list(list)
    } else if let object = try? value.decode([String: GoldenTree].self) {
      self = .object(object)
    } else {
      self = .other
    }
  }

  subscript(key: String) -> GoldenTree {
    if case .object(let object) = self { object[key] ?? .other } else { .other }
  }

  var number: Double {
    if case .number(let number) = self { number } else { .nan }
  }

  var list: [GoldenTree] {
    if case .list(let list) = self { list } else { [] }
  }

  var object: [String: GoldenTree] {
    if case .object(let object) = self { object } else { [:] }
  }

  var flag: Bool? {
    if case .flag(let flag) = self { flag } else { nil }
  }
}

/// The generator of the golden vectors.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// One normal for two uniforms; the sine is not kept.
  mutating func normal() -> Double {
    let first = 1 - uniform()
    let second = uniform()
    return (-2 * Foundation.log(first)).squareRoot() * Foundation.cos(2 * .pi * second)
  }
}
