import ArchiveMaking
import Bundles

/// Archives whose members are no plain files, or are called what no file should be called.
extension BadDrop {
  static let strangeMembers: [BadDrop] =
    [
      (TarBlocks.Kind.symbolicLink, "a symbolic link to '../canary'"),
      (.hardLink, "a hard link to '../canary'"), (.character, "a character device"),
      (.block, "a block device"), (.fifo, "a FIFO"),
    ].map { kind, words in
      BadDrop(
        "\(words.split(separator: " to ")[0]) as a member", as: "\(kind).tar",
        tar { $0.add("odd", kind: kind, link: "../canary") }, says: "member 'odd': \(words)")
    } + [
      BadDrop(
        "a link in a zip", as: "link.zip", zip([("job.yaml", job)], link: "odd"),
        says: "member 'odd': a symbolic link"),
      BadDrop(
        "a link first, then a file through it", as: "through.tar",
        tar {
          $0.add("d", kind: .symbolicLink, link: "..")
          $0.add("d/canary", table)
        }, says: "member 'd': a symbolic link"),
      BadDrop(
        "a sparse file", as: "sparse.tar",
        tar {
          $0.addRecords([("GNU.sparse.major", [0x31]), ("GNU.sparse.minor", [0x30])])
          $0.add("x.npy", table)
        }, says: "a sparse file", "pack it without --sparse"),
    ]

  static let strangeNames: [BadDrop] = [
    named("a name that reaches outside", "outside", "../canary", says: "'..' component"),
    named("a name that reaches outside later", "later", "a/../../canary", says: "'..' component"),
    named("an absolute name", "absolute", "/tmp/canary", says: "an absolute path"),
    named("a name with backslashes", "backslash", "..\\canary", says: "a backslash"),
    named("a name with a drive letter", "drive", "C:canary", says: "a drive letter"),
    named("a name that clears the screen", "clear", "x\u{1B}[2J", says: "x\\u{1b}[2J", "U+1B"),
    named("a name of two lines", "lines", "x\nretort: all is well", says: "x\\u{a}retort", "U+A"),
    named("a name turned around", "turned", "x\u{202E}vsc.npy", says: "x\\u{202e}vsc"),
    named(
      "a name of 5 000 bytes", "long", String(repeating: "long", count: 1_250),
      says: "the name is 5000 bytes long", "shorten"),
    named(
      "a name of 900 levels", "deep", String(repeating: "a/", count: 899) + "b",
      says: "the name is 1799 bytes long"),
    named(
      "a name of 400 levels", "levels", String(repeating: "a/", count: 399) + "b",
      says: "400 components deep", "put the files less deep"),
    named("the same name twice", "twice", "all.csv", says: "'all.csv': the name occurs twice"),
    named("two job.yaml", "jobs", "job.yaml", says: "'job.yaml': the name occurs twice"),
    named("names that differ in case", "case", "ALL.csv", says: "differs from 'all.csv' in case"),
    named("a file that is a folder too", "both", "all.csv/x", says: "both a file and a folder"),
    BadDrop(
      "a name that is no UTF-8", as: "latin.tar",
      tar { $0.add(name: [0x67, 0x72, 0xF6, 0xDF, 0x65]) }, says: "gr\\xf6\\xdfe", "not valid UTF-8"
    ),
    BadDrop(
      "a zip that reaches outside", as: "outside.zip",
      zip([("job.yaml", job), ("../canary", table)]), says: "'..' component"),
    BadDrop(
      "two job.yaml in a zip", as: "jobs.zip", zip([("job.yaml", job), ("job.yaml", job)]),
      says: "the name occurs twice"),
    BadDrop(
      "two folders with a job.yaml each", as: "folders.tar",
      {
        var tar = TarBlocks()
        tar.add("a/job.yaml", job)
        tar.add("b/job.yaml", job)
        return tar.closed()
      }(), says: "no job.yaml at the root", "'a/', 'b/'"),
  ]

  private static func named(
    _ what: String, _ file: String, _ member: String, says: String...
  ) -> BadDrop {
    BadDrop(
      what, as: Array("\(file).tar".utf8), .file(tar { $0.add(member, table) }), says: says)
  }
}
