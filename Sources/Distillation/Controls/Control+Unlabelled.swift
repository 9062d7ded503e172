import Plans
import Specifications

/// Controls of students that learn from rows without a label.
extension Control {
  /// The method on rows with a label alone: what the teacher says of the others is worth the difference.
  public static let labelledOnly = Control(.labelledOnly) { question, _ in
    { $0.changing(Fit.self) { $0.learnFromLabelled(like: question) } }
  }

  /// One soft label a class, on rows with a label alone: the others have no class that could be known.
  public static func classMeanOfLabelled(_ isClassification: Bool) -> Control {
    Control(.classMean(isClassification)) { question, _ in
      {
        $0.changing(Fit.self) { $0.learnFromLabelled(like: question) }?.readingClassMeans()
      }
    }
  }

  /// Labels, and on every row without one how often each class occurs: shrinkage, for which no teacher is needed.
  public static let prior = Control(
    .prior,
    reading: { question, _, _ in [.teacher: question.student] },
    change: { question, _ in
      { $0.teachingItself(.prior, question) }
    })

  /// The student's own embedding in the place of the teacher's, and its own outputs where outputs are read.
  public static let ownEmbedding = Control(
    .own,
    reading: { question, _, plan in
      [
        .teacher: question.student,
        .embedding: plan.embedding(of: question.student, ofStudent: question.pair.student),
      ]
    },
    change: { question, _ in
      { chosen in
        guard let fit = chosen.stage as? Fit, chosen.stage.inputs.contains(.teacher) else {
          return chosen
        }
        return chosen.disturbing(
          .teacher, by: .ownLabels(.soft, temperature: fit.loss.temperature))
      }
    })
}

extension Computation {
  /// A student told by pseudo-labels where there is no label. What it reads as its teacher gives them.
  ///
  /// - Parameter loss: of the student that is to teach itself; `nil` takes that of the stage.
  func teachingItself(
    _ form: Disturbance.PseudoLabels, _ question: Question,
    loss: (any DistillationLoss)? = nil
  ) -> Computation? {
    guard let fit = stage as? Fit else { return nil }
    let loss = loss ?? fit.loss.forPseudoLabels
    return changing(Fit.self) {
      $0 = $0.taught(by: loss, targets: question.targets, onPool: question.poolTraining)
    }?.disturbing(.teacher, by: .ownLabels(form, temperature: loss.temperature))
  }
}

extension Fit {
  /// On rows with a label alone, as many steps as before.
  fileprivate mutating func learnFromLabelled(like question: Question) {
    learnsFrom = .labelled
    recipe.training = question.labelledTraining
  }
}
