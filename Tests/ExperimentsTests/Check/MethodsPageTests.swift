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
        #expect(row.contains("`\(option.name)`"), "\(method.name): \(option.name)")
        let value: String =
          switch option.defaultValue {
          case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
          case .integer(let number): "\(number)"
          case .text(let text): "`\(text)`"
          case .flag(let flag): "\(flag)"
          }
        #expect(row.contains("(\(value)"), "\(method.name): \(option.name) (\(value)")
      }
    }
  }
}
