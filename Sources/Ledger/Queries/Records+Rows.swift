internal import GRDB
internal import Records

// How the values of `Records` are read back from the tables they were written to.

extension ComparisonRecord {
  /// Without its cell and its controls.
  init(_ row: Row) {
    self.init(
      ordinal: row["ordinal"], setting: row["setting"], teacher: row["teacher"],
      student: row["student"], variant: row["variant"], method: row["method"], split: row["split"],
      metric: row["metric"], seeds: row["seeds"], rows: row["rows"])
    studentMean = row["student_mean"]
    distilledMean = row["distilled_mean"]
    gain = row["gain"]
    gainLower = row["gain_lower"]
    gainUpper = row["gain_upper"]
    seSeeds = row["se_seeds"]
    seRows = row["se_rows"]
    pValue = row["p_value"]
    pAdjusted = row["p_adjusted"]
    transfer = row["transfer"]
    transferLower = row["transfer_lower"]
    transferUpper = row["transfer_upper"]
    transferReference = row["transfer_reference"]
    fusedMean = row["fused_mean"]
    outcome = row["outcome"]
    claim = row["claim"]
    selected = row["selected"]
    claimPValue = row["claim_p_value"]
    studentVariant = row["student_variant"]
    distilledVariant = row["distilled_variant"]
  }
}

extension VerdictRecord {
  /// Without its cell and its estimates.
  init(_ row: Row) {
    self.init(
      ordinal: row["ordinal"], teacher: row["teacher"], student: row["student"],
      variant: row["variant"], estimator: row["estimator"], rows: row["rows"],
      verdict: row["verdict"], reason: row["reason"])
    iTeacherStudent = row["i_teacher_student"]
    iStudentLabel = row["i_student_label"]
    delta = row["delta"]
    deltaLower = row["delta_lower"]
    deltaUpper = row["delta_upper"]
    deltaWithin = row["delta_within"]
    teacherBetter = row["teacher_better"]
    teacherTemperature = row["teacher_temperature"]
    key = row["key"]
  }
}

extension InformationRecord {
  init(_ row: Row) {
    self.init(
      ordinal: row["ordinal"], teacher: row["teacher"], student: row["student"],
      quantity: row["quantity"], estimator: row["estimator"], valueNats: row["value_nats"],
      lower: row["lower"], upper: row["upper"], rows: row["rows"], dimension: row["dimension"],
      recovered: row["recovered"])
  }
}

extension SummaryRecord {
  init(_ row: Row, _ cells: [Int: Cell]) {
    self.init(
      ordinal: row["ordinal"], section: row["section"], item: row["item"], label: row["label"],
      setting: row["setting"], teacher: row["teacher"], student: row["student"],
      variant: row["variant"], value: row["value"], lower: row["lower"], upper: row["upper"],
      extra: row["extra"], count: row["count"], text: row["text"], cell: cells[row])
  }
}

extension CurvePointRecord {
  init(_ row: Row) {
    self.init(
      ordinal: row["ordinal"], setting: row["setting"], arm: row["arm"], teacher: row["teacher"],
      student: row["student"], variant: row["variant"], seed: row["seed"], epoch: row["epoch"],
      trainLoss: row["train_loss"], validationLoss: row["validation_loss"],
      validationMetric: row["validation_metric"])
  }
}

extension EnvironmentRecord {
  init(_ row: Row) {
    self.init(
      retortVersion: row["retort_version"], build: row["build"],
      engineVersion: row["engine_version"], blasVersion: row["blas_version"],
      blasCore: row["blas_core"], kernelLevel: row["kernel_level"], threads: row["threads"],
      processor: row["processor"])
  }
}
