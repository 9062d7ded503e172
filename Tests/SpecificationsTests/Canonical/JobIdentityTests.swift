import Specifications
import Testing

/// Two ways of writing a part of a file.
struct Spelling: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var one: String
  var other: String

  init(_ description: String, _ one: String, _ other: String) {
    testDescription = description
    self.one = one
    self.other = other
  }
}

@Suite("A job's identity") struct JobIdentityTests {
  private static func form(_ yaml: String) throws -> String {
    canonicalJSON(of: try Example.parsed(yaml).specification)
  }

  private static func data(_ target: String, _ split: String = "{train: 0.5, test: 0.4}") -> String
  {
    Example.small(target: target, split: "split: \(split)")
  }

  private static func lines(_ lines: String) -> String { Example.small(more: lines) }

  static let same: [Spelling] = [
    Spelling("a file by itself", data("labels: y.npy"), data("labels: {file: y.npy}")),
    Spelling(
      "a modality by itself", Example.small(),
      Example.small(modalities: "modalities: {b: {file: b.npy}, a: {file: \"a.npy\"}}")),
    Spelling(
      "ids of a modality's own file",
      Example.small(
        modalities: "modalities: {a: {file: a.csv, ids: {column: id}}, b: b.npy}",
        target: "labels: y.npy\n  ids: i.npy"),
      Example.small(
        modalities: "modalities: {a: {file: a.csv, ids: {file: a.csv, column: id}}, b: b.npy}",
        target: "ids: {file: i.npy}\n  labels: y.npy")),
    Spelling(
      "a group of the labels' file",
      data("labels: {file: y.csv, column: class}", "{train: 0.5, test: 0.4, group: site}"),
      data(
        "labels: {file: y.csv, column: class}",
        "{test: 4e-1, train: 0.50, group: {column: site, file: y.csv}}")),
    Spelling(
      "all labels", data("labels: y.npy"),
      data("labels: y.npy", "{train: 0.5, test: 0.4, labels: all}")),
    Spelling("a method by itself", Example.small(), Example.small(method: "method: {hinton: }")),
    Spelling(
      "an optimizer by itself", lines("training: {optimizer: sgd}"),
      lines("training: {optimizer: {sgd: {momentum: 0.9, nesterov: false}}}")),
    Spelling(
      "a schedule by itself", lines("training: {schedule: step}"),
      lines("training: {schedule: {step: {factor: 0.1, every: 10}}}")),
    Spelling("the constant schedule", lines(""), lines("training: {schedule: constant}")),
    Spelling(
      "a stop left open", lines(""), lines("training: {stop: {}, average: none, warmup: 0}")),
    Spelling("all estimators", lines(""), lines("information: {estimators: [plugin, gaussian]}")),
    Spelling(
      "a list in the method", Example.small(method: "method: {hinton: {lambda: [0.5, 1]}}"),
      lines("sweep: {method.lambda: [5e-1, 1.0]}")),
    Spelling(
      "the value of a swept option, which is not run",
      Example.small(
        method: "method: {hinton: {lambda: 0.3}}", more: "sweep: {method.lambda: [0, 1]}"),
      lines("sweep: {method.lambda: [0, 1]}")),
    Spelling(
      "the value of a swept key, which is not run",
      lines("training: {epochs: 99}\nsweep: {training.epochs: [5, 6]}"),
      lines("sweep: {training.epochs: [5, 6]}")),
    Spelling(
      "the network of a swept network, which is not run",
      Example.small(
        student: "student: {modality: b, network: {mlp: [8]}}",
        more: "sweep: {student.network: [linear, {mlp: [4]}]}"),
      Example.small(
        student: "student: {modality: b}",
        more: "sweep: {student.network: [linear, {mlp: [4], dropout: 0}]}")),
    Spelling(
      "the modality of a swept modality",
      Example.small(
        student: "student: {network: linear}", more: "sweep: {student.modality: [b, a]}"),
      lines("sweep: {student.modality: [b, a]}")),
    Spelling(
      "a name, a priority, a rerun", lines(""),
      lines("priority: 7\nrerun: true\n# and a comment")),
    Spelling(
      "JSON, which is YAML",
      Example.small(more: "training: {epochs: 5}"),
      #"{"retort": 1, "name": "j", "data": {"modalities": {"a": "a.npy", "b": "b.npy"}, "#
        + #""labels": "y.npy", "split": {"train": 0.5, "test": 0.5}}, "#
        + #""teacher": {"modality": "a", "network": "linear"}, "student": {"modality": "b", "network": "linear"}, "#
        + #""method": "hinton", "training": {"epochs": 5}}"#),
  ]

  @Test("is what the job says, not how", arguments: same)
  func equal(spelling: Spelling) throws {
    #expect(try Self.form(spelling.one) == Self.form(spelling.other))
  }

  static let different: [Spelling] = [
    Spelling("labels and a target", data("labels: y.npy"), data("target: y.npy")),
    Spelling(
      "a column and an array", data("labels: {file: y.npz, column: y}"),
      data("labels: {file: y.npz, array: y}")),
    Spelling("the case of a file's name", data("labels: y.npy"), data("labels: Y.npy")),
    Spelling(
      "the order of columns",
      Example.small(modalities: "modalities: {a: {file: a.csv, columns: [x, y]}, b: b.npy}"),
      Example.small(modalities: "modalities: {a: {file: a.csv, columns: [y, x]}, b: b.npy}")),
    Spelling(
      "no validation rows, and a sixth of train",
      data("labels: y.npy", "{train: 0.5, test: 0.4, validation: none}"),
      Example.small(split: "split: {train: 0.5, test: 0.4}", more: "training: {stop: none}")),
    Spelling(
      "a part's file and its column",
      data("labels: y.npy", "{train: t.csv, test: {file: s.csv, column: row}}"),
      data("labels: y.npy", "{train: t.csv, test: s.csv}")),
    Spelling(
      "a zip and all combinations",
      lines("sweep: {zip: {training.epochs: [5, 6], training.batch: [8, 9]}}"),
      lines("sweep: {training.epochs: [5, 6], training.batch: [8, 9]}")),
    Spelling(
      "how a zip's values meet",
      lines("sweep: {zip: {training.epochs: [5, 6], training.batch: [8, 9]}}"),
      lines("sweep: {zip: {training.epochs: [5, 6], training.batch: [9, 8]}}")),
    Spelling(
      "who teaches whom", Example.small(),
      Example.small(
        teacher: "teacher: {modality: b, network: linear}",
        student: "student: {modality: a, network: linear}")),
    Spelling(
      "adam and adamw", lines("training: {optimizer: adam}"),
      lines("training: {optimizer: adamw}")),
    Spelling("how many splits", lines("splits: 2"), lines("splits: 3")),
    Spelling("whether to distil", lines("distil: true"), lines("distil: false")),
    Spelling("the metric", lines("metric: auc"), lines("metric: log-loss")),
    Spelling(
      "numbers one bit apart", lines("training: {clip: 0.3}"),
      lines("training: {clip: 0.30000000000000004}")),
  ]

  @Test("is another where a run's number may be another", arguments: different)
  func unequal(spelling: Spelling) throws {
    #expect(try Self.form(spelling.one) != Self.form(spelling.other))
  }

  @Test("does not depend on the order in which the top of the file is written")
  func order() throws {
    let lines = Example.small(more: "seeds: 3\nsplits: 2\ntraining: {epochs: 5, batch: 7}")
      .split(separator: "\n").map(String.init)
    // `data` and what is indented below it stay together.
    let whole = [lines[2...5].joined(separator: "\n")] + lines[..<2] + lines[6...]
    let expected = try Self.form(lines.joined(separator: "\n"))
    for turn in whole.indices {
      let turned = (whole[turn...] + whole[..<turn]).joined(separator: "\n")
      #expect(try Self.form(turned) == expected)
    }
  }

  @Test("of the data is read back from its own text", arguments: same.map(\.one))
  func roundTrip(yaml: String) throws {
    let data = try Example.parsed(yaml).specification.data
    let again = try DataSpecification(canonical: withoutNulls(data.canonical).json)
    #expect(again.canonical.json == data.canonical.json)
  }

  private func withoutNulls(_ value: CanonicalValue) -> CanonicalValue {
    guard case .object(let members) = value else { return value }
    return .object(members.filter { $0.value != .null }.mapValues(withoutNulls))
  }
}
