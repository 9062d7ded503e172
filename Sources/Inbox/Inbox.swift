// The inbox: how a dropped file becomes a job, and a job a report, whatever happens meanwhile.
//
//     Drops    what lies in inbox/: is it complete, and taking it (Completeness, Claim)
//     Intake   a child reads and checks it; the ledger answers it (Intake, IntakeChild)
//     Worker   a child computes a job; every frame is committed as it comes (Supervisor, WorkerChild)
//     Jobs     the queue and the way of one job to its report (Drain, JobCourse, Reconciliation)
//     Repeating  a job again beside the one that is there: to verify it; and a whole root, to back it up
//     Answers  done/, failed/ and rejected/
//     Root     the place all this happens in, its lock and its settings
//     Children starting, limiting and hearing child processes
//     Files    folders and files through descriptors, names from outside
//
// The parent process (`Workplace`) alone writes results into the ledger and reads no byte of a bundle.
// What is checked, computed and drawn is handed in by the program: this module knows when and where.
