import Distillation

@testable import Specifications

/// A good file and what it may name, for every suite: methods made up here, the networks there are.
enum Example {
  static let kinds = NetworkKinds.registry

  static let methods = MethodRegistry(
    methods: kindsOfTeaching,
    losses: [
      MethodDescriptor(name: "supervised", summary: "The labels.", options: [.summandWeight])
    ] + kindsOfTeaching.map(\.summand))

  private static let kindsOfTeaching = [
    MethodDescriptor(
      name: "hinton", summary: "Soft labels at a temperature.",
      options: [
        OptionDescriptor(
          name: "lambda", kind: .number(atLeast: 0, atMost: 1), defaultValue: .number(0.5),
          summary: "Share of the soft loss."),
        OptionDescriptor(
          name: "temperature", kind: .number(atLeast: 0.1, atMost: 100), defaultValue: .number(4),
          summary: "Softens both sides."),
        OptionDescriptor(
          name: "convention", kind: .choice(["paper", "code"]), defaultValue: .text("paper"),
          summary: "Which published variant."),
      ], teacherShare: "lambda"),
    MethodDescriptor(
      name: "generalized", summary: "Generalized distillation.",
      options: [
        OptionDescriptor(
          name: "imitation", kind: .number(atLeast: 0, atMost: 1), defaultValue: .number(1),
          summary: "Share of the teacher.")
      ]),
  ]

  static let reference = SpecificationReference(methods: methods, networks: kinds)

  static let yaml = """
    retort: 1                         # format version
    name: mfeat-pixels-to-morphology
    data:
      modalities:
        pixels:     {file: pixels.npy}
        morphology: {file: morphology.npy}
        zernike:    {file: zernike.npy}
      labels: {file: labels.npy, classes: classes.json}
      ids: {file: ids.csv, column: id}
      split: {train: 0.6, validation: 0.2, test: 0.2, stratify: true, seed: 1}
    teacher: {modality: pixels,     network: {mlp: [128]}}
    student: {modality: morphology, network: {mlp: [64], dropout: 0.1}}
    method: {hinton: {lambda: 0.5, temperature: 4}}
    training: {epochs: 60, batch: 128, optimizer: {adamw: {rate: 1e-3}}, stop: {patience: 10}}
    seeds: 10
    sweep: {method.lambda: [0.25, 0.5, 0.75, 1], method.temperature: [1, 4], student.modality: [morphology, zernike]}
    information: {estimators: [ksg, gaussian]}

    """

  /// The smallest good file; the lines can be replaced one by one.
  static func small(
    modalities: String = "modalities: {a: a.npy, b: b.npy}", target: String = "labels: y.npy",
    split: String = "split: {train: 0.5, test: 0.5}",
    teacher: String = "teacher: {modality: a, network: linear}",
    student: String = "student: {modality: b, network: linear}", method: String = "method: hinton",
    more: String = ""
  ) -> String {
    """
    retort: 1
    name: small
    data:
      \(modalities)
      \(target)
      \(split)
    \(teacher)
    \(student)
    \(method)
    \(more)

    """
  }

  /// A small file of networks that are not linear.
  static func networks(
    student: String = "student: {modality: b, network: {mlp: [8]}}", more: String = ""
  ) -> String {
    small(
      split: "split: {train: 0.5, test: 0.3}",
      teacher: "teacher: {modality: a, network: {mlp: [8]}}", student: student, more: more)
  }

  /// A good file of networks on images.
  static let images = small(
    split: "split: {train: 0.5, test: 0.3}",
    teacher:
      "teacher: {modality: a, network: {vision: {patch: 7, image: [28, 28, 1]}, dropout: 0.1}}",
    student: "student: {modality: b, network: {convolution: [16, 32], image: [14, 14, 3]}}",
    more: "training: {schedule: {step: {every: 3}}, warmup: 2, average: 0.99, optimizer: adam}")

  /// A good file of networks on token numbers and on measurements.
  static let texts = small(
    split: "split: {train: 0.5, test: 0.3}",
    teacher:
      "teacher: {modality: a, network: {transformer: {vocabulary: 99, feedforward: 64, tokens: 8, "
      + "pooling: mean}}}",
    student:
      "student: {modality: b, network: {mlp: [8, 8], activation: gelu, normalisation: layer, residual: true}}",
    more: "training: {schedule: {one-cycle: {rise: 0.2}}, optimizer: {sgd: {nesterov: true}}}")

  /// A good file with a grid, zips and nested keys.
  static let swept = networks(
    student: "student: {modality: b}",
    more: """
      splits: 2
      sweep:
        student.network: [linear, {mlp: [8]}, {mlp: [8], dropout: 0.5}]
        training.optimizer: [adamw, {sgd: {rate: 0.5}}]
        data.split.labels: [50, all]
        zip:
        - {training.epochs: [5, 6], training.stop.patience: [2, 3]}
        - {method.lambda: [0, 1], method.temperature: [1, 2]}
      """)

  /// A snippet of the docs with the keys it leaves out.
  static func completed(_ snippet: String) -> String {
    let lines = [
      "retort: 1", "name: snippet",
      "data: {modalities: {pixels: p.npy, morphology: m.npy, zernike: z.npy}, labels: y.npy, "
        + "split: {train: 0.6, validation: 0.2, test: 0.2}}",
      "teacher: {modality: pixels, network: {mlp: [128]}}",
      "student: {modality: morphology, network: {mlp: [64]}}", "method: hinton",
    ]
    let written = Set(snippet.split(separator: "\n").map { $0.prefix { $0 != ":" } })
    let missing = lines.filter { !written.contains($0.prefix { $0 != ":" }) }
    return missing.joined(separator: "\n") + "\n" + snippet
  }

  /// The small file without its first two lines.
  static let body = String(small().split(separator: "\n").dropFirst(2).joined(separator: "\n"))

  /// 101 × 100 configurations.
  static let largeSweep =
    "sweep:\n  method.lambda: [\((0...100).map { "0.\($0 + 100)" }.joined(separator: ", "))]\n"
    + "  method.temperature: [\(hundred)]"

  /// 1, 2, … 100
  static let hundred = (1...100).map { "\($0)" }.joined(separator: ", ")

  /// Ten names for each of the ten before: 10¹⁰ values if anybody expanded them.
  static let bomb = (0..<10).map { level in
    let items = (0..<10).map { _ in level == 0 ? "lol" : "*a\(level - 1)" }
    return "a\(level): &a\(level) [\(items.joined(separator: ", "))]\n"
  }.joined()

  static func parsed(_ yaml: String) throws -> ParsedSpecification {
    try ParsedSpecification(yaml: yaml, methods: methods, networks: kinds)
  }

  /// What a person reads of a bad file, or of the warnings of a good one.
  static func message(_ yaml: String) -> String {
    do {
      let parsed = try ParsedSpecification(yaml: yaml, methods: methods, networks: kinds)
      return parsed.warnings.map(\.description).joined(separator: "\n\n")
    } catch {
      return error.description
    }
  }
}
