/// A control file in the inbox that asks for a job to be cancelled: `NAME.cancel` for the jobs that
/// were dropped as NAME, `job-12.cancel` for the job of that number. Only its name counts; it is never
/// opened.
struct CancelRequest: Sendable, Hashable {
  private static let suffix = ".cancel"
  private static let numbered = "job-"

  /// The control file itself.
  let file: FileName
  /// What it names, without `.cancel`.
  let subject: FileName

  /// `nil` where the name is no control file's.
  init?(_ file: FileName) {
    guard file.hasSuffix(Self.suffix),
      let subject = FileName(bytes: file.bytes.dropLast(Self.suffix.utf8.count))
    else { return nil }
    self.file = file
    self.subject = subject
  }

  /// The control file that names a job.
  init(job: Int) {
    subject = FileName(own: "\(Self.numbered)\(job)")
    file = FileName(own: "\(Self.numbered)\(job)\(Self.suffix)")
  }

  /// The number of the job it names, where it names one by number.
  var job: Int? {
    let text = subject.text
    guard text.hasPrefix(Self.numbered) else { return nil }
    return Int(text.dropFirst(Self.numbered.count))
  }
}
