import CKernels
import Testing

@Suite("Convolution kernels") struct ConvolutionKernelTests {
  @Test("patches lie where they were in the image, zero outside", arguments: Windows.all)
  func patches(_ window: retort_window) {
    let places = Places(window)
    let image = randomFloats(places.imageCount)
    var patches = randomFloats(places.patchCount, key: 6)
    retort_patches(&patches, image, Places.batch, window)
    #expect(patches == places.sources.map { $0.map { image[$0] } ?? 0 })

    let dpatches = randomFloats(places.patchCount, key: 7)
    var expected = doubles(image)
    for (index, source) in places.sources.enumerated() {
      if let source { expected[source] += Double(dpatches[index]) }
    }
    var dimage = image
    retort_patches_gradient(&dimage, dpatches, Places.batch, window, 1)
    expectClose(dimage, expected, within: 2e-6)
    retort_patches_gradient(&dimage, dpatches, Places.batch, window, 0)
    expectClose(dimage, zip(expected, image).map { $0 - Double($1) }, within: 2e-6)
  }

  @Test("pooling agrees with the plain loop and gives the gradient back", arguments: Windows.all)
  func pooling(_ window: retort_window) {
    var window = window
    window.padding = 0
    let places = Places(window)
    let image = randomFloats(places.imageCount)
    let share = 1 / Double(window.size * window.size)
    let count = places.patchCount / (window.size * window.size)
    let dy = randomFloats(count, key: 7)
    var maxima: [Float] = []
    var bestPlaces: [Float] = []
    var means: [Double] = []
    var (dmaximum, dmean) = (doubles(image), doubles(image))
    for output in 0..<count {
      let sources = places.pool(output)
      let values = sources.map { image[$0] }
      let best = values.indices.max { values[$0] < values[$1] } ?? 0
      maxima.append(values[best])
      bestPlaces.append(Float(best))
      means.append(values.reduce(0) { $0 + Double($1) } * share)
      dmaximum[sources[best]] += Double(dy[output])
      for source in sources { dmean[source] += Double(dy[output]) * share }
    }
    var (y, place) = (zeros(count), zeros(count))
    retort_maximum_pool(&y, &place, image, Places.batch, window)
    #expect(y == maxima)
    #expect(place == bestPlaces)
    var dimage = image
    retort_maximum_pool_gradient(&dimage, place, dy, Places.batch, window, 1)
    expectClose(dimage, dmaximum, within: 2e-6)
    retort_maximum_pool_gradient(&dimage, place, dy, Places.batch, window, 0)
    expectClose(dimage, zip(dmaximum, image).map { $0 - Double($1) }, within: 2e-6)

    retort_average_pool(&y, image, Places.batch, window)
    expectClose(y, means, within: 2e-6)
    dimage = image
    retort_average_pool_gradient(&dimage, dy, Places.batch, window, 1)
    expectClose(dimage, dmean, within: 2e-6)
    retort_average_pool_gradient(&dimage, dy, Places.batch, window, 0)
    expectClose(dimage, zip(dmean, image).map { $0 - Double($1) }, within: 2e-6)
  }

  @Test("of equal pixels the first is the maximum, and a NaN is one wherever it stands")
  func ties() {
    let window = retort_window(height: 2, width: 4, channels: 1, size: 2, stride: 2, padding: 0)
    let image: [Float] = [3, 3, 5, .nan, 3, 1, 7, 6]
    var (y, place) = (zeros(2), zeros(2))
    retort_maximum_pool(&y, &place, image, 1, window)
    #expect(y[0] == 3 && place == [0, 1])
    #expect(y[1].isNaN)
  }
}

private enum Windows {
  static let all = [
    (1, 1, 1, 1, 1, 0), (5, 4, 1, 3, 1, 1), (6, 7, 3, 3, 2, 1), (4, 8, 5, 2, 2, 0),
    (7, 5, 16, 3, 1, 1), (4, 3, 17, 2, 1, 1), (3, 3, 33, 3, 1, 2), (3, 4, 2, 3, 1, 3),
  ].map {
    retort_window(
      height: $0.0, width: $0.1, channels: $0.2, size: $0.3, stride: $0.4, padding: $0.5)
  }
}

/// Where every element of the patches comes from.
private struct Places {
  static let batch = 2
  let window: retort_window
  /// Indices into the image, nil for padding.
  let sources: [Int?]

  var imageCount: Int { Self.batch * window.height * window.width * window.channels }
  var patchCount: Int { sources.count }

  init(_ window: retort_window) {
    self.window = window
    var sources: [Int?] = []
    for item in 0..<Self.batch {
      for row in 0..<retort_window_rows(window) {
        for column in 0..<retort_window_columns(window) {
          for y in 0..<window.size {
            for x in 0..<window.size {
              for channel in 0..<window.channels {
                let line = row * window.stride + y - window.padding
                let pixel = column * window.stride + x - window.padding
                let inside =
                  (0..<window.height).contains(line) && (0..<window.width).contains(pixel)
                let index = (item * window.height + line) * window.width + pixel
                sources.append(inside ? index * window.channels + channel : nil)
              }
            }
          }
        }
      }
    }
    self.sources = sources
  }

  /// What output element `output` of a pooling is made of, in the order of the window.
  func pool(_ output: Int) -> [Int] {
    let (channels, area) = (window.channels, window.size * window.size)
    let first = output / channels * area * channels + output % channels
    return (0..<area).compactMap { sources[first + $0 * channels] }
  }
}
