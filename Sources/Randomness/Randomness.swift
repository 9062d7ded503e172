// Randomness: every random number of Retort comes from a `RandomStream` named by seed index, role and
// purpose; never from the system, never from a stream shared by two runs.
