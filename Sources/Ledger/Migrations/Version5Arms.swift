internal import GRDB

/// The nine arms that versions 1 to 4 knew by their words, as rows of the jobs that had them. A word that
/// none of them knew is taken for a control: verdicts come before it, as they did.
enum Version5Arms {
  static func fill(_ database: Database) throws {
    try database.execute(sql: statement)
  }

  /// A job that compared anything has the reference arms and controls of its time, whether or not a run
  /// of them was ever committed. Only `self` came later: it is there where it was planned.
  private static let statement = """
    WITH known (place, arm, kind, learns_from, real_learns_from, expectation, is_reference, meaning,
      sees, aside, real_aside, label, advice, tuning, remains) AS (VALUES
      (0, 'teacher', 'teacher', 'labels, from the teacher''s modality', NULL, 'none', 0,
        'which sees the teacher''s modality', 'teacher', '', NULL, 'teacher',
        'Tuning the student may be all that is needed.', '', 5),
      (1, 'student', 'reference', 'labels', NULL, 'stays below distilled', 1,
        'which sees no teacher row', 'student', '', NULL, 'student',
        'Tuning the student may be all that is needed.', '', 2),
      (2, 'distilled', 'distilled', 'labels and the teacher', NULL, 'none', 0,
        'which learns from the teacher', '', '', NULL, 'distilled',
        'Tuning the student may be all that is needed.', '', 5),
      (3, 'fused', 'reference', 'labels, with both modalities also at test time', NULL, 'none', 0,
        'which sees both modalities', 'both', '', NULL, 'fused',
        'Tuning the student may be all that is needed.', '', 4),
      (4, 'class-mean', 'control', 'one mean target for each class: softness without rows',
        'one mean target for each decile of the target: softness without rows',
        'stays below distilled', 1, 'which sees no single teacher row', '',
        'one target a class', 'one target a decile', 'class means',
        'Soft class labels may be all that is needed.', '', 2),
      (5, 'smoothed', 'reference', 'label smoothing: no teacher',
        'targets shrunk to their mean: no teacher', 'stays below distilled', 1,
        'which sees no teacher', '', 'no teacher', NULL, 'label smoothing',
        'Tuning the student''s label smoothing may be all that is needed.',
        'has one: label smoothing at the student''s weight decay.', 2),
      (6, 'within', 'control', 'teacher rows shuffled inside each class: labels without rows',
        'teacher rows shuffled inside each decile of the target: labels without rows',
        'stays below distilled', 1, 'whose teacher rows are shuffled inside the classes', '',
        'teacher rows shuffled inside each class', 'teacher rows shuffled inside each decile',
        'shuffled within classes',
        'It may be what labels tell, and nothing of single rows.', '', 1),
      (7, 'across', 'control', 'teacher rows shuffled over all rows: nothing is left', NULL,
        'does not gain', 1, 'whose teacher rows are shuffled over all rows', '',
        'teacher rows shuffled over all rows', NULL, 'shuffled across all rows',
        'It may be shrinkage, for which any teacher would do.', '', 0),
      (8, 'self', 'control', 'the student''s own outputs: no other modality', NULL,
        'stays below distilled', 1, 'which is taught by its own outputs', '',
        'the student''s own outputs in the teacher''s place', NULL,
        'the student''s own outputs',
        'Self-distillation, without another modality, may be all that is needed.', '', 3)
    ), comparing (job) AS (
      SELECT job FROM job_runs WHERE arm = 'distilled' UNION SELECT job FROM comparisons
    ), words (job, arm) AS (
      SELECT job, arm FROM job_runs
      UNION SELECT job, arm FROM comparing JOIN known WHERE arm <> 'self'
      UNION SELECT job, label FROM summaries WHERE section = 'transfer' AND label = 'self'
    ), found AS (
      SELECT words.job, words.arm AS word, known.*,
        iif(json_valid(jobs.specification_json),
          json_type(jobs.specification_json, '$.data.target') IS NOT NULL, 0)
          OR EXISTS (SELECT 1 FROM comparisons
            WHERE comparisons.job = words.job AND metric IN ('r2', 'rmse')) AS is_real
      FROM words JOIN jobs ON jobs.id = words.job LEFT JOIN known ON known.arm = words.arm
    )
    INSERT INTO arms
    SELECT job, row_number() OVER (PARTITION BY job ORDER BY coalesce(place, 9), word) - 1, word,
      coalesce(kind, 'control'), coalesce(iif(is_real, real_learns_from, NULL), learns_from, ''),
      coalesce(expectation, 'none'), coalesce(is_reference, 0), coalesce(meaning, ''),
      coalesce(sees, ''), coalesce(iif(is_real, real_aside, NULL), aside, ''),
      coalesce(label, word), coalesce(advice, 'Tuning the student may be all that is needed.'),
      coalesce(tuning, ''), coalesce(remains, 2)
    FROM found
    """
}
