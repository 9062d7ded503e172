extension Claim {
  /// A claim made directly, without a drop: what `retort run` hands over. From here on it is treated
  /// as any other, also by the next start if this one is interrupted.
  ///
  /// - Parameters:
  ///   - name: what answers and the ledger call it.
  ///   - fill: writes the archive.
  static func make(
    _ name: FileName, in folders: InboxFolders, cross: @escaping CrossingGuard = { _ in },
    filledBy fill: (Descriptor) throws -> Void
  ) throws -> Claim {
    let identifier = UniqueName.make()
    let unfinished = FileName(own: ".\(identifier)")
    try folders.claimed.makeFolder(unfinished, permissions: 0o700)
    cross(.claimFolderMade)
    do {
      let folder = try folders.claimed.folder(unfinished)
      let file = try folder.create(name)
      try fill(file)
      try file.synchronise()
      try folder.synchronise()
      try folders.claimed.move(unfinished, to: folders.claimed, as: FileName(own: identifier))
      cross(.claimed)
      let archive = try folder.open(name)
      return Claim(
        identifier: identifier, name: name, content: .file(archive, try archive.facts()),
        folder: folder, claimed: folders.claimed, cross: cross)
    } catch {
      try? folders.claimed.removeWhole(unfinished)
      throw error
    }
  }

  /// Removes claims whose making was interrupted.
  static func removeUnfinished(in folders: InboxFolders) throws(SystemError) {
    for name in try folders.claimed.names() where name.isHidden {
      try folders.claimed.removeWhole(name)
    }
  }
}
