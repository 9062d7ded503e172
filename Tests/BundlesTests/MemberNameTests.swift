import Testing

@testable import Bundles

@Suite("A member's name") struct MemberNameTests {
  @Test(
    "is taken in its plain form",
    arguments: [
      ("job.yaml", "job.yaml"), ("./job.yaml", "job.yaml"), ("././a/b.npy", "a/b.npy"),
      ("folder/", "folder"), ("größe/ü.npy", "größe/ü.npy"), ("a b'c.csv", "a b'c.csv"),
    ])
  func plain(_ written: String, _ expected: String) throws {
    #expect(try MemberName(Array(written.utf8))?.text == expected)
  }

  @Test("is nothing for the root itself", arguments: [".", "./", "././"])
  func root(_ written: String) throws {
    #expect(try MemberName(Array(written.utf8)) == nil)
  }

  @Test(
    "is refused where it could reach outside or deceive",
    arguments: [
      ("/etc/passwd", "absolute path"), ("../x", "'..' component"), ("a/../../x", "'..' component"),
      ("a//b", "empty component"), ("a/./b", "'.' component"), ("", "empty component"),
      ("a\\b", "backslash"), ("C:/x", "drive letter"), ("c:x", "drive letter"),
      ("a\nb", "character U+A"), ("a\u{7F}", "character U+7F"), ("a\u{202E}b", "character U+202E"),
      ("a/..", "'..' component"), ("//x", "absolute path"),
      // One character to Swift, a '/' or '\' to the system.
      ("../\u{301}x", "combining mark"), ("/\u{301}x", "combining mark"),
      ("a\\\u{301}b", "backslash"),
    ])
  func refused(_ written: String, _ reason: String) {
    let error = #expect(throws: ArchiveError.self) { try MemberName(Array(written.utf8)) }
    #expect(error?.kind == .memberName)
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }

  @Test("must be UTF-8, and is shown with its bytes escaped if not")
  func encoding() {
    let error = #expect(throws: ArchiveError.self) { try MemberName([0x61, 0xFF, 0x62]) }
    #expect(error?.description.hasPrefix("member 'a\\xffb': the name is not valid UTF-8") == true)
  }

  @Test("is limited in length, in the length of a component and in depth")
  func limits() {
    func refusal(_ name: String) -> String {
      do throws(ArchiveError) {
        _ = try MemberName(Array(name.utf8))
        return "accepted"
      } catch {
        return error.found
      }
    }
    let component = String(repeating: "a", count: 255)
    #expect(refusal(component) == "accepted")
    #expect(refusal(component + "a") == "a component of the name is 256 bytes long")
    let long = Array(repeating: component, count: 4).joined(separator: "/") + "/b"
    #expect(refusal(long) == "the name is 1025 bytes long")
    #expect(refusal(Array(repeating: "a", count: 16).joined(separator: "/")) == "accepted")
    #expect(
      refusal(Array(repeating: "a", count: 17).joined(separator: "/"))
        == "the name is 17 components deep")
  }
}

@Suite("The names of an archive") struct NameRegisterTests {
  private func refusal(_ names: [String]) throws -> ArchiveError? {
    var register = NameRegister()
    do throws(ArchiveError) {
      for name in names {
        guard let name = try MemberName(Array(name.utf8)) else { continue }
        try register.insert(file: name)
      }
      return nil
    } catch {
      return error
    }
  }

  @Test("are each there once")
  func duplicate() throws {
    #expect(try refusal(["a/x", "a/y", "b"]) == nil)
    #expect(try refusal(["a/x", "./a/x"])?.found == "the name occurs twice")
  }

  @Test(
    "do not differ in case or accents only, folders included",
    arguments: [
      ["x.npy", "X.npy"], ["A/x", "a/y"], ["straße", "STRASSE"], ["é", "e\u{301}"], ["Σ", "ς"],
      ["Job.yaml"], ["manifEst.json"], ["folder/JOB.YAML"],
    ])
  func folding(_ names: [String]) throws {
    let error = try #require(try refusal(names))
    #expect(error.kind == .collision)
    #expect(error.found.contains("in case or accents only"))
  }

  @Test("are not a file and a folder at once")
  func kinds() throws {
    #expect(try refusal(["a", "a/b"])?.found == "'a' is both a file and a folder")
    #expect(try refusal(["a/b", "a"])?.found == "'a' is both a file and a folder")
  }
}
