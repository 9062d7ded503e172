import ArgumentParser
import Foundation
import Gradients
import Networks
import Randomness
import Tensors

/// W5: a network that predicts the noise in noisy features, given the class and the time (DDPM).
struct DenoiserTraining: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w5", abstract: "Trains a conditional denoiser of features (128 → 256 × 3 → 64).")

  @Argument(help: "Folder with x.npy, y.npy.") var inputs: String
  @Option(help: "Batches of 256 rows.") var steps = 20_000

  private static let times = 1000
  private static let width = 64
  private static let classes = 10
  private static let batch = 256

  func run() throws {
    let inputs = Inputs(inputs)
    let features = try inputs.features("x")
    let labels = try inputs.labels("y")
    let denoiser = Denoiser(columns: features.columns, times: Self.times, classes: Self.classes)
    let program = denoiser.program(rows: Self.batch)
    var update = Update(
      .adam(rate: 1e-3), layout: denoiser.layout, weightDecay: 0, momentsAt: program.end)
    let arena = Arena(count: update.end)
    arena.write(denoiser.start(key: 1), to: program.parameters)

    var stream = RandomStream(seed: 0, role: .student, purpose: .order)
    var rows = [Int32](repeating: 0, count: Self.batch)
    var times = [Float](repeating: 0, count: Self.batch)
    var named = [Float](repeating: 0, count: Self.batch)
    var (total, counted) = (0.0, 0)
    let meter = Meter()
    for step in 0..<steps {
      for row in 0..<Self.batch {
        rows[row] = Int32(stream.integer(below: features.rows))
        times[row] = Float(stream.integer(below: Self.times))
        let isNamed = stream.uniform() >= 0.1
        named[row] = Float(isNamed ? labels[Int(rows[row])] : Self.classes)
      }
      arena.gather(features, order: rows, range: 0..<Self.batch, into: program.inputs[0])
      arena.fillNormal(program.inputs[1], key: 7, step: step)
      arena.write(times, to: program.inputs[2])
      arena.write(named, to: program.inputs[3])
      let loss = program.replay(on: arena)
      update.apply(
        on: arena, parameters: program.parameters, gradient: program.gradient, scale: 1, rate: 1e-3)
      if step >= steps - 500 { (total, counted) = (total + loss, counted + 1) }
    }
    let reading = meter.reading()
    let weights = 128 * 256 + 2 * 256 * 256 + 256 * 64
    try BenchResult(
      "w5", reading, samples: steps * Self.batch,
      operations: Double(steps * Self.batch) * Double(6 * weights), steps: steps,
      metrics: ["loss_last500": total / Double(max(counted, 1))]
    ).print()
  }
}

/// ε(√ᾱₜ x + √(1 − ᾱₜ) ε, t, class), with sinusoidal times and learned classes added.
private struct Denoiser {
  let layout: ParameterLayout
  private let columns: Int
  private let times: Int
  private let layers: [(weight: ParameterSlice, bias: ParameterSlice)]
  private let classes: ParameterSlice
  private let timeVectors: ParameterSlice
  private let signal: ParameterSlice
  private let noise: ParameterSlice

  init(columns: Int, times: Int, classes: Int) {
    self.columns = columns
    self.times = times
    var layout = ParameterLayout()
    let widths = [columns + 64, 256, 256, 256, columns]
    layers = (0..<4).map { layer in
      (
        layout.append(
          name: "layer \(layer) weight", shape: [widths[layer], widths[layer + 1]], decays: true),
        layout.append(name: "layer \(layer) bias", shape: [widths[layer + 1]], decays: false)
      )
    }
    self.classes = layout.append(
      name: "classes", shape: [classes + 1, 64], start: .normal(1), decays: false)
    // The schedule: tables that nothing trains.
    timeVectors = layout.append(
      name: "times", shape: [times, 64], decays: false, isTrained: false)
    signal = layout.append(name: "signal", shape: [times, 1], decays: false, isTrained: false)
    noise = layout.append(name: "noise", shape: [times, 1], decays: false, isTrained: false)
    self.layout = layout
  }

  func program(rows: Int) -> Program {
    Program(
      rows: rows, parameterCount: layout.count,
      inputs: [
        InputShape(name: "x", columns: columns), InputShape(name: "noise", columns: columns),
        InputShape(name: "time", columns: 1), InputShape(name: "class", columns: 1),
      ],
      loss: { tape in
        let (time, e) = (tape.input("time"), tape.input("noise"))
        let noisy =
          scaledRows(tape.input("x"), by: embedding(time, table: signal))
          + scaledRows(e, by: embedding(time, table: noise))
        let condition =
          embedding(time, table: timeVectors) + embedding(tape.input("class"), table: classes)
        var h = concatenate([noisy, condition])
        for (number, layer) in layers.enumerated() {
          h = linear(
            h, weight: layer.weight, bias: layer.bias, activation: number < 3 ? .silu : nil)
        }
        return 1 / Float(columns) * meanSquaredError(h, e)
      })
  }

  func start(key: UInt64) -> [Float] {
    var stream = RandomStream(key: key)
    var values = [Float](repeating: 0, count: layout.count)
    for (weight, bias) in layers {
      let limit = 1 / Double(weight.shape[0]).squareRoot()
      for index in weight.range { values[index] = Float(stream.uniform(-limit, limit)) }
      for index in bias.range { values[index] = Float(stream.uniform(-limit, limit)) }
    }
    for index in classes.range { values[index] = Float(stream.normal()) }
    var product = 1.0
    for time in 0..<times {
      product *= 1 - (1e-4 + (0.02 - 1e-4) * Double(time) / Double(times - 1))
      values[signal.offset + time] = Float(product.squareRoot())
      values[noise.offset + time] = Float((1 - product).squareRoot())
      for half in 0..<32 {
        let angle = Double(time) * exp(-log(10_000.0) * Double(half) / 32)
        values[timeVectors.offset + 64 * time + half] = Float(sin(angle))
        values[timeVectors.offset + 64 * time + 32 + half] = Float(cos(angle))
      }
    }
    return values
  }
}
