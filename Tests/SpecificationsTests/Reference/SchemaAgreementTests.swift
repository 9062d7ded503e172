import Testing

@testable import Specifications

@Suite("The schema and the reader") struct SchemaAgreementTests {
  private static let schema = JobSchema(methods: Example.methods, networks: Example.kinds).root

  /// What the schema finds in a file.
  private func complaints(_ yaml: String) throws -> [String] {
    let document = try YAMLDocument(yaml, log: ProblemLog(source: SourceText(yaml)))
    return SchemaValidator.complaints(CanonicalValue(document.root), Self.schema)
  }

  private static func data(_ modalities: String) -> String {
    Example.small(modalities: "modalities: \(modalities)")
  }

  private static func split(_ split: String) -> String { Example.small(split: "split: \(split)") }

  private static func network(_ network: String) -> String {
    Example.small(student: "student: {modality: b, network: \(network)}")
  }

  static let taken: [String] = [
    data("{a: {file: d/a.npz, array: x}, b: {file: b.csv, columns: [one, 2, true]}}"),
    data("{Ünï-1: a.npy, a: a.npy, b: b.npy}"),
    Example.small(target: "target: {file: y.csv, column: 7}"),
    Example.small(target: "labels: {file: y.safetensors, array: y, classes: names.json}"),
    split("{train: {file: t.csv, column: row}, validation: {file: v.npy}, test: s.json, group: 5}"),
    split("{train: 1e-3, validation: none, test: .5, seed: 0, stratify: false, labels: 9}"),
    split("{file: s.npz, array: part, validation: none}"),
    split("{train: t.npy, validation: v.npy, test: s.npy}"),
    split(
      "{train: 0.5, test: 0.3, unlabelled: drop, tests: {next-month: {file: n.csv}, h: h.npy}}"),
    data("{a: {file: a.npy, missing: nan}, b: {file: b.npy, missing: {file: m.npz, array: b}}}"),
    Example.networks(
      more: "sweep: {data.split.labels: [5, 9], data.split.unlabelled: [keep, drop]}"),
    // As JSON writes words.
    Example.small(more: "training: {stop: \"none\", average: \"none\"}"),
    split("{train: 0.5, validation: \"none\", test: 0.5, labels: \"all\"}"),
    Example.networks(more: "sweep: {data.split.validation: [\"none\", 0.1]}"),
    Example.small(more: "sweep: {training.stop: [\"none\", {patience: 3}]}"),
    network("{transformer: , dropout: 0.5}"), network("{vision: {patch: 7, image: [14, 7, 3]}}"),
    network("{mlp: [1, 65536]}"), network("transformer"),
    Example.small(method: "method: {generalized: }"),
    Example.small(method: "method: [hinton]"),
    Example.small(
      method: "method: [hinton, {hinton: {lambda: [0, 1]}}, {generalized: }, {losses: [hinton]}]"),
    Example.small(
      method: "method: {losses: [hinton, {generalized: {weight: [0.5, 1]}}, {supervised: }]}"),
    Example.small(
      method: "", more: "sweep: {method: [hinton, generalized], method.lambda: [0, 1]}"),
    Example.small(
      method: "method: {losses: [hinton]}",
      more: "sweep: {method.hinton.weight: [1, 2], method.supervised.weight: [0, 1]}"),
    Example.small(method: "method: {hinton: {lambda: [0, 1], convention: code}}"),
    Example.small(student: "student: {modality: b, network: linear, tuning: fine}"),
    Example.small(teacher: "teacher: {modality: a, network: linear, targets: in-sample}"),
    Example.small(
      student: "student: {}", more: "sweep: {student.modality: [b], student.network: [linear]}"),
    Example.small(more: "sweep: {student.tuning: [none, fine], teacher.targets: [in-sample]}"),
    Example.networks(
      more: "sweep: {data.split.validation: [none, 0.1], data.split.labels: [all, 7]}"),
    Example.small(more: "sweep: {zip: [{method.lambda: [0, 1], method.temperature: [1, 1]}]}"),
    Example.small(more: "sweep: {training.stop: [{}, none, {patience: 3}]}"),
    Example.small(more: "information: {}\ntraining: {}\nsweep: {}"),
    "retort: 1\nname: 2024\n\(Example.body)",
  ]

  @Test("both take", arguments: taken)
  func both(yaml: String) throws {
    #expect(try complaints(yaml) == [])
    #expect(throws: Never.self) { try Example.parsed(yaml) }
  }

