import Glibc
import Specifications

/// The operator's settings as they hold on this machine, in bytes and seconds.
public struct WorkSettings: Sendable, Hashable {
  public var workers: Int
  public var memoryBytes: Int
  /// One attempt of a job, on the clock.
  public var attemptSeconds: Double
  public var intakeSeconds: Double
  public var unpackedBytes: Int
  public var members: Int
  public var stopGraceSeconds: Double
  public var truncatedAfterSeconds: Int
  /// What stays free; with less, no drop is taken and no job is started.
  public var keepFreeBytes: Int
  /// The operator's program and its arguments, run after every job that has ended; empty: nothing.
  public var onFinish: [String]
  public var onFinishSeconds: Double

  /// - Parameters:
  ///   - processors: this process may use.
  ///   - memory: of the machine, in bytes.
  public init(_ settings: RootSettings, processors: Int, memory: Int) {
    workers = settings.workers ?? processors
    memoryBytes = settings.memoryGibibytes.map(Self.bytes) ?? memory / 4 * 3
    attemptSeconds = settings.timeHours * 3_600
    intakeSeconds = settings.intakeMinutes * 60
    unpackedBytes = Self.bytes(settings.unpackedGibibytes)
    members = settings.members
    stopGraceSeconds = Double(settings.stopGraceSeconds)
    truncatedAfterSeconds = settings.truncatedAfterSeconds
    keepFreeBytes = Self.bytes(settings.keepFreeGibibytes)
    onFinish = settings.onFinish
    onFinishSeconds = Double(settings.onFinishSeconds)
  }

  private static func bytes(_ gibibytes: Double) -> Int { Int(gibibytes * 1_073_741_824) }

  /// The settings of a root on this machine.
  /// - Throws: `SpecificationError` with every problem of `retort.yaml`, or `SystemError`.
  public init(_ root: Root) throws {
    self.init(try RootSettings(root), processors: Machine.processors, memory: Machine.memoryBytes)
  }
}

extension RootSettings {
  /// Larger than any settings a person writes.
  private static let largestFile = 1 << 20

  /// `retort.yaml` of a root; the standard settings where there is none.
  public init(_ root: Root) throws {
    guard try root.folder.facts(Root.settingsName) != nil else {
      self = .standard
      return
    }
    guard
      let bytes = try root.folder.contents(Root.settingsName, atMost: Self.largestFile),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw SettingsError(path: "\(root.path)/retort.yaml", problem: nil) }
    do {
      self = try RootSettings.read(yaml: text)
    } catch {
      throw SettingsError(path: "\(root.path)/retort.yaml", problem: error)
    }
  }
}

/// What is wrong with `retort.yaml`.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  /// `nil` where the file is no text at all.
  public var problem: SpecificationError?

  public var description: String {
    problem?.rendered(file: path)
      ?? "\(path): not a readable text file of at most 1 MiB\n  remedy: write it as UTF-8 text"
  }
}
