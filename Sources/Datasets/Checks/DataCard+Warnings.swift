extension DataCard {
  /// What of the card deserves a warning: of the split, of single columns, of rows, of whole modalities.
  /// Each thing once.
  func warnings(_ all: [Modality], split: Split) -> [DatasetWarning] {
    splitWarnings(split) + classWarnings() + shiftWarnings() + groupWarnings()
      + zip(modalities, all).flatMap { facts, modality in
        columnWarnings(facts, names: modality.columnNames)
      } + rowWarnings() + relationWarnings()
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
      let present = classes.indices.filter { (part.classCounts?[$0] ?? 0) > 0 }
      if present.count == 1, classes.count > 1 {
        return DatasetWarning(
          kind: .oneClass, place: "data.split",
          text: "\(part.name) holds one class only, \(Shown.quoted(classes[present[0]])): a model "
            + "that always says it is right on every row there")
      }
      let absent = classes.indices.filter { part.classCounts?[$0] == 0 }
      guard !absent.isEmpty else { return nil }
      return DatasetWarning(
        kind: .classMissing, place: "data.split",
        text: "\(part.name) has no row of \(Shown.count(absent.count, "class")): "
          + Shown.list(absent.map { Shown.quoted(classes[$0]) }))
    }
  }

  private func shiftWarnings() -> [DatasetWarning] {
    labelShifts.filter(\.isShifted).map { shift in
      let what =
        classes == nil
        ? "the target of \(shift.part) is distributed otherwise than that of train"
        : "the classes of \(shift.part) are mixed otherwise than those of train"
      let distance =
        classes == nil ? "Kolmogorov–Smirnov distance" : "total variation"
      return DatasetWarning(
        kind: .labelShift, place: "data.split",
        text: "\(what) (\(distance) \(Shown.short(shift.distance)), "
          + "p \(shift.pValue < 1e-4 ? "< 0.0001" : "= \(Shown.short(shift.pValue))")): "
          + (classes == nil
            ? "what is learned from train is judged on other values"
            : "a gain in accuracy may come from the mixture alone"))
    }
  }

  private func groupWarnings() -> [DatasetWarning] {
    groupOverlaps.map { overlap in
      DatasetWarning(
        kind: .sharedGroups, place: "data.split.group",
        text:
          "\(overlap.alsoInTrain) of \(Shown.count(overlap.groups, "\(overlap.part) group")) also "
          + "train: rows of one group are alike, and what is measured there does not hold for new groups"
      )
    }
  }

  private func relationWarnings() -> [DatasetWarning] {
    relations.compactMap { relation in
      let back = relations.first {
        $0.modality == relation.other && $0.other == relation.modality && $0.kind == relation.kind
      }
      // Equal both ways is one thing; it is named at the later modality.
      if back != nil, relation.kind != .linear,
        index(of: relation.modality) < index(of: relation.other)
      {
        return nil
      }
      let other = "'\(relation.other)'"
      let text =
        switch relation.kind {
        case .equal: "equals \(other), column for column: neither can tell the other anything new"
        case .columns:
          "every column is a column of \(other): it can tell \(other) nothing new"
        case .monotone:
          "every column is a monotone function of a column of \(other): it can tell \(other) nothing new"
        case .linear: "a linear function of \(other) on train: it can tell \(other) nothing new"
        }
      return DatasetWarning(
        kind: relation.kind == .linear ? .linearFunction : .functionOfModality,
        place: "modality '\(relation.modality)'", text: text)
    }
  }

  private func index(of modality: String) -> Int {
    modalities.firstIndex { $0.name == modality } ?? 0
  }
}
