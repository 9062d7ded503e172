import CKernels
import Testing

@testable import Tensors

/// The product kernels against the plain sum in Double, at shapes that fill tiles, blocks and panels
/// and at shapes that do not.
@Suite("Products") struct ProductTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var rows: Int
    var columns: Int
    var inner: Int
    var testDescription: String { "\(rows)×\(inner) by \(inner)×\(columns)" }
  }

  static let shapes = [
    Shape(rows: 1, columns: 1, inner: 1), Shape(rows: 7, columns: 9, inner: 3),
    Shape(rows: 8, columns: 64, inner: 33), Shape(rows: 17, columns: 9, inner: 33),
    Shape(rows: 65, columns: 81, inner: 20), Shape(rows: 30, columns: 10, inner: 40),
    Shape(rows: 50, columns: 2, inner: 37), Shape(rows: 13, columns: 4, inner: 16),
    Shape(rows: 33, columns: 3, inner: 129), Shape(rows: 12, columns: 1, inner: 17),
    Shape(rows: 11, columns: 300, inner: 5), Shape(rows: 70, columns: 257, inner: 515),
  ]

  static let levels = [retort_level_baseline, retort_level_v3, retort_level_v4].filter {
    $0.rawValue <= retort_kernel_level().rawValue
  }

  @Test(
    "agree with the plain sum, transposed or not, added, with a bias or plain",
    arguments: shapes, levels)
  func agreement(_ shape: Shape, _ level: retort_level) {
    var bench = Bench()
    for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
      for start in [Start.nothing, .bias, .before] {
        let product = Example(shape, transposingLeft: left, transposingRight: right, on: &bench)
        let error = product.greatestError(start, at: level, on: bench.arena)
        #expect(error < 2e-7 * Double(shape.inner) + 2e-6, "\(left) \(right) \(start)")
        bench.forget()
      }
    }
  }

  @Test(
    "are the same bits with AVX2 and AVX-512", .enabled(if: levels.count == 3), arguments: shapes)
  func sameBits(_ shape: Shape) {
    var bench = Bench()
    for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
      for start in [Start.nothing, .bias, .before] {
        let product = Example(shape, transposingLeft: left, transposingRight: right, on: &bench)
        product.run(start, at: retort_level_v3, on: bench.arena)
        let narrower = bench.arena.values(product.into)
        product.run(start, at: retort_level_v4, on: bench.arena)
        #expect(bench.arena.values(product.into) == narrower, "\(left) \(right) \(start)")
        bench.forget()
      }
    }
  }

  @Test("write nothing outside the result")
  func neighbours() {
    var bench = Bench()
    let shape = Shape(rows: 19, columns: 21, inner: 23)
    let before = bench.random(1, 16)
    let product = Example(shape, transposingLeft: false, transposingRight: true, on: &bench)
    let after = bench.random(1, 16)
    let values = (bench.arena.values(before), bench.arena.values(after))
    product.run(.nothing, at: retort_kernel_level(), on: bench.arena)
    #expect(bench.arena.values(before) == values.0)
    #expect(bench.arena.values(after) == values.1)
  }

  @Test("reach a speed that can be measured in a moment")
  func speed() {
    let speed = ProductSpeed.measured(for: 0.01)
    #expect(speed.gigaflops > 0.1 && speed.gigaflops < 10_000)
  }

  enum Start { case nothing, bias, before }
}

private struct Example {
  let shape: ProductTests.Shape
  let left: Slot
  let right: Slot
  let transposesLeft: Bool
  let transposesRight: Bool
  let bias: Slot
  let before: Slot
  let into: Slot
  let scratch: Slot

  init(
    _ shape: ProductTests.Shape, transposingLeft: Bool, transposingRight: Bool,
    on bench: inout Bench
  ) {
    self.shape = shape
    transposesLeft = transposingLeft
    transposesRight = transposingRight
    left =
      transposingLeft
      ? bench.random(shape.inner, shape.rows) : bench.random(shape.rows, shape.inner)
    right =
      transposingRight
      ? bench.random(shape.columns, shape.inner) : bench.random(shape.inner, shape.columns)
    bias = bench.random(1, shape.columns)
    before = bench.random(shape.rows, shape.columns)
    into = bench.slot(shape.rows, shape.columns)
    scratch = bench.slot(
      1,
      Product.scratchCount(rows: shape.rows, columns: shape.columns, inner: shape.inner))
  }

  func run(_ start: ProductTests.Start, at level: retort_level, on arena: Arena) {
    arena.copy(before, to: into)
    retort_product_at(
      level, arena.pointer(into), shape.columns, arena.pointer(left),
      transposesLeft ? 1 : shape.inner, transposesLeft ? shape.rows : 1, arena.pointer(right),
      transposesRight ? 1 : shape.columns, transposesRight ? shape.inner : 1, shape.rows,
      shape.columns, shape.inner, start == .bias ? arena.pointer(bias) : nil,
      start == .before ? 1 : 0, arena.pointer(scratch))
  }

  func greatestError(
    _ start: ProductTests.Start, at level: retort_level, on arena: Arena
  ) -> Double {
    run(start, at: level, on: arena)
    let (a, b) = (arena.values(left), arena.values(right))
    let (result, old, shift) = (arena.values(into), arena.values(before), arena.values(bias))
    var worst = 0.0
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var sum =
          switch start {
          case .nothing: 0.0
          case .bias: Double(shift[column])
          case .before: Double(old[row * shape.columns + column])
          }
        for k in 0..<shape.inner {
          let x = transposesLeft ? a[k * shape.rows + row] : a[row * shape.inner + k]
          let y = transposesRight ? b[column * shape.inner + k] : b[k * shape.columns + column]
          sum += Double(x) * Double(y)
        }
        worst = max(worst, abs(Double(result[row * shape.columns + column]) - sum))
      }
    }
    return worst
  }
}
