import Specifications
import Testing

@Suite("A good file warns") struct WarningTests {
  @Test("of pairs that are skipped")
  func skipped() {
    let message = Example.message(
      Example.small(more: "sweep: {teacher.modality: [a, b]}"))
    #expect(
      message == """
        job.yaml:10:9: warning: pairs of one modality are skipped
          10 | sweep: {teacher.modality: [a, b]}
             |         ^^^^^^^^^^^^^^^^
          found 'b' to 'b'
        """)
  }

  @Test("of a word that its sweep does not hold, which is no number")
  func unsweptWord() {
    let message = Example.message(
      Example.small(
        method: "method: {hinton: {convention: paper}}", more: "sweep: {method.convention: [code]}")
    )
    #expect(message.contains("warning: value is not run"))
  }

  @Test("of a value that its sweep does not hold")
  func unswept() {
    let message = Example.message(
      Example.small(
        method: "method: {hinton: {lambda: 0.3}}", more: "sweep: {method.lambda: [0, 1]}"))
    #expect(
      message == """
        job.yaml:9:27: warning: value is not run
          9 | method: {hinton: {lambda: 0.3}}
            |                           ^^^
          'method.lambda' is swept, and its list does not hold this value
        """)
  }

  @Test("of a modality nobody uses")
  func unused() {
    let message = Example.message(
      Example.small(modalities: "modalities: {a: a.npy, b: b.npy, c: c.npy}"))
    #expect(
      message == """
        job.yaml:4:36: warning: modality is never used
          4 |   modalities: {a: a.npy, b: b.npy, c: c.npy}
            |                                    ^
          expected it as teacher or student, or in 'sweep'
        """)
  }

  @Test("of settings without effect")
  func lbfgs() {
    let message = Example.message(
      Example.small(more: "training: {optimizer: lbfgs, epochs: 5, clip: 1}"))
    #expect(
      message == """
        job.yaml:10:30: warning: 'training.epochs' has no effect
          10 | training: {optimizer: lbfgs, epochs: 5, clip: 1}
             |                              ^^^^^^
          L-BFGS takes all rows at once; its bound is 'iterations'

        job.yaml:10:41: warning: 'training.clip' has no effect
          10 | training: {optimizer: lbfgs, epochs: 5, clip: 1}
             |                                         ^^^^
          L-BFGS takes all rows at once; its bound is 'iterations'
        """)
  }

  @Test("of a single seed")
  func seed() {
    let message = Example.message(
      Example.small(more: "seeds: 1"))
    #expect(
      message == """
        job.yaml:10:8: warning: one seed
          10 | seeds: 1
             |        ^
          expected several, to tell a gain from luck
          the default is 10
        """)
  }

  @Test("of nothing where there is nothing")
  func none() {
    let message = Example.message(
      Example.yaml)
    #expect(
      message == """

        """)
  }
}
