import Specifications
import Testing

@Suite("Optimizers, schedules and averages") struct TrainingKeyTests {
  private func training(_ text: String) throws -> TrainingSpecification {
    try Example.parsed(Example.networks(more: "training: \(text)")).specification.training
  }

  private func message(_ text: String) -> String {
    Example.message(Example.networks(more: "training: \(text)"))
  }

  @Test("are read with their defaults filled in")
  func read() throws {
    #expect(
      try training("{optimizer: {sgd: {nesterov: true}}}").optimizer
        == .sgd(rate: 0.1, momentum: 0.9, nesterov: true))
    #expect(
      try training("{optimizer: adam}").optimizer
        == .adam(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
    #expect(try training("{schedule: step}").schedule == .step(every: 10, factor: 0.1))
    #expect(try training("{schedule: {step: {every: 3}}}").schedule == .step(every: 3, factor: 0.1))
    #expect(try training("{schedule: cosine}").schedule == .cosine)
    #expect(try training("{schedule: {one-cycle: }}").schedule == .oneCycle(rise: 0.3))
    let rest = try training("{warmup: 5, average: 0.999}")
    #expect(rest.warmup == 5 && rest.average == 0.999 && rest.schedule == .constant)
  }

  @Test("are left out of the canonical form of jobs that do not use them")
  func identity() throws {
    let old = #"{"batch":64,"clip":null,"epochs":null,"initialisation":"glorot-uniform","#
    #expect(
      try training("{optimizer: sgd, schedule: constant, warmup: 0, average: none}").canonical.json
        == old + #""optimizer":{"sgd":{"momentum":0.9,"rate":0.1}},"stop":null,"#
        + #""weight_decay":0.0001}"#)
    #expect(
      try training("{schedule: {step: {factor: 0.5}}, warmup: 2, average: 0.99}").canonical.json
        == #"{"average":0.99,"batch":64,"clip":null,"epochs":null,"initialisation":"glorot-uniform","#
        + #""optimizer":null,"schedule":{"step":{"every":10,"factor":0.5}},"stop":null,"#
        + #""warmup":2,"weight_decay":0.0001}"#)
  }

  @Test("say in a run's key what they said before there were more of them")
  func words() {
    #expect(
      "\(OptimizerSpecification.sgd(rate: 0.1, momentum: 0.9))" == "sgd(rate: 0.1, momentum: 0.9)")
    #expect(
      "\(OptimizerSpecification.adamw(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))"
        == "adamw(rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-08)")
    #expect(
      "\(OptimizerSpecification.lbfgs(iterations: 3, history: 4, tolerance: 1e-7))"
        == "lbfgs(iterations: 3, history: 4, tolerance: 1e-07)")
    #expect(
      "\(OptimizerSpecification.rmsprop(rate: 1, decay: 0.9, epsilon: 1e-6))"
        == "rmsprop(rate: 1.0, decay: 0.9, epsilon: 1e-06)")
    #expect(
      "\(OptimizerSpecification.sgd(rate: 0.1, momentum: 0.9, nesterov: true))"
        == "sgd(rate: 0.1, momentum: 0.9, nesterov: true)")
  }

  @Test("are rows of a job's provenance")
  func provenance() throws {
    let yaml = Example.networks(
      more: "training: {schedule: {step: {every: 5}}, warmup: 3, average: 0.9, optimizer: adam}")
    let rows = try Example.parsed(yaml).specification.nonDefaultValues(
      methods: Example.methods, networks: Example.kinds)
    #expect(
      rows.filter { $0.key.hasPrefix("training") }.map { "\($0.key) = \($0.text)" } == [
        "training.average = 0.9", "training.optimizer = adam", "training.schedule = step",
        "training.schedule.step.every = 5", "training.warmup = 3",
      ])
    let cosine = try Example.parsed(Example.networks(more: "training: {schedule: cosine}"))
    #expect(
      cosine.specification.nonDefaultValues(
        methods: Example.methods, networks: Example.kinds
      )
      .contains(NonDefaultValue(key: "training.schedule", text: "cosine")))
  }

  @Test("that nobody knows are told the nearest one")
  func unknown() {
    #expect(
      message("{schedule: cosin}") == """
        job.yaml:10:22: unknown schedule
          10 | training: {schedule: cosin}
             |                      ^^^^^
          expected one of: constant, step, cosine, one-cycle
          did you mean 'cosine'?
        """)
    #expect(
      message("{schedule: {step: {}, cosine: }}") == """
        job.yaml:10:33: not one schedule
          10 | training: {schedule: {step: {}, cosine: }}
             |                                 ^^^^^^
          found 'step', 'cosine'
          expected one of: constant, step, cosine, one-cycle
        """)
    #expect(message("{schedule: {one-cycle: {raise: 1}}}").contains("did you mean 'rise'?"))
  }

  @Test("out of range are told the range")
  func ranges() {
    let problems = message(
      "{average: 1, warmup: -1, schedule: {step: {every: 0, factor: 2}}}")
    for key in ["average", "warmup", "schedule.step.every", "schedule.step.factor"] {
      #expect(problems.contains("value of 'training.\(key)' out of range"), "\(key)")
    }
    #expect(problems.contains("expected a number above 0 and below 1, or none"))
  }

  @Test("that cancel each other out are refused")
  func crossed() {
    #expect(
      message("{optimizer: {sgd: {momentum: 0, nesterov: true}}}") == """
        job.yaml:10:53: nesterov without momentum
          10 | training: {optimizer: {sgd: {momentum: 0, nesterov: true}}}
             |                                                     ^^^^
          found 'momentum: 0'
          expected a momentum to look ahead along
          remove 'nesterov', or write 'momentum: 0.9'
        """)
    #expect(
      message("{epochs: 10, warmup: 10}") == """
        job.yaml:10:32: nothing left after the warm-up
          10 | training: {epochs: 10, warmup: 10}
             |                                ^^
          found 'warmup: 10' of 'epochs: 10'
          expected fewer epochs of warm-up than of training
          lower 'warmup', or raise 'epochs'
        """)
    #expect(
      message("{average: 0.99999999}").hasPrefix(
        "job.yaml:10:21: value of 'training.average' out of range"))
    let batchNorm = Example.networks(
      student: "student: {modality: b, network: {mlp: [8], normalisation: batch}}",
      more: "training: {batch: 1}")
    #expect(Example.message(batchNorm).contains("batches of one row with 'normalisation: batch'"))
    #expect(
      message("{schedule: one-cycle, warmup: 3}") == """
        job.yaml:10:41: the learning rate rises twice
          10 | training: {schedule: one-cycle, warmup: 3}
             |                                         ^
          found 'warmup' with 'schedule: one-cycle'
          expected one of the two
          remove 'warmup': one-cycle has its 'rise'
        """)
  }

  @Test("have no effect on L-BFGS, and a person is warned")
  func lbfgs() {
    let message = Example.message(
      Example.small(
        more: "training: {optimizer: lbfgs, schedule: cosine, warmup: 2, average: 0.9}"))
    for key in ["schedule", "warmup", "average"] {
      #expect(message.contains("warning: 'training.\(key)' has no effect"), "\(key)")
    }
  }
}
