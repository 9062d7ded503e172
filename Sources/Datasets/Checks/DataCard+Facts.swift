import Tensors

/// What the columns of a modality show one by one, kept when the sample of their values is gone.
struct CheckedColumns {
  /// How many rows the fingerprints are of.
  let rows: Int
  let fingerprints: [ColumnFingerprint]
  let telling: [Int]
  let precisionLosses: [PrecisionLoss]

  /// Whether every column takes few values.
  var isDiscrete: Bool { fingerprints.allSatisfy(\.isDiscrete) }

  /// - Parameters:
  ///   - used: rows of the split; those without the modality are left out.
  ///   - complete: those that have every modality, where some have not: columns of two modalities are compared in
  ///     the rows that have both.
  init(_ modality: Modality, target: Target, used all: UsedRows, complete: UsedRows?) {
    let used = modality.missing == nil ? all : all.filter { !modality.lacks($0) }
    let sample = ColumnSample(modality.features, used: used.rows)
    let rows = sample.places.map { used.rows[$0] }
    let shared = complete.map { ColumnSample(modality.features, used: $0.rows) } ?? sample
    self.rows = shared.rows
    fingerprints = (0..<shared.columns).map { ColumnFingerprint(shared.column($0)) }
    telling = LabelLeak(target, rows: rows, isTrain: sample.places.map { used.part[$0] == 0 })
      .columns(of: sample)
    precisionLosses = PrecisionLoss.columns(
      of: modality.features, sample: sample, isStandardised: modality.standardisation != nil)
  }
}

extension DataCard {
  static func facts(
    _ modality: Modality, scan: FeatureScan, columns: CheckedColumns, target: Target,
    split: Split, used: UsedRows
  ) -> ModalityFacts {
    let missing = columns.isDiscrete ? [] : scan.missing.rows
    let repeated = RepeatedRows(
      scan.digests(of: used.rows), used: used, labels: nil, isDiscrete: columns.isDiscrete,
      leavingOut: Set(scan.missing.zeroRows + used.rows.filter(modality.lacks)))
    let counting = counting(scan.order, names: modality.columnNames)
    let isSorted = isSortedByClass(target, rows: modality.present(used.rows), of: modality)
    return ModalityFacts(
      name: modality.name, columns: modality.features.columns,
      missing: missingCounts(modality, split: split),
      constantColumns: scan.constantColumns,
      validationDuplicates: repeated.copiesOfTrain(in: "validation"),
      testDuplicates: repeated.copiesOfTrain(in: "test"),
      duplicatesAreExpected: repeated.overlaps.allSatisfy {
        $0.isExpected || $0.earlier != "train"
      },
      zeroRows: missing.count, countingColumns: counting,
      sortedColumns: isSorted
        ? scan.order.monotoneColumns.filter {
          !counting.contains($0) && !columns.telling.contains($0)
        } : [],
      tellingColumns: columns.telling, precisionLosses: columns.precisionLosses)
  }

  /// Rows of each part without the modality, where some are.
  private static func missingCounts(_ modality: Modality, split: Split) -> [MissingCount] {
    guard modality.missing != nil else { return [] }
    let parts = split.parts + [("unlabelled", split.unlabelled)]
    return parts.filter { !$0.rows.isEmpty }.map { part in
      MissingCount(
        part: part.name, rows: part.rows.count(where: modality.lacks), of: part.rows.count)
    }
  }

  private static func counting(_ order: RowOrder, names: [String]?) -> [Int] {
    let named = order.risingWholeNumbers.filter { column in
      names.map { RowOrder.isIndexName($0[column]) } ?? false
    }
    return Set(order.countingColumns + named).sorted()
  }

  /// Whether the rows of a class follow one another in the file of a modality.
  private static func isSortedByClass(
    _ target: Target, rows: [Int], of modality: Modality
  ) -> Bool {
    guard case .labels(let labels, _) = target else { return false }
    let rows = rows.filter(target.isLabelled)
    let positions = modality.features.fileOrder
    let order = positions.map { positions in rows.sorted { positions[$0] < positions[$1] } } ?? rows
    let changes = zip(order, order.dropFirst()).count { labels[$0] != labels[$1] }
    return changes > 0 && changes == Set(order.map { labels[$0] }).count - 1
  }

  static func relations(
    _ modalities: [Modality], _ columns: [CheckedColumns]
  ) -> [ModalityRelation] {
    modalities.indices.flatMap { other -> [ModalityRelation] in
      guard columns[other].rows >= ColumnRelations.leastRows else { return [] }
      let explaining = ColumnRelations(columns[other].fingerprints)
      return modalities.indices.filter { $0 != other }.compactMap { index in
        explaining.kind(of: columns[index].fingerprints).map { kind in
          ModalityRelation(
            modality: modalities[index].name, other: modalities[other].name, kind: kind)
        }
      }
    }
  }

  static func linearFunctions(
    _ modalities: [Modality], known: [ModalityRelation], train: [Int]
  ) -> [LinearFunction] {
    modalities.flatMap { predictor -> [LinearFunction] in
      let others = modalities.filter { $0.name != predictor.name }
      let copies = Set(
        known.filter { $0.other == predictor.name && [.equal, .columns].contains($0.kind) }
          .map(\.modality))
      let fit =
        others.allSatisfy { copies.contains($0.name) }
        ? nil : LinearDependence(predictor: predictor.features, train: train)
      return others.map { modality in
        LinearFunction(
          modality: modality.name, predictor: predictor.name,
          r2: copies.contains(modality.name) ? 1 : fit.flatMap { $0.explained(modality.features) })
      }
    }
  }

  static func shifts(_ target: Target, split: Split, groups: [Int]?) -> [PartShift] {
    func units(_ rows: [Int]) -> Int {
      groups.map { groups in Set(rows.map { groups[$0] }).count } ?? rows.count
    }
    return split.parts.filter { $0.name != "train" }.map { part in
      let units = (part: units(part.rows), train: units(split.train))
      switch target {
      case .labels(let labels, let classes):
        return PartShift(
          part.name, counts: classCounts(labels, part.rows, classes: classes.count),
          train: classCounts(labels, split.train, classes: classes.count), units: units)
      case .values(let values):
        return PartShift(
          part.name, values: part.rows.map { values[$0] },
          train: split.train.map { values[$0] }, units: units)
      }
    }
  }

  static func repeatedRows(
    _ scans: [FeatureScan], columns: [CheckedColumns], target: Target, used: UsedRows
  ) -> RepeatedRows {
    let ofModalities = scans.map { $0.digests(of: used.rows) }
    let digests = used.rows.indices.map { place in
      RowDigest(of: ofModalities.map { $0[place] })
    }
    let labels: [Int]? = if case .labels(let labels, _) = target { labels } else { nil }
    return RepeatedRows(
      digests, used: used, labels: labels,
      isDiscrete: columns.allSatisfy(\.isDiscrete))
  }

  static func nearRows(_ modalities: [Modality], split: Split) -> [NearRows] {
    guard let copies = NearCopies(modalities.map(\.features), split: split) else { return [] }
    return split.parts.filter { $0.name != "train" }.map {
      NearRows(part: $0.name, rows: copies.count(of: $0.rows))
    }.filter { $0.rows > 0 }
  }

  static func groupOverlaps(_ groups: [Int], split: Split) -> [GroupOverlap] {
    split.parts.filter { $0.name != "train" }.map {
      GroupOverlap($0.name, rows: $0.rows, train: split.trainInputs, groups: groups)
    }.filter { $0.alsoInTrain > 0 }
  }
}
