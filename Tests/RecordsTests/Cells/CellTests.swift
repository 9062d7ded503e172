import Foundation
import Records
import Testing

@Suite("A cell of a sweep") struct CellTests {
  private let cell = Cell([
    .init("training.epochs", .integer(30)), .init("student.network", .text("mlp 64, dropout 0.1")),
    .init("method.lambda", .number(0.5)), .init("method.temperature", .number(4)),
  ])

  @Test("is said with its settings first, options without their method, whole numbers plain")
  func words() {
    #expect(
      "\(cell)"
        == "training.epochs=30, student.network=mlp 64, dropout 0.1, lambda=0.5, temperature=4")
    #expect("\(Cell())" == "")
  }

  @Test("says what part it is between settings and options")
  func part() {
    let twin = Cell(
      [.init("method.lambda", .integer(1)), .init("training.epochs", .integer(30))],
      part: "selected")
    #expect("\(twin)" == "training.epochs=30, selected, lambda=1")
    #expect("\(Cell(part: "late fusion"))" == "late fusion")
    #expect(!Cell(part: "late fusion").isEmpty && Cell().isEmpty)
  }

  @Test("tells settings, which make an experiment, from options, among which one is chosen")
  func options() {
    #expect(cell.settings.map(\.key) == ["training.epochs", "student.network"])
    #expect(cell.options.map(\.name) == ["lambda", "temperature"])
  }

  @Test("has a value for a key and for its name, with its type, and none for others")
  func values() {
    #expect(cell["method.lambda"] == .number(0.5) && cell["lambda"] == .number(0.5))
    #expect(cell["training.epochs"]?.number == 30)
    #expect(cell["epochs"] == nil)
    #expect(cell["student.network"]?.number == nil)
  }

  @Test(
    "has numbers that read back as they were",
    arguments: [
      (CellValue.number(0.1), "0.1"), (.number(1), "1"), (.number(-2), "-2"),
      (.number(1e-05), "1e-05"), (.number(1e300), "1e+300"), (.integer(60), "60"),
      (.flag(true), "true"), (.flag(false), "false"), (.text("a=b, c"), "a=b, c"),
    ])
  func numbers(value: CellValue, text: String) {
    #expect("\(value)" == text)
    if let number = value.number { #expect(Double(text) == number) }
  }

  @Test("names its kinds as the ledger does")
  func kinds() {
    let values: [CellValue] = [.number(1), .integer(1), .text("1"), .flag(true)]
    #expect(values.map(\.kind.rawValue) == ["number", "integer", "text", "flag"])
    // They are said alike and are not the same.
    #expect(Set(values).count == 4)
  }

  @Test("comes through a frame as it went in")
  func frame() throws {
    let data = try JSONEncoder().encode(cell)
    #expect(try JSONDecoder().decode(Cell.self, from: data) == cell)
  }
}
