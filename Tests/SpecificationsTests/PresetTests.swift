import Specifications
import Testing

@Suite("A preset") struct PresetTests {
  private let modalities = "modalities: {a: a.npy, b: b.npy, c: c.npy, d: d.npy}"

  private func specification(_ yaml: String) throws -> JobSpecification {
    try Example.parsed(yaml).specification
  }

  @Test("is the file one would write without it: the same job")
  func identity() throws {
    let pairs = [
      (
        Example.small(more: "experiment: control-panel"),
        Example.small(more: "sweep: {method.lambda: [0.25, 0.5, 0.75, 1]}")
      ),
      (
        Example.small(more: "experiment: label-budget"),
        Example.small(more: "sweep: {data.split.labels: [50, 100, 200, all]}")
      ),
      (
        Example.small(
          modalities: modalities, teacher: "teacher: {network: linear}",
          more: "experiment: teacher-choice"),
        Example.small(modalities: modalities, more: "sweep: {teacher.modality: [a, c, d]}")
      ),
    ]
    for (preset, written) in pairs {
      let job = try Example.parsed(preset)
      #expect(try job.specification == specification(written))
      #expect(try job.settings == Example.parsed(written).settings)
      #expect(job.warnings.isEmpty)
    }
  }

  @Test("leaves to the file what the file says")
  func precedence() throws {
    let panel = try specification(
      Example.small(
        method: "method: {hinton: {lambda: [0.5, 1]}}",
        more: "experiment: control-panel\nsweep: {training.epochs: [5, 6]}"))
    #expect(panel.sweep.map(\.key) == ["training.epochs", "method.lambda"])
    #expect(panel.sweep[1].values == [.number(0.5), .number(1)])
    let budget = try specification(
      Example.small(more: "experiment: label-budget\nsweep: {data.split.labels: [20, 40]}"))
    #expect(budget.sweep.map(\.values) == [[.integer(20), .integer(40)]])
    let choice = try specification(
      Example.small(
        modalities: modalities, teacher: "teacher: {network: linear}",
        more: "experiment: teacher-choice\ndistil: false\nsweep: {teacher.modality: [c, d]}"))
    #expect(choice.sweptPairs.map(\.teacher) == ["c", "d"])
    #expect(!choice.distil)
  }

  @Test("tries every pair where students are swept too")
  func students() throws {
    let job = try specification(
      Example.small(
        modalities: "modalities: {a: a.npy, b: b.npy}", teacher: "teacher: {network: linear}",
        student: "student: {network: linear}",
        more: "experiment: teacher-choice\nsweep: {student.modality: [a, b]}"))
    #expect(
      job.sweptPairs.filter { $0.teacher != $0.student }.map { [$0.teacher, $0.student] }
        == [["a", "b"], ["b", "a"]])
  }

  @Test("shows a file that can be read", arguments: Preset.allCases)
  func snippet(preset: Preset) throws {
    let yaml =
      """
      retort: 1
      name: shown by retort experiments
      data:
        modalities: {pixels: pixels.npy, morphology: morphology.npy, zernike: zernike.npy}
        labels: labels.npy
        split: {train: 0.5, test: 0.5}

      """ + preset.snippet + "\n"
    let parsed = try Example.parsed(yaml)
    for axis in preset.fills { #expect(parsed.specification.sweep.contains(axis)) }
    #expect(!parsed.specification.sweep.isEmpty)
    #expect(JobSchemaTests.complaints(yaml).isEmpty)
  }

  @Test("that nobody knows gets the nearest one")
  func unknown() {
    #expect(
      Example.message(Example.small(more: "experiment: label-buget")) == """
        job.yaml:10:13: unknown value of 'experiment'
          10 | experiment: label-buget
             |             ^^^^^^^^^^^
          expected one of: control-panel, label-budget, teacher-choice
          did you mean 'label-budget'?
        """)
  }

  @Test("needs a modality the data lacks")
  func lacking() {
    let one = Example.small(
      teacher: "teacher: {network: linear}", more: "experiment: teacher-choice")
    #expect(
      Example.message(one) == """
        job.yaml:10:13: too few modalities to choose a teacher from
          10 | experiment: teacher-choice
             |             ^^^^^^^^^^^^^^
          found besides the student's: 'a'
          expected two modalities or more besides the student's in 'data.modalities'
          add a modality to the bundle, or remove 'experiment'
        """)
  }

  @Test("that has nothing left to ask is refused")
  func pointless() {
    let teacher = Example.small(modalities: modalities, more: "experiment: teacher-choice")
    #expect(
      Example.message(teacher) == """
        job.yaml:7:21: the teacher is chosen already
          7 | teacher: {modality: a, network: linear}
            |                     ^
          found 'teacher.modality', which 'teacher-choice' varies
          expected a teacher without a modality
          remove it, or write 'sweep: {teacher.modality: [...]}'
        """)
    let labels = Example.small(
      split: "split: {train: 0.5, test: 0.5, labels: 100}", more: "experiment: label-budget")
    #expect(
      Example.message(labels) == """
        job.yaml:6:42: the number of labels is fixed
          6 |   split: {train: 0.5, test: 0.5, labels: 100}
            |                                          ^^^
          found 'data.split.labels', which 'label-budget' varies
          expected several budgets
          remove it, or write 'sweep: {data.split.labels: [50, 100, all]}'
        """)
    let budget = Example.small(more: "experiment: label-budget\nsweep: {data.split.labels: [50]}")
    #expect(
      Example.message(budget) == """
        job.yaml:11:28: nothing to compare
          11 | sweep: {data.split.labels: [50]}
             |                            ^^^^
          found one value of 'data.split.labels'
          expected several, for 'label-budget' compares them
          write more values, or leave the list to the preset
        """)
    let weight = Example.small(
      method: "method: {hinton: {lambda: 0.5}}", more: "experiment: control-panel")
    #expect(
      Example.message(weight) == """
        job.yaml:9:27: nothing to control at full weight
          9 | method: {hinton: {lambda: 0.5}}
            |                           ^^^
          found 'method.lambda' without 1
          expected 1 and another value
          write a list such as [0.25, 0.5, 0.75, 1], or leave 'lambda' to the preset
        """)
    let weights = Example.small(more: "experiment: control-panel\nsweep: {method.lambda: [0, 0.5]}")
    #expect(
      Example.message(weights) == """
        job.yaml:11:24: nothing to control at full weight
          11 | sweep: {method.lambda: [0, 0.5]}
             |                        ^^^^^^^^
          found 'method.lambda' without 1
          expected 1 and another value
          write a list such as [0.25, 0.5, 0.75, 1], or leave 'lambda' to the preset
        """)
    let verdicts = Example.small(more: "experiment: control-panel\ndistil: false")
    #expect(
      Example.message(verdicts) == """
        job.yaml:11:9: nothing to control
          11 | distil: false
             |         ^^^^^
          found 'distil: false' with 'control-panel'
          expected students to be distilled
          remove 'distil', or 'experiment'
        """)
    let method = Example.small(method: "method: generalized", more: "experiment: control-panel")
    #expect(
      Example.message(method) == """
        job.yaml:9:9: the method has no weight to vary
          9 | method: generalized
            |         ^^^^^^^^^^^
          found 'generalized', which has no option 'lambda'
          expected a method with 'lambda'
          remove 'experiment'
        """)
    let validation = Example.small(
      split: "split: {train: 0.5, validation: none, test: 0.5}", more: "experiment: control-panel")
    #expect(
      Example.message(validation) == """
        job.yaml:10:13: several configurations without validation rows
          10 | experiment: control-panel
             |             ^^^^^^^^^^^^^
          found 4 values of 'method.lambda' with 'validation: none'
          expected one configuration
          give validation rows, or one value
        """)
  }
}

