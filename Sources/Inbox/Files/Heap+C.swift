import CSystem

/// The memory this process has allocated and freed again.
enum Heap {
  /// Gives it back to the system. A report of a large job needs much for a moment; a daemon that waits
  /// for months should not keep it.
  static func giveBackFreed() { retort_release_freed_memory() }
}
