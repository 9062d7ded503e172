import Glibc
import Ledger

/// Hands a bundle to the Retort that already works in a root, as any dropper would; needs the right to
/// drop, nothing more.
public struct HandOver: Sendable {
  /// The name it lies in the inbox under, as the ledger will call it.
  public let name: String

  /// - Parameter name: what the bundle is called; a mark in front tells it from every other drop.
  public init(_ source: DirectRun.Source, name: String, to root: Root) throws {
    let mark = UniqueName.make().suffix(8)
    guard let whole = FileName("run-\(mark)-\(name)") else {
      throw SystemError(code: EINVAL, action: "call a bundle '\(name)'")
    }
    let unfinished = FileName(own: ".run-\(mark).part")
    do {
      let file = try root.inbox.create(unfinished)
      try DirectRun.copy(source, into: file)
      try file.synchronise()
      try root.inbox.move(unfinished, to: root.inbox, as: whole)
    } catch {
      try? root.inbox.remove(unfinished)
      throw error
    }
    self.name = whole.text
  }
}
