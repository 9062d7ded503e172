import CSystem
import Glibc

/// The right to work in a root: held by one process at a time, given back when it ends, however it
/// ends. It lies in `ledger/`, where droppers have no business.
public final class RootLock: Sendable {
  private let file: Descriptor

  private init(_ file: Descriptor) { self.file = file }

  /// - Throws: `RootError.held` where another process has it.
  public static func take(_ root: Root) throws(RootError) -> RootLock {
    do {
      let ledger = try Folder(path: root.ledgerPath)
      let file = try ledger.openOrCreate(FileName(own: ".lock"))
      switch retort_lock(file.number) {
      case 0: break
      case 1:
        let text = String(decoding: try file.read(atMost: 32), as: UTF8.self)
        throw RootError.held(
          path: root.path, by: text.split(separator: "\n").first.flatMap { Int($0) })
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
      throw .system(SystemError(code: EIO, action: "lock \(root.path)"))
    }
  }
}
