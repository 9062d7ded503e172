/// `training:`.
enum TrainingKeys {
  static let epochs = ScalarKey<Int>(
    "training.epochs", 1...100_000,
    .optional("as many as 10 000 steps take (2 000 with `stop: none`), and at least 60"),
    "Most passes over the train rows.")
  static let batch = ScalarKey<Int>(
    "training.batch", 1...65_536, default: 64, "Rows in a step.")
  static let optimizer = KeyDescriptor(
    "training.optimizer", .shape("one of: \(QuotedText.list(optimizerNames))"),
    .optional("`lbfgs` for linear networks, `adamw` for others"),
    "How parameters move: a name, or a mapping from it to its options.")
  static let weightDecay = ScalarKey<Double>(
    "training.weight_decay", .closed(0...1000), default: 1e-4,
    "Strength w of (w/2)‖weights‖² beside the mean loss; decoupled for `adamw`; biases, norms and positions are free."
  )
  static let schedule = KeyDescriptor(
    "training.schedule", .shape("one of: \(QuotedText.list(scheduleNames))"),
    .defaultValue("constant"),
    "How the learning rate moves over the training: a name, or a mapping from it to its options.")
  static let every = ScalarKey<Int>(
    "training.schedule.step.every", 1...100_000, default: 10, "Epochs between two steps.")
  static let factor = ScalarKey<Double>(
    "training.schedule.step.factor", .above(0, atMost: 1), default: 0.1,
    "What the rate is multiplied by at every step.")
  static let rise = ScalarKey<Double>(
    "training.schedule.one-cycle.rise", .between(0, 1), default: 0.3,
    "Share of the training in which the rate rises.")
  static let warmup = ScalarKey<Int>(
    "training.warmup", 0...100_000, default: 0,
    "Epochs in which the learning rate rises step by step, before the schedule begins.")
  static let average = ScalarKey<Double?>(
    "training.average", word: "none", or: .between(0, 1),
    "Memory a step of the running mean of the weights, which is then validated and kept.")
  static let clip = ScalarKey<Double>(
    "training.clip", .above(0, atMost: 1e9), .optional("no bound"),
    "Upper bound of the gradient's norm.")
  static let stop = KeyDescriptor(
    "training.stop", .shape("none, or a mapping of patience"),
    .optional("a patience of 400 steps, and at least 10 epochs"),
    "When training ends early; `none` trains all epochs.")
  static let patience = ScalarKey<Int>(
    "training.stop.patience", 1...100_000,
    .optional("as many epochs as 400 steps take, and at least 10"),
    "Epochs without a better validation loss before training stops.")
  static let initialisation = ScalarKey<InitialisationSpecification>(
    "training.initialisation", default: .glorotUniform, "How weights begin; biases begin at 0.")

  static let optimizerNames = ["sgd", "rmsprop", "adam", "adamw", "lbfgs"]
  static let scheduleNames = ["constant", "step", "cosine", "one-cycle"]
  /// Schedules with options.
  static let scheduleMappings = ["step", "one-cycle"]

  static let momentum = ScalarKey<Double>(
    "training.optimizer.sgd.momentum", .from(0, below: 1), default: 0.9,
    "Share of the previous step that is kept.")
  static let decay = ScalarKey<Double>(
    "training.optimizer.rmsprop.decay", .from(0, below: 1), default: 0.9,
    "Memory of the mean squared gradient.")
  static let nesterov = ScalarKey<Bool>(
    "training.optimizer.sgd.nesterov", default: false,
    "Whether the gradient looks ahead along the momentum.")
  static let iterations = ScalarKey<Int>(
    "training.optimizer.lbfgs.iterations", 1...100_000, default: 2_000, "Most iterations.")
  static let history = ScalarKey<Int>(
    "training.optimizer.lbfgs.history", 1...100, default: 10, "Steps the curvature is made of.")
  static let tolerance = ScalarKey<Double>(
    "training.optimizer.lbfgs.tolerance", .above(0, atMost: 1), default: 1e-7,
    "Norm of the gradient at which it stops.")

  static func rate(of optimizer: String) -> ScalarKey<Double> {
    ScalarKey(
      "training.optimizer.\(optimizer).rate", .above(0, atMost: 1000),
      default: optimizer == "sgd" ? 0.1 : 1e-3, "Learning rate.")
  }

  static func epsilon(of optimizer: String) -> ScalarKey<Double> {
    ScalarKey(
      "training.optimizer.\(optimizer).epsilon", .above(0, atMost: 1),
      default: optimizer == "rmsprop" ? 1e-6 : 1e-8, "Keeps the division finite.")
  }

  /// - Parameter optimizer: `adam` or `adamw`.
  static func beta1(of optimizer: String) -> ScalarKey<Double> {
    ScalarKey(
      "training.optimizer.\(optimizer).beta1", .from(0, below: 1), default: 0.9,
      "Memory of the gradient.")
  }

  /// - Parameter optimizer: `adam` or `adamw`.
  static func beta2(of optimizer: String) -> ScalarKey<Double> {
    ScalarKey(
      "training.optimizer.\(optimizer).beta2", .from(0, below: 1), default: 0.999,
      "Memory of the squared gradient.")
  }

  private static func group(_ name: String, _ summary: String) -> KeyDescriptor {
    group("training.optimizer", name, summary)
  }

  private static func group(_ section: String, _ name: String, _ summary: String) -> KeyDescriptor {
    KeyDescriptor(
      "\(section).\(name)", .shape("a mapping of its options"), .optional("not used"), summary)
  }

  private static func adaptive(_ name: String, _ summary: String) -> [KeyDescriptor] {
    [
      group(name, summary), rate(of: name).descriptor, beta1(of: name).descriptor,
      beta2(of: name).descriptor, epsilon(of: name).descriptor,
    ]
  }

  static let all: [KeyDescriptor] =
    [
      epochs.descriptor, batch.descriptor, optimizer,
      group("sgd", "Stochastic gradient descent with momentum."), rate(of: "sgd").descriptor,
      momentum.descriptor, nesterov.descriptor,
      group("rmsprop", "RMSprop."), rate(of: "rmsprop").descriptor, decay.descriptor,
      epsilon(of: "rmsprop").descriptor,
    ]
    + adaptive("adam", "Adam, whose weight decay is part of the gradient.")
    + adaptive("adamw", "Adam with decoupled weight decay.")
    + [
      group("lbfgs", "Full-batch L-BFGS; linear networks only."), iterations.descriptor,
      history.descriptor, tolerance.descriptor,
      schedule, group("training.schedule", "step", "The rate falls in steps."), every.descriptor,
      factor.descriptor,
      group("training.schedule", "one-cycle", "The rate rises once, then falls to nearly 0."),
      rise.descriptor, warmup.descriptor, average.descriptor,
      weightDecay.descriptor, clip.descriptor, stop, patience.descriptor, initialisation.descriptor,
    ]
}
