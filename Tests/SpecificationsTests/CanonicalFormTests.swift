import Specifications
import Testing

@Suite("The canonical form") struct CanonicalFormTests {
  @Test("writes every default out, sorted, without name, priority and rerun")
  func whole() throws {
    let job = try Example.parsed(Example.small(more: "priority: 3\nrerun: true")).specification
    #expect(
      canonicalJSON(of: job)
        == #"{"data":{"ids":null,"labels":{"array":null,"classes":null,"column":null,"file":"y.npy"},"#
        + #""modalities":{"a":{"array":null,"columns":null,"file":"a.npy","ids":null},"#
        + #""b":{"array":null,"columns":null,"file":"b.npy","ids":null}},"#
        + #""split":{"group":null,"seed":1,"stratify":true,"test":0.5,"train":0.5,"validation":null},"#
        + #""standardise":true},"information":{"estimators":["ksg","gaussian","plugin"]},"#
        + #""method":{"hinton":{"convention":"paper","lambda":0.5,"temperature":4.0}},"#
        + #""metric":"accuracy","retort":1,"seeds":10,"#
        + #""student":{"modality":"b","network":"linear"},"sweep":{},"#
        + #""teacher":{"modality":"a","network":"linear","targets":"cross-fitted"},"#
        + #""training":{"batch":64,"clip":null,"epochs":null,"initialisation":"glorot-uniform","#
        + #""optimizer":null,"stop":null,"weight_decay":0.0001}}"#)
  }

  @Test("is the same for other orders, comments, styles and spelled-out defaults")
  func formatting() throws {
    let other = """
      # the same job
      seeds: 10
      information:
        estimators:
          - gaussian
          - ksg
      method:
        hinton: {temperature: [1.0, 4], lambda: [.25, 0.5, 75e-2, 1], convention: paper}
      sweep: {student.modality: [morphology, "zernike"]}
      student:
        network: {dropout: 0.10, mlp: [64]}
      teacher: {targets: cross-fitted, network: {mlp: [128], dropout: 0}, modality: pixels}
      training:
        stop: {patience: 10}
        epochs: 60
        optimizer: {adamw: {beta1: 0.9, rate: 0.001}}
        batch: 128
      data:
        split: {seed: 1, test: 0.2, validation: 2e-1, train: 0.60}
        ids: {column: id, file: ids.csv}
        labels: {classes: classes.json, file: labels.npy}
        modalities:
          zernike: zernike.npy
          morphology: {file: 'morphology.npy'}
          pixels: pixels.npy
      name: "another name"
      retort: 1
      """
    let job = try Example.parsed(Example.yaml).specification
    #expect(canonicalJSON(of: try Example.parsed(other).specification) == canonicalJSON(of: job))
  }

  @Test(
    "changes with every value that may change a number",
    arguments: [
      ("seeds: 10", "seeds: 11"), ("0.25, 0.5", "0.25, 0.55"), ("rate: 1e-3", "rate: 2e-3"),
      ("seed: 1", "seed: 2"), ("file: pixels.npy", "file: pixels2.npy"), ("[128]", "[129]"),
      ("dropout: 0.1", "dropout: 0.2"), ("stop: {patience: 10}", "stop: none"),
      ("stratify: true", "stratify: false"), (", gaussian]", "]"),
    ])
  func differences(old: String, new: String) throws {
    let job = try Example.parsed(Example.yaml).specification
    let parts = Example.yaml.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let changed = try Example.parsed(parts.joined(separator: new)).specification
    #expect(canonicalJSON(of: changed) != canonicalJSON(of: job))
  }

  @Test("escapes texts and writes numbers in their shortest form")
  func values() {
    let value = CanonicalValue.object([
      "b": .text("a\"\\\n\u{1}é"), "a": .list([.number(0.1), .number(1e-7), .number(4), .null]),
    ])
    #expect(value.json == #"{"a":[0.1,1e-07,4.0,null],"b":"a\"\\\u000a\u0001é"}"#)
  }
}

@Suite("Non-default values") struct NonDefaultValueTests {
  @Test("are what a job says beyond the defaults, sorted by key")
  func rows() throws {
    let yaml = Example.small(
      student: "student: {modality: b, network: {mlp: [64, 32]}}",
      method: "method: {hinton: {lambda: [0, 1], temperature: 2, convention: paper}}",
      more: "training: {epochs: 60, batch: 32, optimizer: {sgd: {rate: 0.1}}, stop: none}\nseeds: 5"
    )
    let rows = try Example.parsed(yaml).specification.nonDefaultValues(
      methods: Example.methods, networks: Example.kinds)
    #expect(
      rows.map { "\($0.key) = \($0.text)" } == [
        "data.labels.file = y.npy", "data.modalities.a.file = a.npy",
        "data.modalities.b.file = b.npy", "data.split.test = 0.5", "data.split.train = 0.5",
        "method = hinton", "method.hinton.temperature = 2", "seeds = 5", "student.modality = b",
        "student.network.mlp = [64, 32]", "sweep.method.lambda = [0, 1]", "teacher.modality = a",
        "teacher.network = linear", "training.batch = 32", "training.epochs = 60",
        "training.optimizer = sgd", "training.stop = none",
      ])
  }
}
