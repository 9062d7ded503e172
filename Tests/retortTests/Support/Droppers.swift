import Foundation

/// Shell processes that all put bundles into one inbox at once, each in every way people do.
struct Droppers {
  /// How one bundle gets into the inbox.
  ///
  /// No way replaces a drop that still waits: whoever does that has taken it back.
  private static let script = """
    set -u
    # $1: this dropper's number; $2: how many bundles; $3: how many there are to choose from;
    # $4: where they are; $5: the inbox
    i=0
    while [ $i -lt $2 ]; do
      n=$(( ($1 * $2 + i) % $3 + 1 ))
      from=$4/$n.tar.zst name=$1-$i.tar.zst
      case $(( i % 25 < 23 ? i % 3 : i % 25 )) in
        0) cp "$from" "$5/$name" ;;
        1) cp "$from" "$5/$name.part" && mv "$5/$name.part" "$5/$name" ;;
        2) # Slowly, in pieces.
           size=$(stat -c %s "$from")
           { head -c $(( size / 3 )) "$from"; sleep 0.02
             tail -c +$(( size / 3 + 1 )) "$from" | head -c $(( size / 3 )); sleep 0.02
             tail -c +$(( size / 3 * 2 + 1 )) "$from"; } > "$5/$name" ;;
        23) # One name for all droppers and every time, written anew the moment it is free.
           cp "$from" "$5/.$name"
           until ln "$5/.$name" "$5/again.tar.zst" 2>/dev/null; do sleep 0.1; done
           rm "$5/.$name" ;;
        24) # The same, not renamed but written in place.
           until ( set -C; cat "$from" > "$5/same.tar.zst" ) 2>/dev/null; do sleep 0.1; done ;;
      esac || exit 1
      i=$(( i + 1 ))
    done
    """

  private let processes: [Process]

  /// - Parameters:
  ///   - bundles: a folder with `1.tar.zst`, `2.tar.zst` …
  ///   - kinds: how many lie there.
  init(
    _ count: Int, dropping each: Int, from bundles: String, kinds: Int, into inbox: String
  ) throws {
    processes = try (0..<count).map { number in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c", Self.script, "dropper", "\(number)", "\(each)", "\(kinds)", bundles, inbox,
      ]
      process.standardInput = FileHandle.nullDevice
      try process.run()
      return process
    }
  }

  var areDone: Bool { !processes.contains { $0.isRunning } }

  /// Whether each left without complaint; waits for it.
  func haveSucceeded() -> Bool {
    for process in processes { process.waitUntilExit() }
    return processes.allSatisfy { $0.terminationStatus == 0 }
  }
}
