import Specifications
import Testing

@Suite("Parts that do not fit together") struct CrossCheckTests {
  @Test("fractions over 1")
  func fractions() {
    let message = Example.message(
      Example.small(split: "split: {train: 0.8, validation: 0.2, test: 0.4}"))
    #expect(
      message == """
        job.yaml:6:3: fractions of 'data.split' add up to more than 1
          6 |   split: {train: 0.8, validation: 0.2, test: 0.4}
            |   ^^^^^
          found 1.4 in all
          expected train + validation + test of at most 1
        """)
  }

  @Test("fractions beside files")
  func mixed() {
    let message = Example.message(
      Example.small(split: "split: {train: 0.8, test: test.npy}"))
    #expect(
      message == """
        job.yaml:6:18: fractions and files in one split
          6 |   split: {train: 0.8, test: test.npy}
            |                  ^^^
          expected a file of row numbers, as for the other parts
          give all parts as fractions, or all as files
        """)
  }

  @Test("labels and target")
  func both() {
    let message = Example.message(
      Example.small(target: "labels: y.npy\n  target: z.npy"))
    #expect(
      message == """
        job.yaml:6:3: both 'labels' and 'target'
          6 |   target: z.npy
            |   ^^^^^^
          expected 'labels' for classes, or 'target' for real numbers
          remove one of the two
        """)
  }

  @Test("a stratified split of real numbers")
  func stratify() {
    let message = Example.message(
      Example.small(
        target: "target: y.npy", split: "split: {train: 0.5, test: 0.5, stratify: true}"))
    #expect(
      message == """
        job.yaml:6:44: nothing to stratify by
          6 |   split: {train: 0.5, test: 0.5, stratify: true}
            |                                            ^^^^
          found 'stratify: true' with a target of real numbers
          expected labels
          remove 'stratify'
        """)
  }

  @Test("a column and an array")
  func columnAndArray() {
    let message = Example.message(
      Example.small(target: "labels: {file: y.npz, array: y, column: y}"))
    #expect(
      message == """
        job.yaml:5:25: both 'column' and 'array'
          5 |   labels: {file: y.npz, array: y, column: y}
            |                         ^^^^^
          expected 'column' for a table, or 'array' for an .npz or .safetensors file
          remove one of the two
        """)
  }

  @Test("ids of a modality without ids of the labels")
  func ids() {
    let message = Example.message(
      Example.small(modalities: "modalities: {a: {file: a.csv, ids: {column: id}}, b: b.npy}"))
    #expect(
      message == """
        job.yaml:4:16: ids without 'data.ids'
          4 |   modalities: {a: {file: a.csv, ids: {column: id}}, b: b.npy}
            |                ^
          expected 'data.ids', the ids of the label rows, to which these are matched
          add 'ids:' under 'data', or remove the modality's ids
        """)
  }

  @Test("L-BFGS with a network that is not linear")
  func lbfgs() {
    let message = Example.message(
      Example.small(
        student: "student: {modality: b, network: {mlp: [8]}}", more: "training: {optimizer: lbfgs}"
      ))
    #expect(
      message == """
        job.yaml:10:23: L-BFGS with a network that is not linear
          10 | training: {optimizer: lbfgs}
             |                       ^^^^^
          found 'lbfgs' with 'student.network: {mlp: …}'
          expected sgd, rmsprop, adam or adamw
          leave 'optimizer' out: linear networks then get lbfgs, others adamw
        """)
  }

  @Test("a teacher and a student of the same modality")
  func same() {
    let message = Example.message(
      Example.small(student: "student: {modality: a, network: linear}"))
    #expect(
      message == """
        job.yaml:8:21: teacher and student see the same modality
          8 | student: {modality: a, network: linear}
            |                     ^
          expected two modalities
          other modalities of the data: b
        """)
  }

  @Test("a grid in which every pair is of one modality")
  func sameSwept() {
    let message = Example.message(
      Example.small(more: "sweep: {teacher.modality: [b], student.modality: [b]}"))
    #expect(
      message == """
        job.yaml:10:9: teacher and student see the same modality
          10 | sweep: {teacher.modality: [b], student.modality: [b]}
             |         ^^^^^^^^^^^^^^^^
          expected two modalities
          other modalities of the data: a
        """)
  }

  @Test("several configurations without validation rows")
  func selection() {
    let message = Example.message(
      Example.small(
        split: "split: {train: 0.5, validation: none, test: 0.5}",
        method: "method: {hinton: {lambda: [0, 1]}}"))
    #expect(
      message == """
        job.yaml:9:19: several configurations without validation rows
          9 | method: {hinton: {lambda: [0, 1]}}
            |                   ^^^^^^
          found 2 values of 'method.lambda' with 'validation: none'
          expected one configuration
          give validation rows, or one value
        """)
  }

  @Test("early stopping without validation rows")
  func patience() {
    let message = Example.message(
      Example.small(
        split: "split: {train: 0.5, validation: none, test: 0.5}",
        more: "training: {stop: {patience: 3}}"))
    #expect(
      message == """
        job.yaml:10:18: early stopping without validation rows
          10 | training: {stop: {patience: 3}}
             |                  ^^^^^^^^^^^^^
          found 'stop' with 'validation: none'
          expected 'stop: none'
          remove 'stop', or give validation rows
        """)
  }

  @Test("a list in the method and in the sweep")
  func twice() {
    let message = Example.message(
      Example.small(
        method: "method: {hinton: {lambda: [0, 1]}}", more: "sweep: {method.lambda: [0.5, 1]}"))
    #expect(
      message == """
        job.yaml:10:9: 'method.lambda' is swept twice
          10 | sweep: {method.lambda: [0.5, 1]}
             |         ^^^^^^^^^^^^^
          expected one list
          remove the list under 'method' or the one under 'sweep'
        """)
  }

  @Test("a sweep of more than 10 000 configurations")
  func cells() {
    let message = Example.message(
      Example.small(more: Example.largeSweep))
    #expect(
      message == """
        job.yaml:10:1: sweep too large
          10 | sweep:
             | ^^^^^
          found 101 × 100 = 10 100 configurations
          expected at most 10 000
          sweep fewer values, or split the job
        """)
  }
}
