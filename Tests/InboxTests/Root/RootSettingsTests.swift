import Specifications
import Testing

@testable import Inbox

@Suite("Settings of a root") struct RootSettingsTests {
  @Test("are the standard ones where the file is absent, empty or all comments")
  func standard() throws {
    let place = try TemporaryRoot()
    #expect(try RootSettings(place.root) == .standard)
    #expect(try RootSettings.read(yaml: "") == .standard)
    #expect(try RootSettings.read(yaml: RootSettings.template) == .standard)
  }

  @Test("may be set one by one; the template's lines can be uncommented as they are")
  func some() throws {
    let settings = try RootSettings.read(yaml: "workers: 3\nmemory_gib: 0.5\n")
    #expect(settings.workers == 3)
    #expect(settings.memoryGibibytes == 0.5)
    #expect(settings.timeHours == RootSettings.standard.timeHours)

    let lines = RootSettings.template.split(separator: "\n").filter { $0.contains(": ") }
    let values = lines.compactMap { line -> Substring? in
      let text = line.dropFirst(2)
      guard let key = text.split(separator: ":").first, !key.contains(" ") else { return nil }
      return text.hasSuffix(": ") ? nil : text
    }
    #expect(values.count > 4)
    #expect(try RootSettings.read(yaml: values.joined(separator: "\n")) == .standard)
  }

  @Test("are refused all problems at once, each with its place and what was meant")
  func problems() {
    let error = #expect(throws: SpecificationError.self) {
      try RootSettings.read(yaml: "worker: 2\ntime_hours: -1\n")
    }
    let text = error?.rendered(file: "retort.yaml") ?? ""
    #expect(text.contains("retort.yaml:1:1: unknown setting"))
    #expect(text.contains("did you mean 'workers'?"))
    #expect(text.contains("retort.yaml:2:13: value of 'time_hours' out of range"))
  }

  @Test("name a program to run after a job: an absolute path, then its arguments")
  func onFinish() throws {
    let settings = try RootSettings.read(
      yaml: "on_finish: [/usr/bin/tell, --to, 12]\non_finish_seconds: 5\nkeep_free_gib: 0\n")
    #expect(settings.onFinish == ["/usr/bin/tell", "--to", "12"])
    let work = WorkSettings(settings, processors: 1, memory: 1 << 30)
    #expect(work.onFinish == ["/usr/bin/tell", "--to", "12"])
    #expect(work.onFinishSeconds == 5)
    #expect(work.keepFreeBytes == 0)
    #expect(RootSettings.standard.onFinish.isEmpty)
  }

  @Test(
    "refuse a program that would be looked up, and anything that is no list of texts",
    arguments: [
      ("on_finish: [tell, now]", "1:13: value of 'on_finish' not allowed", "write the whole path"),
      ("on_finish: /usr/bin/tell", "1:12: wrong type for 'on_finish'", "write a list"),
      ("on_finish: []", "1:12: empty list for 'on_finish'", "a program's absolute path"),
      ("on_finish: [/usr/bin/tell, {a: 1}]", "1:28: wrong type for 'on_finish'", "a mapping"),
      ("on_finish: [\"/a\\nb\"]", "1:13: value of 'on_finish' not allowed", "in one line"),
      ("on_finish_seconds: 0", "1:20: value of 'on_finish_seconds' out of range", "from 1"),
      ("keep_free_gib: -1", "1:16: value of 'keep_free_gib' out of range", "from 0"),
    ])
  func onFinishProblems(yaml: String, problem: String, hint: String) {
    let error = #expect(throws: SpecificationError.self) { try RootSettings.read(yaml: yaml) }
    let text = error?.rendered(file: "retort.yaml") ?? ""
    #expect(text.contains("retort.yaml:\(problem)"), "\(text)")
    #expect(text.contains(hint), "\(text)")
  }

  @Test("become bytes and seconds on a machine")
  func machine() throws {
    let settings = WorkSettings(.standard, processors: 4, memory: 8 << 30)
    #expect(settings.workers == 4)
    #expect(settings.memoryBytes == 6 << 30)
    #expect(settings.attemptSeconds == 86_400)
    #expect(settings.unpackedBytes == 16 << 30)
    #expect(settings.keepFreeBytes == 1 << 30)
    #expect(settings.onFinishSeconds == 60)
  }
}
