import CKernels
import Foundation
import Testing

@Suite("Normalisation kernels") struct NormalisationKernelTests {
  private let epsilon = 1e-5

  @Test("layer norm and its gradients agree with Double", arguments: awkwardSizes)
  func layer(columns: Int) {
    let sample = Sample(batch: 3, pixels: 1, channels: columns, groups: 1)
    var output = sample.output
    retort_layer_norm(
      &output.y, &output.mean, &output.inverse, sample.x, sample.scale, sample.shift, 3, columns,
      Float(epsilon))
    sample.expectForward(output, epsilon)
    sample.expectBackward(epsilon) { dx, dscale, dshift, dy, accumulate in
      retort_layer_norm_gradient(
        dx, dscale, dshift, sample.x, output.mean, output.inverse, sample.scale, dy, 3, columns,
        accumulate, accumulate)
    }
  }

  @Test("layer norm of a sum is the layer norm of the sum, bit by bit", arguments: awkwardSizes)
  func sum(columns: Int) {
    let (rows, count) = (3, 3 * columns)
    let (a, b) = (randomFloats(count), randomFloats(count, key: 6))
    let scale = randomFloats(columns, key: 7)
    let shift = randomFloats(columns, key: 8)
    var (sum, y, mean, inverse) = (a, zeros(count), zeros(rows), zeros(rows))
    sum.withUnsafeMutableBufferPointer {
      guard let base = $0.baseAddress else { return }
      retort_layer_norm_of_sum(
        &y, base, &mean, &inverse, base, b, scale, shift, rows, columns, 1e-5)
    }
    #expect(sum == zip(a, b).map { $0 + $1 })
    var (again, means, inverses) = (zeros(count), zeros(rows), zeros(rows))
    retort_layer_norm(&again, &means, &inverses, sum, scale, shift, rows, columns, 1e-5)
    #expect(y == again && mean == means && inverse == inverses)
  }

  @Test("layer norm of rows far from zero keeps its digits")
  func offset() {
    let x = randomFloats(256).map { 1000 + $0 }
    var (y, mean, inverse) = (zeros(256), zeros(1), zeros(1))
    let (ones, none) = ([Float](repeating: 1, count: 256), zeros(256))
    retort_layer_norm(&y, &mean, &inverse, x, ones, none, 1, 256, 1e-5)
    expectClose(y, standardise(doubles(x), 1, 256, 1, 1e-5), within: 1e-4)
  }

  @Test(
    "group norm and its gradients agree with Double",
    arguments: [(1, 1, 1), (2, 5, 1), (4, 7, 2), (6, 9, 3), (33, 4, 11), (40, 3, 8), (70, 5, 70)])
  func group(_ channels: Int, _ pixels: Int, _ groups: Int) {
    let sample = Sample(batch: 2, pixels: pixels, channels: channels, groups: groups)
    var output = sample.output
    retort_group_norm(
      &output.y, &output.mean, &output.inverse, sample.x, sample.scale, sample.shift, 2, pixels,
      channels, groups, Float(epsilon))
    sample.expectForward(output, epsilon)
    sample.expectBackward(epsilon) { dx, dscale, dshift, dy, accumulate in
      retort_group_norm_gradient(
        dx, dscale, dshift, sample.x, output.mean, output.inverse, sample.scale, dy, 2, pixels,
        channels, groups, accumulate, accumulate)
    }
  }

  @Test("batch norm and its gradients agree with Double", arguments: awkwardSizes)
  func batch(columns: Int) {
    let rows = 7
    let sample = Sample(batch: 1, pixels: rows, channels: columns, groups: columns)
    var output = sample.output
    let mean = randomFloats(columns, key: 11)
    let variance = randomFloats(columns, key: 12).map { abs($0) }
    var (runningMean, runningVariance) = (mean, variance)
    retort_batch_norm(
      &output.y, &output.mean, &output.inverse, &runningMean, &runningVariance, sample.x,
      sample.scale, sample.shift, rows, columns, Float(epsilon), 0.1)
    sample.expectForward(output, epsilon)
    sample.expectBackward(epsilon) { dx, dscale, dshift, dy, accumulate in
      retort_batch_norm_gradient(
        dx, dscale, dshift, sample.x, output.mean, output.inverse, sample.scale, dy, rows, columns,
        accumulate, accumulate)
    }
    let columnsOfX = (0..<columns).map { column in
      (0..<rows).map { Double(sample.x[$0 * columns + column]) }
    }
    let means = columnsOfX.map { $0.reduce(0, +) / Double(rows) }
    let variances = zip(columnsOfX, means).map { values, mean in
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows - 1)
    }
    expectClose(runningMean, zip(mean, means).map { 0.9 * Double($0) + 0.1 * $1 })
    expectClose(runningVariance, zip(variance, variances).map { 0.9 * Double($0) + 0.1 * $1 })
  }

  @Test("batch norm in evaluation uses the running statistics")
  func evaluation() {
    let (rows, columns) = (5, 19)
    let x = randomFloats(rows * columns)
    let mean = randomFloats(columns, key: 11)
    let variance = randomFloats(columns, key: 12).map { abs($0) }
    let scale = randomFloats(columns, key: 7)
    let shift = randomFloats(columns, key: 8)
    func formula(_ x: [Double], _ scale: [Double]) -> [Double] {
      x.indices.map {
        let c = $0 % columns
        let deviation = (Double(variance[c]) + epsilon).squareRoot()
        return (x[$0] - Double(mean[c])) / deviation * scale[c] + Double(shift[c])
      }
    }
    var (y, inverse) = (zeros(x.count), zeros(columns))
    retort_batch_norm_evaluation(
      &y, &inverse, mean, variance, x, scale, shift, rows, columns, Float(epsilon))
    expectClose(y, formula(doubles(x), doubles(scale)))
  }
}

