import Digests
import Foundation
import Records

/// Everything a run's numbers depend on. Two runs with the same identity are the same run.
///
/// A name, a priority, other arms and the number of workers are not part of it.
public struct RunIdentity: Sendable, Hashable, Codable {
  /// Raised by hand when numbers change; `EngineVersionTests` notices a change that was not raised.
  public static let engineVersion = 3

  public var engine = RunIdentity.engineVersion
  /// `fma` or `baseline`: what the processor's kernels make of the same sums.
  public var numerics: String
  public var threads: Int
  public var dataDigest: String
  public var splitDigest: String
  public var standardised: Bool
  /// `classes: 10` or `real`.
  public var task: String
  /// `teacher`, `student`, `folds`, `imitation`, `concatenation`, `late fusion`,
  /// `distilled`.
  public var role: String
  public var modalities: [String]
  public var network: String
  public var training: String
  public var weightDecay: Double
  public var labelSmoothing: Double
  /// Method and its option values, only where the run distils.
  public var method: String?
  /// What was done to the teacher's rows, and at which temperature class means were taken.
  public var control: String?
  /// Keys of the runs whose outputs this run reads.
  public var inputs: [String]
  public var seed: Int

  /// SHA-256 of the identity's canonical JSON (sorted keys).
  public var key: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only a non-finite number cannot be encoded, and specifications hold none.
    guard let json = try? encoder.encode(self) else {
      preconditionFailure("a run's identity holds a number that is not finite")
    }
    return Digest(of: json).hex
  }
}
