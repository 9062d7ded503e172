import Specifications
import Tensors
import Testing

@testable import Datasets

/// Columns such as 30 · x + 1.6 · 10⁹, whose differences Float32 would round away.
@Suite("Features far from zero") struct FarFromZeroTests {
  private static let offset = 1.6e9

  private func far(_ cohort: Cohort, scale: Double = 30) -> Cohort {
    var far = cohort
    far.a = cohort.a.map { $0.map { scale * $0 + Self.offset } }
    far.b = cohort.b.map { $0.map { scale * $0 + Self.offset } }
    return far
  }

  private func features(_ dataset: Dataset, _ name: String = "a") throws -> [Float] {
    try #require(dataset.standardisedFeatures(name)).tensor().values
  }

  private func largestDifference(_ x: [Float], _ y: [Float]) -> Float {
    zip(x, y).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test("standardise to what they would be near zero, and are warned of nothing")
  func array() throws {
    let near = Cohort()
    let (control, shifted) = (try near.dataset(), try far(near).dataset())
    #expect(shifted.warnings == [])
    // Double itself steps by 2.4e-7 there, 8e-9 of the spread of 30.
    #expect(largestDifference(try features(control), try features(shifted)) < 1e-6)
    #expect(largestDifference(try features(control, "b"), try features(shifted, "b")) < 1e-6)
  }

  @Test("that are whole numbers of 64 bits do too")
  func integers() throws {
    var near = Cohort()
    near.a = near.a.map { $0.map { (1_000 * $0).rounded() } }
    var shifted = near
    shifted.a = near.a.map { $0.map { $0 + 4e12 } }
    (near.type, shifted.type) = ("<i8", "<i8")
    #expect(
      largestDifference(try features(near.dataset()), try features(shifted.dataset())) < 1e-6)
  }

  @Test("in a table do too, rows joined by id among them")
  func table() throws {
    func sample(_ offset: Double) -> Sample {
      var sample = Sample()
      var lines = ["id,seconds,count"]
      for row in (0..<12).reversed() {
        lines.append("r\(row),\(offset + Double((row * row) % 11) / 4),\((row * 7) % 12)")
      }
      sample.members["a.csv"] = Array(lines.joined(separator: "\n").utf8)
      sample.members["ids.csv"] = Array(
        "id\n\((0..<12).map { "r\($0)" }.joined(separator: "\n"))".utf8)
      sample.members["b.ids.csv"] = sample.members["ids.csv"]
      sample.ids = ColumnReference(file: "ids.csv")
      sample.modalities = [
        ModalitySpecification(
          name: "a", file: "a.csv", ids: ColumnReference(file: "", column: "id")),
        ModalitySpecification(name: "b", file: "b.npy", ids: ColumnReference(file: "b.ids.csv")),
      ]
      return sample
    }
    let (near, far) = (try sample(0).dataset(), try sample(Self.offset + 0.125).dataset())
    #expect(far.warnings.filter { $0.kind != .unusedMember } == [])
    #expect(largestDifference(try features(near), try features(far)) < 1e-6)
  }

  @Test("gathered without a copy give the same bits as from memory, and for a saved student")
  func gathered() throws {
    let dataset = try far(Cohort()).dataset()
    let modality = try #require(dataset.modality("a"))
    let fit = try #require(modality.standardisation)
    let lazy = fit(modality.features)
    let whole = try features(dataset)
    #expect(lazy.tensor().values.map(\.bitPattern) == whole.map(\.bitPattern))
    #expect(lazy.tensor(rows: [7, 3]).values == Array(whole[28..<32] + whole[12..<16]))
    // What predict does: the same standardisation over the features of another file.
    let rows = (0..<3).map { modality.features.doubles(rows: [$0]) }
    let lines = ["p,q,r,s"] + rows.map { $0.map { "\($0)" }.joined(separator: ",") }
    let file = try FeatureFile(
      MappedFile(Array(lines.joined(separator: "\n").utf8)), name: "new.csv")
    #expect(
      fit(file.features).tensor().values.map(\.bitPattern)
        == whole.prefix(12).map(\.bitPattern))
    let one = try FeatureFile(
      MappedFile(Array(lines.prefix(2).joined(separator: "\n").utf8)), name: "one.csv")
    #expect(fit(one.features).tensor().values == Array(whole.prefix(4)))
  }

  @Test("of a size below Float32's normal numbers do too")
  func small() throws {
    let near = Cohort()
    var tiny = near
    tiny.a = near.a.map { $0.map { $0 * 1e-42 } }
    #expect(largestDifference(try features(near.dataset()), try features(tiny.dataset())) < 1e-6)
  }

  @Test("keep the bits of ordinary float64 and of a table's decimals as Float32 gives them")
  func ordinary() throws {
    let cohort = Cohort()
    var rounded = cohort
    rounded.type = "<f4"
    #expect(
      try features(cohort.dataset()).map(\.bitPattern)
        == features(rounded.dataset()).map(\.bitPattern))
    var sample = Sample()
    sample.members["a.csv"] = Array(
      ("x\n" + (0..<12).map { "\(Double(($0 * 5) % 7) / 10)\n" }.joined()).utf8)
    sample.modalities[0] = ModalitySpecification(name: "a", file: "a.csv")
    #expect(try sample.dataset().modality("a")?.features is Tensor)
  }

  // MARK: what is lost all the same

  @Test("in a file of Float32 are warned of with column, mean, spread and step")
  func lost() throws {
    var cohort = far(Cohort())
    cohort.type = "<f4"
    let warnings = try cohort.dataset().warnings.filter { $0.kind == .precisionLost }
    let loss = try #require(try cohort.dataset().card.modalities[0].precisionLosses.first)
    #expect(loss.step == 128 && abs(loss.mean - 1.6e9) < 1e3 && loss.standardDeviation < 100)
    #expect(
      warnings.first?.description.hasPrefix(
        "modality 'a': column 0 (counted from 0) has mean 1.6e+09 and standard deviation ") == true)
    #expect(
      warnings.first?.text.contains("where Float32 steps by 128: values run together") == true)
  }

  @Test("left as they are by 'standardise: false' are warned of, whole numbers that fit are not")
  func notStandardised() throws {
    var cohort = far(Cohort())
    cohort.standardise = false
    #expect(
      try cohort.dataset().warnings.map(\.kind)
        == [DatasetWarning.Kind](
          repeating: .precisionLost, count: 6))
    var counts = Cohort()
    counts.standardise = false
    counts.a = counts.a.map { $0.map { 10_000_000 + (3 * $0).rounded() } }
    for type in ["<f8", "<f4", "<i8"] {
      counts.type = type
      counts.b = counts.a.map { [$0[0] + Double(counts.integer(below: 9))] }
      #expect(!(try counts.dataset().warnings.map(\.kind).contains(.precisionLost)))
    }
  }

  @Test("are constant, equal or repeated only if they are so in Double")
  func scans() throws {
    let cohort = far(Cohort(), scale: 0.01)
    #expect(try cohort.warnings() == [])
    var repeated = cohort
    repeated.parts = [Array(0..<60), Array(60..<80), Array(80..<120)]
    (repeated.a[90], repeated.b[90]) = (repeated.a[3], repeated.b[3])
    repeated.labels[90] = repeated.labels[3]
    #expect(
      try repeated.warnings() == ["data.split: 1 test row equals a train row in every modality"])
  }
}
