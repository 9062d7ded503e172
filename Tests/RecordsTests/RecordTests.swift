import Foundation
import Records
import Testing

@Suite("Records") struct RecordTests {
  /// As frames carry them.
  private func carried<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  @Test("of planned runs are made for every seed, in no cell, unless something else is said")
  func planned() throws {
    let plain = PlannedRunRecord(
      ordinal: 0, arm: "teacher", teacher: "pixels", student: "", variant: "", method: "", seed: 0)
    #expect(plain.scope == .seed && plain.cell.isEmpty)
    let encoder = PlannedRunRecord(
      ordinal: 1, arm: "encoder", teacher: "texts", student: "", variant: "", method: "", seed: 0,
      cell: Cell([.init("teacher.layer", .integer(4))]), scope: .once)
    #expect(try carried(encoder) == encoder)
  }

  @Test("of a seal carry what metrics are and what methods have to tell")
  func seal() throws {
    var comparison = ComparisonRecord(
      ordinal: 0, teacher: "t", student: "s", variant: "lambda=1", method: "hinton", split: "test",
      metric: "r2", seeds: 1, rows: 10, cell: Cell([.init("method.lambda", .integer(1))]))
    comparison.controls = [
      ControlRecord(arm: "across", gain: 0.1, lower: 0, upper: 0.2, held: false),
      ControlRecord(arm: "across", part: "aligner", gain: nil),
    ]
    let seal = SealRecord(
      comparisons: [comparison], summaries: [], curves: [], files: [],
      metricKinds: [
        MetricKindRecord(
          metric: "r2", title: "R²", unit: "", higherIsBetter: true, flatBand: 0.02,
          bandIsRelative: true)
      ],
      facts: [
        FactRecord(
          ordinal: 0, section: "aligner", title: "Distances", columns: ["layer", "distance"],
          rows: [[.text("1"), .number(0.5)], [.text("2"), .missing]])
      ])
    #expect(try carried(seal) == seal)
  }

  @Test("of facts are JSON texts, numbers and nulls; what is no finite number is missing")
  func facts() throws {
    let values: [FactRecord.Value] = [
      .text("1"), .number(1.5), .number(.nan), .number(.infinity), .missing,
    ]
    let data = try JSONEncoder().encode(values)
    #expect(String(decoding: data, as: UTF8.self) == #"["1",1.5,null,null,null]"#)
    #expect(
      try JSONDecoder().decode([FactRecord.Value].self, from: data)
        == [.text("1"), .number(1.5), .missing, .missing, .missing])
  }

  @Test(
    "of numbers say what is none",
    arguments: [
      (0.5, 0.5, .finite), (.nan, nil, .notANumber), (.infinity, nil, .positiveInfinity),
      (-.infinity, nil, .negativeInfinity), (nil, nil, .undefined),
    ] as [(Double?, Double?, LedgerValue.Kind)])
  func numbers(number: Double?, value: Double?, kind: LedgerValue.Kind) {
    let found = LedgerValue(number)
    #expect(found.value == value && found.kind == kind)
  }

  @Test(
    "of transfers are beaten with the whole interval or not at all",
    arguments: [(0.01, true), (0, false), (-0.01, false), (nil, false)] as [(Double?, Bool)])
  func transfers(lower: Double?, isBeaten: Bool) {
    let transfer = TransferRecord(
      reference: "student", value: 1, lower: lower, upper: 2, pValue: nil)
    #expect(transfer.isBeaten == isBeaten)
  }

  @Test(
    "of environments call levels that give the same bits by one name",
    arguments: [
      (2, "x86-64-v3", "fma"), (2, "x86-64-v4", "fma"), (2, "baseline", "baseline"),
      (1, "x86-64-v3", "OpenBLAS 0.3.21, Haswell, x86-64-v3"),
    ])
  func numerics(engine: Int, level: String, words: String) {
    let environment = EnvironmentRecord(
      retortVersion: "1", build: "b", engineVersion: engine, blasVersion: "OpenBLAS 0.3.21",
      blasCore: "Haswell", kernelLevel: level, threads: 1, processor: "p")
    #expect(environment.numerics == words)
  }
}
