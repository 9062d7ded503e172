/// The name somebody probably meant, or `nil` where none is near.
///
/// Nearness is the number of insertions, deletions, replacements and swaps of neighbours (optimal
/// string alignment), upper and lower case and `-` and `_` alike; a third of the word may differ.
/// Ties go to the name listed first.
public func nearestName(to word: String, among names: some Sequence<String>) -> String? {
  let written = foldedScalars(word)
  guard !written.isEmpty, written.count <= 64 else { return nil }
  let allowed = max(1, written.count / 3)
  var best: (name: String, distance: Int)?
  for name in names {
    let known = foldedScalars(name)
    guard abs(known.count - written.count) <= allowed else { continue }
    let distance = editDistance(written, known)
    // A short name may not be replaced altogether.
    guard distance <= allowed, distance < max(known.count, 2) else { continue }
    if distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

private func foldedScalars(_ word: String) -> [Unicode.Scalar] {
  Array(word.lowercased().unicodeScalars).map { $0 == "-" ? "_" : $0 }
}

/// Optimal string alignment distance.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var twoBefore: [Int] = []
  var before = Array(0...right.count)
  for row in 1...max(left.count, 1) where !left.isEmpty {
    var current = [row] + Array(repeating: 0, count: right.count)
    for column in 1...max(right.count, 1) where !right.isEmpty {
      let isSame = left[row - 1] == right[column - 1]
      current[column] = min(
        before[column] + 1, current[column - 1] + 1, before[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
      {
        current[column] = min(current[column], twoBefore[column - 2] + 1)
      }
    }
    (twoBefore, before) = (before, current)
  }
  return before[right.count]
}
