extension DataCard {
  /// Warnings of rows that occur twice, nearly twice, or not at all.
  func rowWarnings() -> [DatasetWarning] {
    repetitionWarnings() + nearWarnings() + modalities.flatMap(modalityWarnings)
  }

  private func repetitionWarnings() -> [DatasetWarning] {
    var warnings = repeatedRows.overlaps.filter { !$0.isExpected }.map { overlap in
      let labels =
        switch overlap.otherLabels {
        case 0: ""
        case overlap.rows: ", all with other labels"
        case let some: ", \(some) of them with other labels"
        }
      return DatasetWarning(
        kind: .repeatedRows, place: "data.split",
        text: "\(Shown.count(overlap.rows, "\(overlap.part) row")) "
          + "\(overlap.rows == 1 ? "equals a" : "equal") \(overlap.earlier) "
          + "\(overlap.rows == 1 ? "row" : "rows") in every modality\(labels)")
    }
    if repeatedRows.contradictory > 0, !repeatedRows.isDiscrete {
      warnings.append(
        DatasetWarning(
          kind: .contradictoryLabels, place: "data",
          text: "\(Shown.count(repeatedRows.contradictory, "row")) occur with two labels: equal in "
            + "every modality, of different classes"))
    }
    return warnings
  }

  private func nearWarnings() -> [DatasetWarning] {
    nearRows.map { near in
      DatasetWarning(
        kind: .nearCopies, place: "data.split",
        text: "\(Shown.count(near.rows, "\(near.part) row")) "
          + "\(near.rows == 1 ? "is a train row" : "are train rows") but for a hundred-thousandth in "
          + "every column: copies with other digits?")
    }
  }

  private func modalityWarnings(_ facts: ModalityFacts) -> [DatasetWarning] {
    var warnings: [DatasetWarning] = []
    if facts.missing.contains(where: { $0.rows > 0 }) {
      warnings.append(
        DatasetWarning(
          kind: .missingRows, place: "modality '\(facts.name)'",
          text: "missing in "
            + facts.missing.map { "\($0.rows) of \(Shown.count($0.of, "\($0.part) row"))" }
            .joined(separator: ", ")))
    }
    if facts.zeroRows > 0 {
      warnings.append(
        DatasetWarning(
          kind: .zeroRows, place: "modality '\(facts.name)'",
          text:
            "\(Shown.count(facts.zeroRows, "row")) of \(usedRows) are 0 in every column, the others "
            + "are not: missing rows kept as zeros?"))
    }
    // Rows that are equal in every modality were told of with their parts.
    let isTold =
      facts.testDuplicates <= repeatedRows.copiesOfTrain(in: "test")
      && facts.validationDuplicates <= repeatedRows.copiesOfTrain(in: "validation")
    if !isTold, !facts.duplicatesAreExpected {
      warnings.append(
        DatasetWarning(
          kind: .duplicateRows, place: "modality '\(facts.name)'",
          text: "\(Shown.count(facts.testDuplicates, "test row")) and "
            + "\(Shown.count(facts.validationDuplicates, "validation row")) equal a train row"))
    }
    return warnings
  }
}
