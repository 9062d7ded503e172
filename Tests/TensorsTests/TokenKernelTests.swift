import CKernels
import Testing

@Suite("Embedding and token kernels") struct TokenKernelTests {
  private let batch = 3
  private let tokens = 4

  @Test(
    "an embedding adds positions; what is no token gets its position alone", arguments: [1, 17])
  func embedding(width: Int) {
    let vocabulary = 5
    let ids: [Float] = [0, 4, -1, 2, 2, 2, 5, 1e9, -3, 1, .nan, 3]
    let table = randomFloats(vocabulary * width)
    let positions = randomFloats(tokens * width, key: 6)
    let rows = batch * tokens
    func entry(_ row: Int, _ column: Int) -> Float {
      ids[row] >= 0 && ids[row] < Float(vocabulary) ? table[Int(ids[row]) * width + column] : 0
    }
    var out = zeros(rows * width)
    retort_embedding(&out, table, nil, ids, rows, tokens, width, vocabulary)
    #expect(out == matrix(rows, width) { entry($0, $1) })
    retort_embedding(&out, table, positions, ids, rows, tokens, width, vocabulary)
    #expect(
      out == matrix(rows, width) { entry($0, $1) + positions[$0 % tokens * width + $1] })

    let dout = randomFloats(rows * width, key: 7)
    var dtable = table
    retort_embedding_gradient(&dtable, ids, dout, rows, width, vocabulary, 1)
    var expected = doubles(table)
    for row in 0..<rows where ids[row] >= 0 && ids[row] < Float(vocabulary) {
      for column in 0..<width {
        expected[Int(ids[row]) * width + column] += Double(dout[row * width + column])
      }
    }
    expectClose(dtable, expected, within: 1e-6)
    retort_embedding_gradient(&dtable, ids, dout, rows, width, vocabulary, 0)
    expectClose(dtable, zip(expected, table).map { $0 - Double($1) }, within: 1e-6)
  }

  @Test("columns move between matrices of different widths, written or added")
  func columns() {
    let (rows, from, to, count) = (5, 9, 7, 3)
    let x = randomFloats(rows * from)
    var out = randomFloats(rows * to, key: 6)
    let before = out
    x.withUnsafeBufferPointer { x in
      guard let x = x.baseAddress else { return }
      out.withUnsafeMutableBufferPointer { out in
        guard let out = out.baseAddress else { return }
        retort_copy_columns(out + 2, to, x + 4, from, rows, count, 0)
        retort_copy_columns(out + 2, to, x + 4, from, rows, count, 1)
      }
    }
    #expect(
      out
        == matrix(rows, to) { row, column in
          (2..<2 + count).contains(column)
            ? 2 * x[row * from + column + 2] : before[row * to + column]
        })
  }

  @Test("a pattern repeats over the rows; its gradient is the sum over its repetitions")
  func repeated() {
    let (rows, width) = (batch * tokens, 5)
    let x = randomFloats(rows * width)
    let pattern = randomFloats(tokens * width, key: 6)
    var y = zeros(x.count)
    retort_add_repeated(&y, x, pattern, rows, tokens, width)
    #expect(y == matrix(rows, width) { x[$0 * width + $1] + pattern[$0 % tokens * width + $1] })
    var dpattern = pattern
    retort_add_repeated_gradient(&dpattern, x, rows, tokens, width, 1)
    let expected = pattern.indices.map { index in
      (0..<batch).reduce(Double(pattern[index])) {
        $0 + Double(x[$1 * tokens * width + index])
      }
    }
    expectClose(dpattern, expected, within: 1e-6)
    retort_add_repeated_gradient(&dpattern, x, rows, tokens, width, 0)
    expectClose(dpattern, zip(expected, pattern).map { $0 - Double($1) }, within: 1e-6)
  }

  @Test("a token goes before every sequence and its gradient comes back as a sum")
  func prepended() {
    let width = 5
    let x = randomFloats(batch * tokens * width)
    let first = randomFloats(width, key: 6)
    var out = zeros(batch * (tokens + 1) * width)
    retort_prepend_token(&out, first, x, batch, tokens, width)
    #expect(
      out
        == matrix(batch * (tokens + 1), width) { row, column in
          let (item, token) = (row / (tokens + 1), row % (tokens + 1))
          return token == 0 ? first[column] : x[(item * tokens + token - 1) * width + column]
        })
    var (dfirst, dx) = (zeros(width), x)
    retort_prepend_token_gradient(&dfirst, &dx, out, batch, tokens, width, 0, 1)
    expectClose(dfirst, first.map { 3 * Double($0) }, within: 1e-6)
    #expect(dx == x.map { 2 * $0 })
    retort_prepend_token_gradient(&dfirst, nil, out, batch, tokens, width, 1, 0)
    expectClose(dfirst, first.map { 6 * Double($0) }, within: 1e-6)
  }

  @Test("one token an item is copied out, and its gradient back to its place alone")
  func copied() {
    let (width, token) = (5, 2)
    let x = randomFloats(batch * tokens * width)
    var out = zeros(batch * width)
    retort_copy_token(&out, x, batch, tokens, token, width)
    #expect(out == matrix(batch, width) { x[($0 * tokens + token) * width + $1] })
    var dx = x
    retort_copy_token_gradient(&dx, out, batch, tokens, token, width, 1)
    #expect(
      dx
        == matrix(batch * tokens, width) {
          ($0 % tokens == token ? 2 : 1) * x[$0 * width + $1]
        })
    retort_copy_token_gradient(&dx, out, batch, tokens, token, width, 0)
    #expect(
      dx
        == matrix(batch * tokens, width) {
          $0 % tokens == token ? x[$0 * width + $1] : 0
        })
  }

  @Test("the mean over tokens leaves out those that are none", arguments: [true, false])
  func mean(masked: Bool) {
    let width = 5
    let x = randomFloats(batch * tokens * width)
    let ids: [Float] = [3, 1, -1, 0, -1, -1, -1, -1, 2, -1, 2, 2]
    func counts(_ row: Int) -> Bool { !masked || ids[row] >= 0 }
    func formula(_ x: [Double]) -> [Double] {
      (0..<batch * width).map { index in
        let (item, column) = (index / width, index % width)
        let rows = (item * tokens..<(item + 1) * tokens).filter(counts)
        let total = rows.reduce(0) { $0 + x[$1 * width + column] }
        return rows.isEmpty ? 0 : total / Double(rows.count)
      }
    }
    var out = zeros(batch * width)
    retort_mean_of_tokens(&out, x, masked ? ids : nil, batch, tokens, width)
    expectClose(out, formula(doubles(x)), within: 1e-6)
    let dout = randomFloats(batch * width, key: 6)
    let expected = differences(at: x) { weighted(formula($0), by: dout) }
    var dx = x
    retort_mean_of_tokens_gradient(&dx, dout, masked ? ids : nil, batch, tokens, width, 1)
    expectClose(dx, sum(x, expected))
    retort_mean_of_tokens_gradient(&dx, dout, masked ? ids : nil, batch, tokens, width, 0)
    expectClose(dx, expected)
  }
}

private func matrix(_ rows: Int, _ columns: Int, value: (Int, Int) -> Float) -> [Float] {
  (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } }
}
