import Foundation
import Inbox
import Tensors

/// What this machine multiplies with where the environment picks nothing: measured by a child, since the
/// choice is made once a process.
enum SpeedChild {
  private static let wallSeconds = 10.0

  /// - Returns: `nil` where the child could not say.
  static func measured() -> ProductSpeed? {
    var environment = ProcessInfo.processInfo.environment
    environment["OPENBLAS_CORETYPE"] = nil
    let program = ChildProgram.retort(SpeedChildCommand.name, inherited: environment)
    // A child dies with its spawner.
    let spawner = Spawner()
    defer { withExtendedLifetime(spawner) {} }
    guard let child = try? spawner.spawn(program, input: nil, limits: ChildLimits()) else {
      return nil
    }
    var said: [UInt8] = []
    let ending = child.listen(
      wallSeconds: wallSeconds, onOutput: { bytes throws(ListenError) in said += bytes })
    guard ending.isClean else { return nil }
    return try? JSONDecoder().decode(ProductSpeed.self, from: Data(said))
  }
}