/// x̂ of x [batch, pixels, channels] with shared means in groups of channels.
private func standardise(
  _ x: [Double], _ pixels: Int, _ channels: Int, _ groups: Int, _ epsilon: Double
) -> [Double] {
  var y = x
  let (size, width) = (pixels * channels, channels / groups)
  for item in 0..<x.count / size {
    for group in 0..<groups {
      let indices = (0..<pixels).flatMap { pixel in
        (0..<width).map { item * size + pixel * channels + group * width + $0 }
      }
      let mean = indices.reduce(0) { $0 + x[$1] } / Double(indices.count)
      let variance =
        indices.reduce(0) { $0 + (x[$1] - mean) * (x[$1] - mean) } / Double(indices.count)
      for index in indices { y[index] = (x[index] - mean) / (variance + epsilon).squareRoot() }
    }
  }
  return y
}

/// A normalisation of random numbers and what is expected of it.
private struct Sample {
  struct Output {
    var y, mean, inverse: [Float]
  }

  let batch, pixels, channels, groups: Int
  let x, scale, shift, dy: [Float]

  init(batch: Int, pixels: Int, channels: Int, groups: Int) {
    (self.batch, self.pixels, self.channels, self.groups) = (batch, pixels, channels, groups)
    x = randomFloats(batch * pixels * channels, spread: 2).map { $0 + 1 }
    scale = randomFloats(channels, key: 7)
    shift = randomFloats(channels, key: 8)
    dy = randomFloats(x.count, key: 9)
  }

  var output: Output {
    Output(y: zeros(x.count), mean: zeros(batch * groups), inverse: zeros(batch * groups))
  }

  private func formula(
    _ x: [Double], _ scale: [Double], _ shift: [Double], _ epsilon: Double
  ) -> [Double] {
    let standard = standardise(x, pixels, channels, groups, epsilon)
    return x.indices.map { standard[$0] * scale[$0 % channels] + shift[$0 % channels] }
  }

  func expectForward(_ output: Output, _ epsilon: Double) {
    // One number alone is its own mean: only rounding is left of it, and epsilon decides.
    expectClose(output.y, formula(doubles(x), doubles(scale), doubles(shift), epsilon))
  }

  func expectBackward(
    _ epsilon: Double,
    kernel: (
      UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
      UnsafePointer<Float>, Int32
    ) -> Void
  ) {
    let (scales, shifts, values) = (doubles(scale), doubles(shift), doubles(x))
    let expectedX = differences(at: x) { weighted(formula($0, scales, shifts, epsilon), by: dy) }
    let expectedScale = differences(at: scale) {
      weighted(formula(values, $0, shifts, epsilon), by: dy)
    }
    let expectedShift = differences(at: shift) {
      weighted(formula(values, scales, $0, epsilon), by: dy)
    }
    let before = randomFloats(x.count, key: 10)
    let beforeScale = Array(randomFloats(channels, key: 13))
    var (dscale, dshift) = (beforeScale, beforeScale)
    expectGradient(of: expectedX, dy, before, within: 5e-5) { dx, dy, accumulate in
      (dscale, dshift) = (beforeScale, beforeScale)
      kernel(dx, &dscale, &dshift, dy, accumulate)
      let kept = accumulate != 0 ? beforeScale : zeros(channels)
      expectClose(dscale, sum(kept, expectedScale), within: 2e-5)
      expectClose(dshift, sum(kept, expectedShift), within: 2e-5)
    }
    kernel(nil, &dscale, &dshift, dy, 0)
    expectClose(dscale, expectedScale, within: 2e-5)
  }

  private func sum(_ first: [Float], _ second: [Double]) -> [Double] {
    zip(first, second).map { Double($0) + $1 }
  }
}
