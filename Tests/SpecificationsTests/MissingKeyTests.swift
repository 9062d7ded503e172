import Specifications
import Testing

@Suite("A missing key") struct MissingKeyTests {
  @Test("is shown with what to write, all at once")
  func all() {
    let message = Example.message(
      "retort: 1\nname: x\n")
    #expect(
      message == """
        job.yaml: missing key 'data'
          expected 'data:' with a mapping of modalities, labels or target, and split
          docs/job-yaml.md shows a whole file

        job.yaml: missing key 'teacher'
          expected 'teacher:' with a mapping of modality and network
          write e.g. 'teacher: {modality: NAME, network: {mlp: [64]}}'

        job.yaml: missing key 'student'
          expected 'student:' with a mapping of modality and network
          write e.g. 'student: {modality: NAME, network: {mlp: [64]}}'

        job.yaml: missing key 'method'
          expected 'method:' with a method's name, a mapping from it to its options, or a list of such methods
          known methods: hinton, generalized
        """)
  }

  @Test("in data")
  func data() {
    let message = Example.message(
      "retort: 1\nname: x\ndata:\n  ids: i.npy\nteacher: {network: linear}\nstudent: {modality: b}\nmethod: hinton\n"
    )
    #expect(
      message == """
        job.yaml:3:1: missing key 'data.modalities'
          3 | data:
            | ^^^^
          expected 'modalities:' with a mapping from names to files
          write e.g. 'modalities: {pixels: pixels.npy}'

        job.yaml:3:1: neither 'data.labels' nor 'data.target'
          3 | data:
            | ^^^^
          expected 'labels:' for classes, or 'target:' for real numbers
          write e.g. 'labels: {file: labels.npy}'

        job.yaml:3:1: missing key 'data.split'
          3 | data:
            | ^^^^
          expected 'split:' with fractions, index files, or a column
          write e.g. 'split: {train: 0.6, validation: 0.2, test: 0.2}'

        job.yaml:5:1: missing key 'teacher.modality'
          5 | teacher: {network: linear}
            | ^^^^^^^
          expected 'modality:' with a name of letters, digits and _ - . + (at most 64 characters)

        job.yaml:6:1: missing key 'student.network'
          6 | student: {modality: b}
            | ^^^^^^^
          expected 'network:' with linear, or a mapping of mlp, transformer, vision, convolution or fourier
          write 'network: linear' or 'network: {mlp: [64]}'
        """)
  }

  @Test("in a split")
  func split() {
    let message = Example.message(
      Example.small(split: "split: {train: 0.5}"))
    #expect(
      message == """
        job.yaml:6:3: missing key 'data.split.test'
          6 |   split: {train: 0.5}
            |   ^^^^^
          expected 'test:' with a number above 0 and at most 1
        """)
  }
}