@Suite("Verdicts and labels alone") struct VerdictsOnlyTests {
  @Test("distil: false stops at the verdicts, and is part of what is hashed")
  func distil() throws {
    let job = try Example.parsed(Example.small(more: "distil: false")).specification
    #expect(!job.distil)
    #expect(canonicalJSON(of: job).contains(#""distil":false"#))
    let usual = try Example.parsed(Example.small(more: "distil: true")).specification
    #expect(usual == (try Example.parsed(Example.small()).specification))
  }

  @Test("warns of options that nothing uses")
  func options() {
    #expect(
      Example.message(
        Example.small(method: "method: {hinton: {lambda: [0, 1]}}", more: "distil: false")) == """
          job.yaml:10:9: warning: options of the method are swept, but nothing is distilled
            10 | distil: false
               |         ^^^^^
            remove the lists of options, or 'distil: false'
          """)
  }

  @Test("data.split.labels bounds the labels of train, whatever the split")
  func labels() throws {
    for split in [
      "split: {train: 0.5, test: 0.5, labels: 50}",
      "split: {train: train.npy, test: test.npy, labels: 50}",
      "split: {file: split.csv, labels: 50}",
    ] {
      let job = try Example.parsed(Example.small(split: split)).specification
      #expect(job.data.labelBudget == 50)
      #expect(canonicalJSON(of: job).contains(#""labels":50"#))
    }
    let all = try Example.parsed(
      Example.small(split: "split: {train: 0.5, test: 0.5, labels: all}"))
    #expect(all.specification == (try Example.parsed(Example.small()).specification))
    #expect(
      Example.message(Example.small(split: "split: {train: 0.5, test: 0.5, labels: 0}")) == """
        job.yaml:6:42: value of 'data.split.labels' out of range
          6 |   split: {train: 0.5, test: 0.5, labels: 0}
            |                                          ^
          expected a whole number from 1 to 1000000000, or all
        """)
    #expect(
      Example.message(Example.small(split: "split: {train: 0.5, test: 0.5, labels: al}")) == """
        job.yaml:6:42: wrong type for 'data.split.labels'
          6 |   split: {train: 0.5, test: 0.5, labels: al}
            |                                          ^^
          expected a whole number from 1 to 1000000000, or all
        """)
  }
}
