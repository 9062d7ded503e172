import Records

/// Comparisons of a made-up sweep: every ordered pair of some modalities, and options of the method.
enum SampleSweep {
  /// - Parameters:
  ///   - lambdas: the first one is chosen, with the first temperature.
  ///   - gain: of a teacher, a student, λ and T.
  static func comparisons(
    modalities: [String] = ["pixels", "fourier", "zernike"], lambdas: [Double] = [0.5, 1],
    temperatures: [Double] = [1, 4], setting: String = "",
    gain: (String, String, Double, Double) -> Double? = { teacher, student, lambda, temperature in
      0.01 * Double(teacher.count - student.count) - 0.02 * (lambda - 0.5) + 0.001 * temperature
    }
  ) -> [ComparisonRecord] {
    var records: [ComparisonRecord] = []
    for teacher in modalities {
      for student in modalities where student != teacher {
        for metric in ["accuracy", "log-loss"] {
          for lambda in lambdas {
            for temperature in temperatures {
              var record = ComparisonRecord(
                ordinal: records.count, setting: setting, teacher: teacher, student: student,
                variant: (setting.isEmpty ? "" : setting + ", ")
                  + "lambda=\(text(lambda)), temperature=\(text(temperature))",
                method: "hinton", split: "test", metric: metric, seeds: 5, rows: 1600)
              record.selected = lambda == lambdas.first && temperature == temperatures.first
              record.studentMean = 0.71
              record.gain = gain(teacher, student, lambda, temperature)
              record.distilledMean = record.gain.map { 0.71 + $0 }
              record.gainLower = record.gain.map { $0 - 0.008 }
              record.gainUpper = record.gain.map { $0 + 0.008 }
              record.seSeeds = 0.002
              record.seRows = 0.004
              record.outcome = "unclear"
              if record.selected { record.transfer = record.gain.map { $0 - 0.004 } }
              records.append(record.inCell)
            }
          }
        }
      }
    }
    return records
  }

  /// Levels of some arms of every pair.
  ///
  /// - Parameter variants: of each arm; of the distilled arm always that of the comparison.
  static func arms(
    of gains: [ComparisonRecord],
    variants: [(arm: String, variant: String)] = [("student", ""), ("distilled", "")]
  ) -> [SummaryRecord] {
    gains.filter(\.selected).flatMap { row in
      variants.map { arm, named in
        let mean = arm == "distilled" ? row.distilledMean : row.studentMean
        let variant = arm == "distilled" ? row.variant : named
        return SummaryRecord(
          ordinal: 0, section: "arm", item: row.metric, label: arm, teacher: row.teacher,
          student: row.student, variant: variant, value: mean, lower: mean.map { $0 - 0.003 },
          upper: mean.map { $0 + 0.003 }, extra: 0.011, count: row.seeds,
          cell: Cell(words: variant))
      }
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}
