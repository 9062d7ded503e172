import Foundation

extension TestBundle {
  /// One of many small jobs of the same data, each with another split and so with other numbers.
  static func numbered(_ number: Int) throws -> [UInt8] {
    try bundle(
      job: job(name: name(number), epochs: 1, seeds: 1, hidden: "linear")
        .replacingOccurrences(of: "seed: 1}", with: "seed: \(number)}"), rows: 40)
  }

  static func name(_ number: Int) -> String { "job-\(number)" }
}
