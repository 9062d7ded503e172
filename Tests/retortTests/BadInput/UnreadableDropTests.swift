import Foundation
import Testing

/// A drop its reader has no right to read. The superuser reads everything, so as such the program is
/// run as nobody.
@Suite("An unreadable drop") struct UnreadableDropTests {
  /// What drops the rights of the superuser; nothing where there are none to drop.
  private static let launcher: [String]? = {
    guard geteuid() == 0 else { return [] }
    let program = "/usr/bin/setpriv"
    guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
    return [program, "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
  }()

  /// Whether the program, run without rights, may be executed at all where it lies.
  private static let isPossible: Bool = {
    guard let launcher, let running = try? RetortProgram.start(["--version"], under: launcher)
    else { return false }
    return running.wait().code == 0
  }()

  @Test(
    "is answered with what to do, and the queue goes on",
    .enabled(if: isPossible, "run by root, and neither setpriv nor nobody may run the program"))
  func unreadable() throws {
    let launcher = try #require(Self.launcher)
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "secret.tar.zst")
    let good = try TestBundle.tiny { $0.replacing("seed: 1", with: "seed: 3") }
    try laboratory.drop(good, as: "good.tar.zst")
    #expect(chmod("\(laboratory.path)/inbox/secret.tar.zst", 0) == 0)
    if !launcher.isEmpty { try giveAway(laboratory.path) }

    let outcome = try RetortProgram.start(
      ["drain", "--root", laboratory.path], under: launcher
    ).wait()
    #expect(outcome.code == 11, "\(outcome.errors)")
    let reason = try #require(laboratory.text("inbox/rejected/secret.tar.zst.reason.md"))
    #expect(reason.contains("Permission denied"))
    #expect(reason.contains("remedy: make it readable for the user Retort runs as (chmod a+r)"))
    #expect(laboratory.text("inbox/done/good.tar.zst.md") != nil)
    #expect(try laboratory.names("inbox/.claimed").isEmpty)
  }

  /// Makes nobody the owner of a root and everything in it but the drops.
  private func giveAway(_ path: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).map { "\(path)/\($0)" }
    for name in [path] + names where !name.hasSuffix(".tar.zst") {
      #expect(lchown(name, 65_534, 65_534) == 0)
    }
  }
}
