import ArgumentParser
import Foundation
import Glibc
import Inbox
import Tensors

/// Reads one archive from standard input and answers with one frame. Started by Retort itself.
struct IntakeChildCommand: ParsableCommand {
  static let name = "intake-child"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  @Argument(help: "The order, as JSON.")
  var order: String

  func run() throws {
    let mouth = try FrameMouth.takingStandardOutput()
    let order = try JSONDecoder().decode(IntakeOrder.self, from: Data(order.utf8))
    try mouth.say(
      BundleChecking.child(borrowing: order.borrowed).answer(
        order, archive: Descriptor.standardInput()))
  }
}

/// Reads one order from standard input and answers with frames. Started by Retort itself.
struct WorkerChildCommand: ParsableCommand {
  static let name = "worker-child"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  @Argument(help: "What the parent calls this build.")
  var build: String

  func run() throws {
    let code = JobWork.child(build: build).run()
    if code != 0 { Glibc.exit(code) }
  }
}

/// Measures products with the kernels that are taken where nobody picks any, and says so as JSON. Started
/// by `retort doctor`.
struct SpeedChildCommand: ParsableCommand {
  static let name = "speed-child"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  func run() throws {
    try JSONLine.say(ProductSpeed.measured())
  }
}
