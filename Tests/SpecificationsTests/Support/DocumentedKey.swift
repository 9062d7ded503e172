import Foundation
import Testing

@testable import Specifications

/// A row of the table in docs/job-yaml.md, as a person reads it.
struct DocumentedKey: Sendable, CustomTestStringConvertible {
  let path: String
  /// "a whole number from 1 to 1000".
  let value: String
  /// What stands in the third column, backticks and all.
  let fallback: String

  var testDescription: String { path }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let all: [DocumentedKey] = {
    let file = root.appending(path: "docs/job-yaml.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let table = text.components(separatedBy: "<!-- generated").dropFirst().first ?? ""
    return table.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.components(separatedBy: " | ")
      return DocumentedKey(
        path: String(cells[0].dropFirst(3).dropLast()), value: cells[1], fallback: cells[2])
    }
  }()

  /// Keys whose row prints one value as the default.
  static let withDefault = all.filter { $0.printedDefault != nil }
  static let withBounds = all.filter { $0.bounds != nil }
  static let withWords = all.filter { !$0.words.isEmpty }

  var printedDefault: String? {
    guard fallback.hasPrefix("`"), fallback.hasSuffix("`"),
      fallback.count(where: { $0 == "`" }) == 2
    else { return nil }
    return String(fallback.dropFirst().dropLast())
  }

  /// The words of "one of: …".
  var words: [String] {
    guard value.hasPrefix("one of: ") else { return [] }
    return value.dropFirst("one of: ".count).components(separatedBy: ", ")
  }

  /// Values at and beyond both ends, as the row says them: the first are allowed, the second not.
  var bounds: (allowed: [String], refused: [String])? {
    if let match = value.firstMatch(of: /^a whole number from (-?\d+) to (\d+)/),
      let low = Int(match.1), let high = Int(match.2)
    {
      return (["\(low)", "\(high)"], ["\(low - 1)", "\(high + 1)"])
    }
    if let match = value.firstMatch(of: /^a number from (\d+) to (\d+)$/) {
      return (["\(match.1)", "\(match.2)"], ["-0.001", "\(match.2).001"])
    }
    if let match = value.firstMatch(of: /^a number above (\d+) and at most (\d+)$/) {
      return (["0.001", "\(match.2)"], ["\(match.1)", "\(match.2).001"])
    }
    if let match = value.firstMatch(of: /^a number of at least (\d+) and below (\d+)$/) {
      return (["\(match.1)", "0.999"], ["-0.001", "\(match.2)"])
    }
    if let match = value.firstMatch(of: /^a number above (\d+) and below (\d+)/) {
      return (["0.001", "0.999"], ["\(match.1)", "\(match.2)"])
    }
    return nil
  }

  /// A whole file that gives this key a value, or holds all around it but the key itself.
  func file(_ value: String?) -> String {
    let names = path.split(separator: ".").map(String.init)
    let written = value.map { "\(names[names.count - 1]): \($0)" } ?? ""
    switch (names[0], names.count) {
    case ("name", _):
      return "retort: 1\n\(written)\n\(Example.body)"
    case ("retort", _):
      return "\(written)\nname: small\n\(Example.body)"
    case ("data", 2): return Example.small(target: "labels: y.npy\n  \(written)")
    case ("data", _): return Example.small(split: "split: {\(split(written))}")
    case ("teacher", _), ("student", _): return learner(names, written)
    case (_, 1): return Example.small(more: written)
    default:
      let inside = names.dropFirst().dropLast().reversed().reduce("{\(written)}") {
        "{\($1): \($0)}"
      }
      return Example.small(more: "\(names[0]): \(inside)")
    }
  }

  private func split(_ written: String) -> String {
    let others = ["train: 0.0005", "test: 0.0005"].filter { other in
      !written.hasPrefix(other.prefix { $0 != ":" })
    }
    return (others + (written.isEmpty ? [] : [written])).joined(separator: ", ")
  }

  private func learner(_ names: [String], _ written: String) -> String {
    var network = "linear"
    var beside = ""
    if names.count == 4 {
      network = "{\(names[2]): {\(written)}}"
    } else if names.count == 3 {
      network = "{mlp: [8]\(written.isEmpty ? "" : ", \(written)")}"
    } else if !written.isEmpty {
      beside = ", \(written)"
    }
    func line(_ role: String, _ modality: String) -> String {
      names[0] == role
        ? "\(role): {modality: \(modality), network: \(network)\(beside)}"
        : "\(role): {modality: \(modality), network: linear}"
    }
    return Example.small(teacher: line("teacher", "a"), student: line("student", "b"))
  }
}
