extension DataCard {
  /// What of the card deserves a warning.
  func warnings(_ all: [Modality], target: Target, split: Split) -> [DatasetWarning] {
    splitWarnings(split) + classWarnings()
      + zip(modalities, all).flatMap { facts, modality in
        modalityWarnings(facts, names: modality.columnNames)
      } + functionWarnings()
  }

  private func splitWarnings(_ split: Split) -> [DatasetWarning] {
    guard split.validationTakenFromTrain else { return [] }
    return [
      DatasetWarning(
        kind: .validationTakenFromTrain, place: "data.split",
        text: "no validation rows were named: a stratified sixth of train "
          + "(\(Shown.count(split.validation.count, "row"))) became validation, "
          + "\(Shown.count(split.train.count, "row")) stay for training")
    ]
  }

  private func classWarnings() -> [DatasetWarning] {
    guard let classes else { return [] }
    return parts.compactMap { part in
      let absent = classes.indices.filter { part.classCounts?[$0] == 0 }
      guard !absent.isEmpty else { return nil }
      return DatasetWarning(
        kind: .classMissing, place: "data.split",
        text: "\(part.name) has no row of \(Shown.count(absent.count, "class")): "
          + Shown.list(absent.map { Shown.quoted(classes[$0]) }))
    }
  }

  private func modalityWarnings(_ facts: ModalityFacts, names: [String]?) -> [DatasetWarning] {
    var warnings: [DatasetWarning] = []
    let constant = facts.constantColumns
    if !constant.isEmpty {
      let shown = constant.map { column in names.map { Shown.quoted($0[column]) } ?? String(column)
      }
      warnings.append(
        DatasetWarning(
          kind: .constantColumns, place: "modality '\(facts.name)'",
          text: "\(Shown.count(constant.count, "column")) of \(facts.columns) constant on train "
            + "(counted from 0): \(Shown.list(shown))"))
    }
    if facts.testDuplicates + facts.validationDuplicates > 0 {
      warnings.append(
        DatasetWarning(
          kind: .duplicateRows, place: "modality '\(facts.name)'",
          text: "\(Shown.count(facts.testDuplicates, "test row")) and "
            + "\(Shown.count(facts.validationDuplicates, "validation row")) equal a train row"))
    }
    return warnings
  }

  private func functionWarnings() -> [DatasetWarning] {
    linearFunctions.compactMap { function in
      guard let r2 = function.r2, r2 >= Self.functionThreshold else { return nil }
      return DatasetWarning(
        kind: .linearFunction, place: "modality '\(function.modality)'",
        text: "a linear function of '\(function.predictor)' on train: it can tell '"
          + "\(function.predictor)' nothing new")
    }
  }
}
