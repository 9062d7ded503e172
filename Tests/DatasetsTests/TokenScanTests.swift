import Specifications
import Testing

@testable import Datasets

@Suite("Token numbers") struct TokenScanTests {
  /// Twelve rows of three columns, the first of which are given.
  private func problems(_ rows: [[Double]], vocabulary: Int = 8) throws -> [String] {
    var sample = Sample()
    let rest = (rows.count..<12).map { [Double($0 % 7), 1, -1] }
    sample.members["a.npy"] = ArrayBytes.floats(rows + rest)
    let dataset = try sample.dataset()
    let modality = try #require(dataset.modality("a"))
    let data = DataSpecification(
      modalities: sample.modalities, target: sample.target, split: sample.split)
    return TokenScan(modality, of: dataset, vocabulary: vocabulary).problems(data)
      .map(\.description)
  }

  @Test("are whole numbers below the vocabulary, or -1 where there is none")
  func good() throws {
    #expect(try problems([[0, 7, -1], [3, -1, -1]]) == [])
  }

  @Test("of a larger vocabulary are told how large it is")
  func large() throws {
    #expect(
      try problems([[0, 8, 99], [0, 1, 2], [11, 0, 0]]) == [
        """
        modality 'a' (a.npy): 3 values in 2 rows that are no token of a vocabulary of 8: row 0, column 1 \
        is 8, row 2, column 0 is 11
          expected: whole numbers from 0 to 7, or -1 for no token (rows and columns are counted from 0)
          remedy: write 'vocabulary: 100' or more, or number the tokens anew
        """
      ])
  }

  @Test("that are none are told so")
  func fractions() throws {
    #expect(
      try problems([[0.5, 1, 1], [0, -2, 1]]) == [
        """
        modality 'a' (a.npy): 2 values in 2 rows that are no token of a vocabulary of 8: row 0, column 0 \
        is 0.5, row 1, column 1 is -2
          expected: whole numbers from 0 to 7, or -1 for no token (rows and columns are counted from 0)
          remedy: number the tokens from 0, or remove 'vocabulary' if these are measurements
        """
      ])
  }

  @Test("are there in every row")
  func empty() throws {
    #expect(
      try problems([[-1, -1, -1]]) == [
        """
        modality 'a' (a.npy): 1 row without a token: row 0
          expected: at least one token a row (rows are counted from 0)
          remedy: give these rows a token of their own, or leave them out of the split
        """
      ])
  }
}

@Suite("A modality's shape") struct ModalityShapeTests {
  @Test("is that of a row of its array")
  func arrays() throws {
    var sample = Sample()
    sample.members["a.npy"] = ArrayBytes.array(
      (0..<72).map { Double($0 % 13) }, shape: [12, 3, 2])
    let dataset = try sample.dataset()
    #expect(dataset.modality("a")?.shape == [3, 2])
    #expect(dataset.modality("b")?.shape == [1])
  }

  @Test("is the number of columns of a table")
  func tables() throws {
    var sample = Sample()
    let lines = (0..<12).map { "\($0),\($0 * 5 % 12),1" }
    sample.members["a.csv"] = Array((["x,y,z"] + lines).joined(separator: "\n").utf8)
    sample.modalities[0] = ModalitySpecification(name: "a", file: "a.csv", columns: ["x", "y"])
    #expect(try sample.dataset().modality("a")?.shape == [2])
  }
}
