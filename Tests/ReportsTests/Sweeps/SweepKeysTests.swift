import Records
import Testing

@testable import Reports

@Suite("Keys of a sweep") struct SweepKeysTests {
  static let swept = ["lambda", "training.epochs", "teacher.network", "student.network"]

  @Test(
    "are found by their name, by 'method.' and by an ending that only one of them has",
    arguments: [
      ("student", SweepKey.student), ("arm", .arm), ("lambda", .swept("lambda")),
      ("method.lambda", .swept("lambda")), ("training.epochs", .swept("training.epochs")),
      ("epochs", .swept("training.epochs")), ("teacher.network", .swept("teacher.network")),
      // Either of two: nobody is guessed.
      ("network", nil), ("pochs", nil), ("Lambda", nil), ("method.teacher", nil), ("", nil),
    ])
  func resolved(_ text: String, _ key: SweepKey?) {
    #expect(SweepKey(text, swept: Self.swept) == key)
  }

  @Test("name a modality by itself and a number with its key, an unset setting 'as written'")
  func headings() {
    #expect(SweepKey.student.heading("pixels") == "pixels")
    #expect(SweepKey.swept("lambda").heading("0.5") == "lambda=0.5")
    #expect(SweepKey.setting.heading("") == "as written")
  }

  private let keys = SweepKeys(SampleSweep.comparisons(setting: "training.epochs=30"))

  @Test("stand in the order of the plan, settings before options; options alone are variants")
  func options() throws {
    #expect(keys.swept == ["training.epochs", "lambda", "temperature"])
    let options = try keys.resolved(keys.names).filter(keys.isOption)
    #expect(options == [.variant, .swept("lambda"), .swept("temperature")])
  }

  @Test("that vary are those with more than one value, experiments before options")
  func varying() {
    let rows = SampleSweep.comparisons(lambdas: [0.5, 1], temperatures: [4], setting: "e=1")
      .filter { $0.metric == "accuracy" && $0.student == "zernike" }
      .map { SweepRow($0, .gain, arms: []) }
    func varying(_ isOfSelected: Bool) -> [String] {
      keys.varying(in: rows, isOfSelected: isOfSelected).map(\.key)
    }
    #expect(varying(true) == ["teacher"])
    #expect(varying(false) == ["teacher", "lambda"])
    let twins = [rows[0], rows[0]].enumerated().map { index, row in
      var row = row
      row.variant += ", selected \(index)"
      return row
    }
    #expect(keys.varying(in: twins, isOfSelected: true).map(\.key) == ["variant"])
  }
}

@Suite("The order of values in tables") struct SweepOrderTests {
  private let order = SweepOrder(
    SampleSweep.comparisons(lambdas: [1, 0.5, 10], temperatures: [4]).map {
      SweepRow($0, .gain, arms: [])
    }, modalities: ["pixels", "fourier", "pixels", "zernike"])

  @Test("has modalities alike in both roles, so that a table of pairs has a diagonal")
  func modalities() {
    let names = [["zernike"], ["pixels"], ["fourier"]]
    let wanted = [["pixels"], ["fourier"], ["zernike"]]
    #expect(order.sorted(names, by: [.teacher]) == wanted)
    #expect(order.sorted(names, by: [.student]) == wanted)
  }

  @Test("has swept values as the plan has them, not by size, and strangers last")
  func swept() {
    let found = order.sorted([["10"], ["7"], ["0.5"], ["1"]], by: [.swept("lambda")])
    #expect(found == [["1"], ["0.5"], ["10"], ["7"]])
  }

  @Test("goes by the second key only where the first is equal")
  func second() {
    let found = order.sorted(
      [["zernike", "1"], ["pixels", "0.5"], ["pixels", "1"]], by: [.teacher, .swept("lambda")])
    #expect(found == [["pixels", "1"], ["pixels", "0.5"], ["zernike", "1"]])
  }
}
