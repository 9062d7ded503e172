import Distillation
import Specifications
import Testing

@Suite("A good file") struct GoodFileTests {
  @Test("becomes typed values")
  func values() throws {
    let job = try Example.parsed(Example.yaml).specification
    #expect(job.name == "mfeat-pixels-to-morphology")
    #expect(job.data.modalities.map(\.name) == ["pixels", "morphology", "zernike"])
    #expect(
      job.data.target == .labels(ColumnReference(file: "labels.npy"), classes: "classes.json"))
    #expect(job.data.ids == ColumnReference(file: "ids.csv", column: "id"))
    #expect(
      job.data.split
        == .drawn(DrawnSplit(train: 0.6, validation: 0.2, test: 0.2, stratify: true, seed: 1)))
    #expect(job.teacher == LearnerSpecification(modality: "pixels", network: .init(hidden: [128])))
    #expect(job.student.network == NetworkSpecification(hidden: [64], dropout: 0.1))
    #expect(job.training.optimizer == .adamw(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
    #expect(job.training.stop == .patience(10))
    #expect(job.information.estimators == [.ksg, .gaussian])
    #expect(job.metric == .accuracy)
  }

  @Test("gets every default")
  func defaults() throws {
    let job = try Example.parsed(Example.small()).specification
    #expect(job.priority == 0 && !job.rerun && job.seeds == 10 && job.sweep.isEmpty)
    #expect(job.training == TrainingSpecification())
    #expect(job.targets == .crossFitted)
    #expect(
      job.method
        == MethodSpecification(
          name: "hinton",
          options: [
            "lambda": .number(0.5), "temperature": .number(4), "convention": .text("paper"),
          ])
    )
    #expect(job.information == InformationSpecification())
    #expect(job.data.standardise)
  }

  @Test("sweeps in one order, whichever way it was written")
  func sweepOrder() throws {
    let inMethod = try Example.parsed(
      Example.small(
        method: "method: {hinton: {temperature: [1, 4], lambda: [0, 1]}}",
        more: "sweep: {teacher.modality: [a]}")
    ).specification
    let inSweep = try Example.parsed(
      Example.small(
        teacher: "teacher: {network: linear}",
        more: "sweep: {method.lambda: [0, 1], teacher.modality: [a], method.temperature: [1, 4]}")
    ).specification
    #expect(
      inMethod.sweep.map(\.key) == ["teacher.modality", "method.lambda", "method.temperature"])
    #expect(inMethod == inSweep)
    #expect(SweepAxis.cellCount(of: inMethod.sweep) == 4)
  }

  @Test("may split by files, by a column, or without validation rows")
  func splits() throws {
    func split(_ text: String) throws -> SplitSpecification {
      try Example.parsed(Example.small(split: text)).specification.data.split
    }
    #expect(
      try split("split: {train: train.npy, test: {file: test.json}}")
        == .files(
          train: ColumnReference(file: "train.npy"), validation: nil,
          test: ColumnReference(file: "test.json"), validationPolicy: .held))
    #expect(
      try split("split: {file: split.csv, column: part}")
        == .column(ColumnReference(file: "split.csv", column: "part"), validationPolicy: .held))
    #expect(
      try split("split: {file: split.csv, column: part, group: {file: people.npy}}")
        == .column(
          ColumnReference(file: "split.csv", column: "part"), validationPolicy: .held,
          group: ColumnReference(file: "people.npy")))
    #expect(
      try split("split: {train: train.npy, test: test.npy, group: site}").group
        == ColumnReference(file: "y.npy", column: "site"))
    #expect(
      try split("split: {train: 0.5, validation: none, test: 0.5, group: site}")
        == .drawn(
          DrawnSplit(
            train: 0.5, validation: 0, test: 0.5,
            group: ColumnReference(file: "y.npy", column: "site"), validationPolicy: .none)))
  }

  @Test("has no early stopping where nothing validates")
  func noValidation() throws {
    let yaml = Example.small(split: "split: {train: 0.5, validation: none, test: 0.5}")
    #expect(try Example.parsed(yaml).specification.training.stop == .none)
  }

  @Test("of a regression selects by R²")
  func regression() throws {
    let job = try Example.parsed(Example.small(target: "target: {file: t.csv, column: y}"))
      .specification
    #expect(job.metric == .r2)
    #expect(job.data.target == .values(ColumnReference(file: "t.csv", column: "y")))
  }

  @Test("may be written on Windows, with a byte-order mark")
  func lineEndings() throws {
    let windows = "\u{FEFF}" + Example.yaml.split(separator: "\n").joined(separator: "\r\n")
    let expected = try Example.parsed(Example.yaml).specification
    #expect(try Example.parsed(windows).specification == expected)
    #expect(
      try ParsedSpecification(
        bytes: Array(windows.utf8), methods: Example.methods, networks: Example.kinds
      ).specification
        == expected)
  }

  @Test("must be UTF-8")
  func encoding() {
    let error = #expect(throws: SpecificationError.self) {
      try ParsedSpecification(
        bytes: Array("retort: 1\nname: ".utf8) + [0xE9], methods: Example.methods,
        networks: Example.kinds)
    }
    #expect(
      error?.description == """
        job.yaml: not UTF-8 text
          found other bytes on line 2
          expected UTF-8
          save the file as UTF-8
        """)
  }
}
