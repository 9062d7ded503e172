import Distillation
import Foundation
import Testing

@testable import Specifications

@Suite("The JSON Schema of job.yaml") struct JobSchemaTests {
  /// What the schema finds in a file.
  static func complaints(_ yaml: String, methods: MethodRegistry = Example.methods) -> [String] {
    let log = ProblemLog(source: SourceText(yaml))
    do {
      let value = CanonicalValue(try YAMLDocument(yaml, log: log).root)
      return SchemaValidator.complaints(
        value, JobSchema(methods: methods, networks: Example.kinds).root)
    } catch {
      return ["\(error)"]
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every `job.yaml` of Examples and every whole file shown in the docs.
  static let files: [Written] = {
    let files =
      FileManager.default.enumerator(
        at: root.appending(path: "Examples"),
        includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let examples = files.filter { $0.lastPathComponent == "job.yaml" }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map {
        Written(file.deletingLastPathComponent().lastPathComponent, $0)
      }
    }
    return examples + blocks.filter { $0.yaml.hasPrefix("retort: 1") }
  }()

  /// Every YAML snippet of the docs.
  static let blocks: [Written] = {
    let folder = root.appending(path: "docs")
    let documents = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let texts =
      (documents.sorted().map { folder.appending(path: $0) } + [root.appending(path: "README.md")])
    return texts.filter { $0.pathExtension == "md" }.flatMap { file -> [Written] in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
      return text.components(separatedBy: "```yaml\n").dropFirst().enumerated().map {
        let block = $1.components(separatedBy: "```").first ?? ""
        return Written("\(file.lastPathComponent) \($0 + 1)", block)
      }
    }
  }()

  @Test("accepts every example and every file of the docs", arguments: files)
  func examples(file: Written) throws {
    #expect(Self.complaints(file.yaml) == [])
  }

  @Test("accepts every kind of network", arguments: [Example.images, Example.texts])
  func networks(yaml: String) {
    #expect(Self.complaints(yaml) == [])
  }

  @Test("was given the examples and the docs")
  func found() {
    #expect(Self.files.count >= 4)
    #expect(Self.blocks.contains { $0.testDescription.hasPrefix("sweeps.md") })
  }

  @Test(
    "accepts what a snippet of the docs adds to a file, and so does the reader",
    arguments: blocks.filter { block in
      ["sweeps.md", "methods.md"].contains { block.testDescription.hasPrefix($0) }
        || (block.testDescription.hasPrefix("job-yaml.md")
          && ["teacher:", "student:", "training:", "sweep:"].contains { block.yaml.hasPrefix($0) })
    })
  func sweeps(block: Written) throws {
    try expectTaken(Example.completed(block.yaml))
  }

  @Test("accepts every way of writing a method that docs/job-yaml.md shows, and so does the reader")
  func methods() throws {
    let block = try #require(
      Self.blocks.first {
        $0.testDescription.hasPrefix("job-yaml.md") && $0.yaml.hasPrefix("method:")
      })
    let lines = block.yaml.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    for line in lines { try expectTaken(Example.completed(line)) }
  }

  /// The docs name the methods there are, not those made up here.
  private func expectTaken(_ yaml: String) throws {
    #expect(Self.complaints(yaml, methods: Methods.registry) == [])
    _ = try ParsedSpecification(
      yaml: yaml, methods: Methods.registry, networks: NetworkKinds.registry)
  }

  @Test("is JSON")
  func json() throws {
    let json = JobSchema(methods: Example.methods, networks: Example.kinds).json
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(value?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(json.hasSuffix("}\n"))
  }

  @Test("describes every key of the reference, under its path")
  func complete() throws {
    let schema = JobSchema(methods: Example.methods, networks: Example.kinds).root
    for key in Example.reference.keys {
      let found = Self.schemas(at: key.path.split(separator: ".").map(String.init)[...], in: schema)
      #expect(!found.isEmpty, "\(key.path)")
      #expect(
        found.contains {
          if case .object(let members) = $0 {
            members["description"] == .text(key.summary)
          } else {
            false
          }
        },
        "\(key.path)")
    }
  }

  /// The schemas a path of keys leads to.
  private static func schemas(
    at path: ArraySlice<String>, in schema: CanonicalValue
  ) -> [CanonicalValue] {
    guard let name = path.first else { return [schema] }
    guard case .object(let members) = schema else { return [] }
    var found: [CanonicalValue] = []
    if case .object(let properties)? = members["properties"], let next = properties[name] {
      found += schemas(at: path.dropFirst(), in: next)
    }
    if name == "NAME", let next = members["additionalProperties"] {
      found += schemas(at: path.dropFirst(), in: next)
    }
    if case .list(let forms)? = members["anyOf"] {
      found += forms.flatMap { schemas(at: path, in: $0) }
    }
    return found
  }

  @Test(
    "refuses what the reader refuses",
    arguments: [
      "trainning: {epochs: 3}", "training: {epoch: 3}", "training: {epochs: 0}",
      "training: {epochs: 1.5}", "training: {epochs: [10, 20]}", "training: {batch: \"12\"}",
      "training: {clip: 0}", "training: {optimizer: adagrad}",
      "training: {optimizer: {sgd: {}, adamw: {}}}", "training: {optimizer: {sgd: {rate: 0}}}",
      "training: {stop: never}", "training: {stop: {patience: 0}}", "seeds: 1001", "seeds: ten",
      "splits: 0", "distil: maybe", "experiment: quality", "metric: speed",
      "information: {estimators: [ksg, ksg]}", "sweep: {seeds: [1, 2]}",
      "sweep: {training.epochs: []}", "sweep: {training.epochs: 5}",
      "sweep: {training.epochs: [5, 5]}", "sweep: {student.network: [mlp]}",
      "sweep: {method.lambda: [2]}", "sweep: {zip: {training.epoch: [1, 2]}}",
      "sweep: {zip: [1]}", "training: {schedule: slow}", "training: {schedule: {step: {every: 0}}}",
      "training: {average: 1}", "training: {warmup: -1}",
      "sweep: {student.network: [{transformer: {heads: 0}}]}",
      "sweep: {student.network: [{convolution: 8}]}",
      "sweep: {student.network: [{vision: {image: [8, 8]}}]}",
      "sweep: {student.network.activation: [swish]}",
    ])
  func refused(line: String) {
    let yaml = Example.networks(more: line)
    #expect(!Self.complaints(yaml).isEmpty)
    #expect(throws: SpecificationError.self) { try Example.parsed(yaml) }
  }

  @Test(
    "accepts what the reader accepts",
    arguments: [
      "training: {optimizer: sgd, stop: none}", "training: {optimizer: {sgd: }}",
      "training: {optimizer: {adamw: {rate: 1e-3}}, clip: 1}", "seeds: 3\nsplits: 2",
      "sweep: {data.split.labels: [50, all], data.split.validation: [0.1, none]}",
      "sweep: {zip: [{training.epochs: [5, 5], training.batch: [8, 9]}]}",
      "sweep: {student.network.mlp: [[8], [8, 8]], training.stop: [none, {patience: 3}]}",
      "experiment: control-panel", "sweep: {}", "training: {schedule: cosine, warmup: 5}",
      "training: {schedule: {one-cycle: {rise: 0.2}}, average: 0.999, optimizer: adam}",
      "training: {schedule: {step: }, average: none, optimizer: {sgd: {nesterov: true}}}",
      "sweep: {student.network: [transformer, {transformer: {vocabulary: 8000}, dropout: 0.1}]}",
      "sweep: {student.network: [{vision: {image: [8, 8, 1]}}, {convolution: [4], image: [8, 8, 1]}]}",
      "sweep: {student.network: [{mlp: [8], activation: gelu, normalisation: layer}]}",
      "sweep: {teacher.network.mlp: [[8]], teacher.network.normalisation: [none, batch]}",
    ])
  func accepted(line: String) throws {
    let yaml = Example.networks(more: line)
    #expect(Self.complaints(yaml) == [])
    _ = try Example.parsed(yaml)
  }
}

/// A YAML text and where it stands.
struct Written: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var yaml: String

  init(_ description: String, _ yaml: String) {
    testDescription = description
    self.yaml = yaml
  }
}