  static let refused: [String] = [
    data("{}"), data("[a.npy]"), data("{a: a.npy, b: {}}"), data("{a: a.npy, b: [b.npy]}"),
    data("{a: a.npy, b: /b.npy}"), data("{a: a.npy, b: 'x\\y'}"), data("{a: a.npy, b: \"\"}"),
    data("{a: a.npy, b: b.npy, -c: c.npy}"), data("{a: a.npy, b: b.npy, \"x y\": c.npy}"),
    data("{a: a.npy, b: {file: b.csv, columns: []}}"),
    data("{a: a.npy, b: {file: b.csv, columns: [x, x]}}"),
    data("{a: a.npy, b: {file: b.csv, columns: x}}"), data("{a: a.npy, b: {file: b, colum: [x]}}"),
    Example.small(target: "labels: {column: y}"), Example.small(target: "labels: [y.npy]"),
    Example.small(target: "labels: {file: y.npy, class: c.json}"),
    split("0.5"), split("{train: 0, test: 0.5}"), split("{train: 0.5, test: 1.01}"),
    split("{train: 0.5, test: 0.5, stratify: yes}"), split("{train: 0.5, test: 0.5, seed: -1}"),
    split("{train: 0.5, test: 0.5, labels: some}"),
    split("{train: 0.5, test: 0.5, unlabelled: hide}"), split("{train: 0.5, test: 0.5, tests: {}}"),
    split("{train: 0.5, test: 0.5, tests: {next: 0.5}}"),
    split("{train: 0.5, test: 0.5, tests: [n.npy]}"),
    data("{a: {file: a.npy, missing: [1]}, b: b.npy}"),
    split("{train: 0.5, test: 0.5, validation: [0.1]}"),
    network("perceptron"), network("[linear]"), network("{mlp: []}"), network("{mlp: 8}"),
    network("{mlp: [65537]}"), network("{mlp: [8], dropout: 1}"), network("{mlp: [8], depth: 3}"),
    network("{transformer: {tokens: 4097}}"), network("{transformer: {vocabulary: 1}}"),
    network("{vision: {image: [8, 8, 0]}}"), network("{convolution: [8], image: [8, 8]}"),
    network("{linear: }"),
    Example.small(method: "method: {hinton: {lambda: 2}}"),
    Example.small(method: "method: {hinton: {lambda: []}}"),
    Example.small(method: "method: {hinton: {lamda: 1}}"),
    Example.small(method: "method: {hinton: , generalized: }"),
    Example.small(method: "method: []"), Example.small(method: "method: [[hinton]]"),
    Example.small(method: "method: [hinton, hinton]"),
    Example.small(method: "method: [hintn]"), Example.small(method: "method: losses"),
    Example.small(method: "method: {losses: }"), Example.small(method: "method: {losses: []}"),
    Example.small(method: "method: {losses: hinton}"),
    Example.small(method: "method: {losses: [{losses: [hinton]}]}"),
    Example.small(method: "method: {losses: [{hinton: {weight: -1}}]}"),
    Example.small(method: "method: {losses: [{hinton: {lambda: 1}}]}"),
    Example.small(method: "method: {losses: [{hinton: , generalized: }]}"),
    Example.small(more: "sweep: {method: hinton}"),
    Example.small(more: "sweep: {method.supervised.weight: [-1]}"),
    Example.small(student: "student: {modality: b, network: linear, tuning: wide}"),
    Example.small(student: "student: {modality: b, network: linear, targets: in-sample}"),
    Example.small(more: "sweep: {data.labels: [y.npy, z.npy]}"),
    Example.small(more: "sweep: {training.optimizer.sgd: [{rate: 1}]}"),
    Example.small(more: "sweep: {student.network.vision.image: [[8, 8, 1]]}"),
    Example.small(more: "sweep: [training.epochs]"),
    Example.small(more: "experiment: [label-budget]"),
    "retort: 2\nname: x\n\(Example.body)", "retort: 1\nname: \"\"\n\(Example.body)",
    "retort: 1\n\(Example.body)", "name: x\n\(Example.body)",
  ]

  @Test("both refuse", arguments: refused)
  func neither(yaml: String) throws {
    #expect(try !complaints(yaml).isEmpty)
    #expect(throws: SpecificationError.self) { try Example.parsed(yaml) }
  }
}
