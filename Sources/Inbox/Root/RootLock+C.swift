import CSystem
import Glibc

/// The right to work in a root: held by one process at a time, given back when it ends, however it
/// ends. It lies in `ledger/`, where droppers have no business.
public final class RootLock: Sendable {
  /// Who has it.
  public struct Holder: Sendable, Hashable {
    /// `nil` where it has not said.
    public var process: Int?
  }

  private static let name = FileName(own: ".lock")
  private let file: Descriptor

  private init(_ file: Descriptor) { self.file = file }

  /// - Throws: `RootError.held` where another process has it.
  public static func take(_ root: Root) throws(RootError) -> RootLock {
    try take(ledgerAt: root.ledgerPath, of: root.path)
  }

  /// The lock of a root that may not be whole yet: a backup being made.
  static func take(ledgerAt ledger: String, of root: String) throws(RootError) -> RootLock {
    do {
      let file = try Folder(path: ledger).openOrCreate(name)
      switch retort_lock(file.number) {
      case 0: break
      case 1: throw RootError.held(path: root, by: try process(file))
      default: throw SystemError.last("lock \(file.path)")
      }
      // Who holds it, for the message above; the lock itself is the kernel's.
      if ftruncate(file.number, 0) == 0 { try file.write(Array("\(getpid())\n".utf8)) }
      return RootLock(file)
    } catch let error as RootError {
      throw error
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      throw .system(SystemError(code: EIO, action: "lock \(root)"))
    }
  }

  /// Who works in a root; `nil` where nobody does. Changes nothing, and needs no right to.
  public static func holder(of root: Root) throws(RootError) -> Holder? {
    try RootError.asking { () throws(SystemError) in
      let folder = try Folder(path: root.ledgerPath)
      guard try folder.facts(name) != nil else { return nil }
      let file = try folder.open(name)
      switch retort_is_locked(file.number) {
      case 0: return nil
      case 1: return Holder(process: try process(file))
      default: throw SystemError.last("ask who works in \(root.path)")
      }
    }
  }

  private static func process(_ file: Descriptor) throws(SystemError) -> Int? {
    String(decoding: try file.read(atMost: 32), as: UTF8.self)
      .split(separator: "\n").first.flatMap { Int($0) }
  }
}
