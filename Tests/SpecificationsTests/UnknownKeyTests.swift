import Specifications
import Testing

@Suite("An unknown key") struct UnknownKeyTests {
  @Test("of a method gets the nearest one")
  func option() {
    let message = Example.message(
      Example.small(method: "method: {hinton: {lamda: 0.5}}"))
    #expect(
      message == """
        job.yaml:9:19: unknown key
          9 | method: {hinton: {lamda: 0.5}}
            |                   ^^^^^
          expected one of: lambda, temperature, convention
          did you mean 'lambda'?
        """)
  }

  @Test("at the top level gets the nearest one")
  func top() {
    let message = Example.message(
      Example.small(more: "trainning: {epochs: 3}"))
    #expect(
      message == """
        job.yaml:10:1: unknown key
          10 | trainning: {epochs: 3}
             | ^^^^^^^^^
          expected one of: retort, name, priority, rerun, experiment, data, teacher, student, method, training, seeds, splits, sweep, information, distil, metric
          did you mean 'training'?
        """)
  }

  @Test("that belongs elsewhere is told where")
  func elsewhere() {
    let message = Example.message(
      Example.small(more: "epochs: 3"))
    #expect(
      message == """
        job.yaml:10:1: unknown key
          10 | epochs: 3
             | ^^^^^^
          expected one of: retort, name, priority, rerun, experiment, data, teacher, student, method, training, seeds, splits, sweep, information, distil, metric
          'epochs' belongs under 'training'
        """)
  }

  @Test("in block style is found where it stands")
  func nested() {
    let message = Example.message(
      Example.small(more: "training:\n  stop:\n    patienc: 3"))
    #expect(
      message == """
        job.yaml:12:5: unknown key
          12 |     patienc: 3
             |     ^^^^^^^
          expected one of: patience
          did you mean 'patience'?
        """)
  }

  @Test("for a method lists the methods")
  func method() {
    let message = Example.message(
      Example.small(method: "method: {hintn: {lambda: 1}}"))
    #expect(
      message == """
        job.yaml:9:10: unknown method
          9 | method: {hintn: {lambda: 1}}
            |          ^^^^^
          expected one of: hinton, generalized, losses
          did you mean 'hinton'?
        """)
  }

  @Test("for an optimizer lists the optimizers")
  func optimizer() {
    let message = Example.message(
      Example.small(more: "training: {optimizer: adamx}"))
    #expect(
      message == """
        job.yaml:10:23: unknown optimizer
          10 | training: {optimizer: adamx}
             |                       ^^^^^
          expected one of: sgd, rmsprop, adam, adamw, lbfgs
          did you mean 'adam'?
        """)
  }

  @Test("for a modality lists the modalities")
  func modality() {
    let message = Example.message(
      Example.small(teacher: "teacher: {modality: aa, network: linear}"))
    #expect(
      message == """
        job.yaml:7:21: unknown modality
          7 | teacher: {modality: aa, network: linear}
            |                     ^^
          expected one of: a, b
          did you mean 'a'?
        """)
  }

  @Test("for a swept modality is found too")
  func sweptModality() {
    let message = Example.message(
      Example.small(more: "sweep: {student.modality: [b, bb]}"))
    #expect(
      message == """
        job.yaml:10:31: unknown modality
          10 | sweep: {student.modality: [b, bb]}
             |                               ^^
          expected one of: a, b
          did you mean 'b'?
        """)
  }

  @Test("in a sweep names what can be swept")
  func sweep() {
    let message = Example.message(
      Example.small(more: "sweep: {lambda: [0.1, 0.2], seeds: [1, 2], training.epochs: [5, 6]}"))
    #expect(
      message == """
        job.yaml:10:9: unknown key in 'sweep'
          10 | sweep: {lambda: [0.1, 0.2], seeds: [1, 2], training.epochs: [5, 6]}
             |         ^^^^^^
          expected one of: teacher.modality, student.modality, method.lambda, method.temperature, method.convention, or another key of the file, as training.epochs (docs/sweeps.md lists them)
          did you mean 'method.lambda'?

        job.yaml:10:29: key cannot be swept
          10 | sweep: {lambda: [0.1, 0.2], seeds: [1, 2], training.epochs: [5, 6]}
             |                             ^^^^^
          expected one of: teacher.modality, student.modality, method.lambda, method.temperature, method.convention, or another key of the file, as training.epochs (docs/sweeps.md lists them)
          'seeds: N' already repeats every run with N seeds
        """)
  }

  @Test("in a sweep written as a mapping shows the whole key")
  func nestedSweep() {
    let message = Example.message(
      Example.small(more: "sweep: {method: {lambda: [0.1]}}"))
    #expect(
      message == """
        job.yaml:10:17: wrong type for 'method'
          10 | sweep: {method: {lambda: [0.1]}}
             |                 ^^^^^^^^^^^^^^^
          found a mapping
          expected a list, each a method's name, or a mapping from it to its options
          write the whole key in one: 'method.lambda: [...]'
        """)
  }

  @Test("for an estimator gets the nearest one")
  func estimator() {
    let message = Example.message(
      Example.small(more: "information: {estimators: [ksg, gausian]}"))
    #expect(
      message == """
        job.yaml:10:33: unknown value of 'information.estimators'
          10 | information: {estimators: [ksg, gausian]}
             |                                 ^^^^^^^
          expected one of: ksg, gaussian, plugin
          did you mean 'gaussian'?
        """)
  }

  @Test("with control characters cannot paint the terminal")
  func hidden() {
    let message = Example.message(
      Example.small(more: "\"see\\u001b[31m\": 1"))
    #expect(
      message == #"""
        job.yaml:10:1: unknown key
          10 | "see\u001b[31m": 1
             | ^^^^^^^^^^^^^^^
          found see\u{1b}[31m
          expected one of: retort, name, priority, rerun, experiment, data, teacher, student, method, training, seeds, splits, sweep, information, distil, metric
          remove it, or correct its name
        """#)
  }
}
