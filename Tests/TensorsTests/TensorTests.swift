import Tensors
import Testing

@Suite("Tensor") struct TensorTests {
  private let tensor = Tensor(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])

  @Test("is row-major")
  func rowMajor() {
    #expect(tensor[0, 1] == 2)
    #expect(tensor[2, 0] == 5)
  }

  @Test("gathers rows in the order asked for, repeats included")
  func gather() {
    let gathered = tensor.tensor(rows: [2, 0, 2])
    #expect(gathered == Tensor(rows: 3, columns: 2, values: [5, 6, 1, 2, 5, 6]))
  }

  @Test("gathers no rows from no rows")
  func empty() {
    #expect(Tensor.zeros(rows: 0, columns: 4).tensor(rows: []).values.isEmpty)
  }

  @Test("concatenated features put their parts side by side, row by row")
  func concatenated() {
    let right = Tensor(rows: 3, columns: 1, values: [10, 20, 30])
    let both = ConcatenatedFeatures([tensor, right])
    #expect(both.columns == 3)
    #expect(both.tensor(rows: [1, 0]).values == [3, 4, 20, 1, 2, 10])
  }

  @Test("a layout names consecutive slices of one flat buffer")
  func layout() {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [3, 4], decays: true)
    layout.append(name: "bias", shape: [4], decays: false)
    #expect(layout.count == 16)
    #expect(layout["bias"]?.range == 12..<16)
    #expect(layout["absent"] == nil)
  }
}
