import Records
import Testing

@Suite("A cell of a sweep, read back from its words") struct SweepCellTests {
  private func texts(_ values: [SweepCell.Value]) -> [String] {
    values.map { "\($0.key)|\($0.text)" }
  }

  @Test("has its options in order, numbers as numbers")
  func options() {
    let cell = SweepCell(variant: "lambda=0.5, temperature=4, convention=paper")
    #expect(texts(cell.options) == ["lambda|0.5", "temperature|4", "convention|paper"])
    #expect(cell["temperature"] == "4")
    #expect(cell["rate"] == nil)
    #expect(cell.options.map(\.number) == [0.5, 4, nil])
    #expect(cell.settings.isEmpty && cell.remark.isEmpty)
  }

  @Test("keeps its setting apart from the options of the method")
  func settings() {
    let setting = "training.epochs=30, targets=in-sample"
    let cell = SweepCell(variant: "\(setting), lambda=1", setting: setting)
    #expect(texts(cell.settings) == ["training.epochs|30", "targets|in-sample"])
    #expect(texts(cell.options) == ["lambda|1"])
    let alone = SweepCell(variant: setting, setting: setting)
    #expect(alone.settings == cell.settings && alone.options.isEmpty)
  }

  @Test("a value reaches to the next key, commas and signs inside it included")
  func commas() {
    let cell = SweepCell(variant: "student.network=mlp 64, 32, dropout 0.1, note=a=b, lambda=1")
    #expect(
      texts(cell.options) == ["student.network|mlp 64, 32, dropout 0.1", "note|a=b", "lambda|1"])
  }

  @Test(
    "words without a key are a remark",
    arguments: [
      ("selected", "", "selected", 0), ("selected, lambda=1", "", "selected", 1),
      ("selected, student's weight decay", "", "selected, student's weight decay", 0),
      ("epochs=30, selected", "epochs=30", "selected", 0), ("", "", "", 0),
      ("µ=1", "", "µ=1", 0), ("=1", "", "=1", 0),
    ])
  func remarks(_ words: String, _ setting: String, _ remark: String, _ options: Int) {
    let cell = SweepCell(variant: words, setting: setting)
    #expect(cell.remark == remark)
    #expect(cell.options.count == options)
  }
}
