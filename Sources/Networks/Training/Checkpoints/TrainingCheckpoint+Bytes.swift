extension TrainingCheckpoint {
  private static let format = ["format": "retort checkpoint", "version": "1"]

  /// A safetensors file; the same checkpoint gives the same bytes.
  public func bytes() -> [UInt8] {
    var file = SafeTensors(metadata: Self.format)
    func put(_ name: String, _ values: SafeTensors.Values) {
      file.arrays[name] = SafeTensors.NamedArray(shape: [values.count], values: values)
    }
    put("curve train", .float64(history.curve.map(\.trainLoss)))
    // A validation loss that is kept is finite: NaN stands for none.
    put("curve validation", .float64(history.curve.map { $0.validationLoss ?? .nan }))
    put("best epoch", .int64([Int64(history.best.epoch), Int64(history.best.since)]))
    put("best loss", .float64([history.best.loss]))
    switch state {
    case .miniBatches(let state):
      put("parameters", .float32(state.parameters))
      put("best", .float32(state.best))
      put("step", .int64([Int64(state.step)]))
      put("order position", .int64([Int64(bitPattern: state.orderPosition)]))
      if let average = state.average {
        put("average", .float32(average.values))
        put("average powers", .float64(average.powers))
      }
      for (index, phase) in state.phases.enumerated() {
        put("phase \(index) steps", .int64([Int64(phase.steps)]))
        put("phase \(index) first moment", .float32(phase.update.first))
        put("phase \(index) second moment", .float32(phase.update.second))
        put("phase \(index) powers", .float64([phase.update.beta1Power, phase.update.beta2Power]))
      }
    case .fullBatch(let state):
      put("parameters", .float64(state.parameters))
      put("best", .float32(state.best))
      put("loss", .float64([state.value.loss, state.value.penalised]))
      put("gradient", .float64(state.value.gradient))
      for (index, pair) in state.memory.enumerated() {
        put("memory \(index) step", .float64(pair.step))
        put("memory \(index) change", .float64(pair.change))
      }
    }
    return file.bytes()
  }

  /// Reads what `bytes()` wrote. Whether it belongs to a fit, `Trainer.canResume` says.
  public init(bytes: [UInt8]) throws(SafeTensorsError) {
    let file = try CheckpointFile(SafeTensors(bytes: bytes), format: Self.format)
    let train = try file.doubles("curve train")
    let validation = try file.doubles("curve validation", count: train.count)
    let best = try file.integers("best epoch", count: 2)
    history = FitHistory(
      curve: train.indices.map {
        EpochRecord(
          epoch: $0 + 1, trainLoss: train[$0],
          validationLoss: validation[$0].isNaN ? nil : validation[$0])
      },
      best: BestEpoch(
        epoch: best[0], loss: try file.doubles("best loss", count: 1)[0],
        since: best[1]))
    state =
      file.has("gradient")
      ? .fullBatch(try FullBatchState(file)) : .miniBatches(try MiniBatchState(file))
  }
}

extension MiniBatchState {
  fileprivate init(_ file: CheckpointFile) throws(SafeTensorsError) {
    parameters = try file.floats("parameters")
    best = try file.floats("best", count: parameters.count)
    step = try file.integers("step", count: 1)[0]
    orderPosition = UInt64(
      bitPattern: Int64(try file.integers("order position", count: 1)[0]))
    average = nil
    if file.has("average") {
      average = WeightAverage.State(
        values: try file.floats("average", count: parameters.count),
        powers: try file.doubles("average powers"))
    }
    phases = []
    while file.has("phase \(phases.count) steps") {
      let name = "phase \(phases.count)"
      let powers = try file.doubles("\(name) powers", count: 2)
      phases.append(
        Phase(
          steps: try file.integers("\(name) steps", count: 1)[0],
          update: Update.State(
            first: try file.floats("\(name) first moment"),
            second: try file.floats("\(name) second moment"), beta1Power: powers[0],
            beta2Power: powers[1])))
    }
  }
}

extension FullBatchState {
  fileprivate init(_ file: CheckpointFile) throws(SafeTensorsError) {
    parameters = try file.doubles("parameters")
    best = try file.floats("best", count: parameters.count)
    let loss = try file.doubles("loss", count: 2)
    value = FullBatchObjective.Value(
      loss: loss[0], penalised: loss[1],
      gradient: try file.doubles("gradient", count: parameters.count))
    memory = []
    while file.has("memory \(memory.count) step") {
      let name = "memory \(memory.count)"
      memory.append(
        LimitedMemory.Pair(
          step: try file.doubles("\(name) step", count: parameters.count),
          change: try file.doubles("\(name) change", count: parameters.count)))
    }
  }
}
