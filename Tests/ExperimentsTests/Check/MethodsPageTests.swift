import Distillation
import Foundation
import Specifications
import Testing

@Suite("The page on methods") struct MethodsPageTests {
  @Test("names every method with every one of its options and their defaults")
  func complete() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardizedFileURL
    let page = try String(contentsOf: root.appending(path: "docs/methods.md"), encoding: .utf8)
    let rows = page.split(separator: "\n")
    for method in Methods.registry.methods {
      let row = try #require(rows.first { $0.hasPrefix("| `\(method.name)` |") })
      for option in method.options {
        let value: String =
          switch option.defaultValue {
          case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
          case .integer(let number): "\(number)"
          case .text(let text): "`\(text)`"
          case .flag(let flag): "\(flag)"
          }
        // Behind the option's name, or its symbol, and whole.
        let shown = ["", " τ"].flatMap { symbol in
          [")", ";"].map { "`\(option.name)`\(symbol) (\(value)\($0)" }
        }
        #expect(
          shown.contains { row.contains($0) }, "\(method.name): \(option.name) is \(value)")
      }
    }
  }
}
