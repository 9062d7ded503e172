import Datasets
import Distillation
import Records
import Specifications
import Tensors
import Testing

@testable import Experiments

/// Every network and every word of training once, from `job.yaml` to a student that is read back.
@Suite("A job of another network") struct NetworkJobTests {
  private func job(_ student: String, training: String) -> PlantedJob {
    var job = PlantedJob(.relevantFeatures, draw: 3, testRows: 60, seeds: 1, method: "hinton")
    job.yaml = job.yaml.replacing(
      "student: {modality: regular, network: linear}",
      with: """
        student: {modality: regular, network: \(student)}
        training: \(training)
        """)
    return job
  }

  @Test(
    "computes its plan and exports a student that says the same of the same rows",
    arguments: [
      (
        "{mlp: [8, 8], activation: gelu, normalisation: layer, residual: true, dropout: 0.1}",
        "{epochs: 2, optimizer: {sgd: {nesterov: true}}, schedule: cosine}"
      ),
      ("{mlp: [8], activation: silu, normalisation: batch}", "{epochs: 2, optimizer: adam}"),
      ("{mlp: [8], activation: tanh, normalisation: group}", "{epochs: 3, warmup: 1}"),
      (
        "{transformer: {layers: 1, width: 8, heads: 2, tokens: 10}, dropout: 0.1}",
        "{epochs: 2, schedule: one-cycle, average: 0.9}"
      ),
      (
        "{vision: {patch: 5, layers: 1, width: 8, heads: 2, image: [5, 10, 1]}}",
        "{epochs: 2, schedule: {step: {every: 1, factor: 0.5}}}"
      ),
      ("{convolution: [4, 4], image: [5, 10, 1], dropout: 0.1}", "{epochs: 2, average: 0.99}"),
    ])
  func networks(student: String, training: String) throws {
    let world = try exported(job(student, training: training))
    let raw = world.features
    let outputs = try world.model.predictions(raw)
    #expect(outputs == (try StudentModel(bytes: world.model.bytes()).predictions(raw)))
    #expect(world.model.bytes() == world.bytes)
    for line in world.predictions {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let row = try #require(Int(cells[3]))
      #expect(String(cells[8]) == (outputs[row, 1] > outputs[row, 0] ? "1" : "0"))
    }
    #expect(world.predictions.count == 60)
  }

  @Test("reads token numbers as they are, there and in the student it exports")
  func tokens() throws {
    var job = job(
      "{transformer: {vocabulary: 30, layers: 1, width: 8, heads: 2, pooling: mean}}",
      training: "{epochs: 2}")
    let rows: [[Double]] = (0..<360).map { row in
      (0..<6).map { column in
        let token: Int = (row * 7 + column * column) % 31
        return Double(token - 1)
      }
    }
    job.members["student.npy"] = NumPy.matrix(rows)
    let world = try exported(job)
    #expect(world.model.standardisation == nil)
    #expect(world.model.network.vocabulary == 30)
    _ = try world.model.predictions(world.features)
    let strangers = Tensor(rows: 1, columns: 6, values: [0, 1, 2, 30, 4, 5])
    #expect(throws: StudentModelError.notAToken(row: 0, column: 3, vocabulary: 30)) {
      try world.model.predictions(strangers)
    }
  }

  private func exported(
    _ job: PlantedJob
  ) throws -> (model: StudentModel, bytes: [UInt8], features: Tensor, predictions: [Substring]) {
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    #expect(world.runs.allSatisfy { $0.status == .finished })
    let file = try #require(world.seal?.files.first { $0.name.hasSuffix(".safetensors") })
    let bytes = try #require(world.objects[file.sha256])
    let table = try #require(world.seal?.files.first { $0.name == "predictions.csv" })
    let lines = String(decoding: try #require(world.objects[table.sha256]), as: UTF8.self)
      .split(separator: "\n").dropFirst()
    let parsed = try ParsedSpecification(
      yaml: job.yaml, methods: Methods.registry, networks: NetworkKinds.registry)
    let dataset = try Dataset(
      parsed.specification.data, source: MemoryMembers(job.members))
    let raw = try #require(dataset.modality("regular")?.features).tensor()
    return (try StudentModel(bytes: bytes), bytes, raw, Array(lines))
  }
}
