import Testing

@testable import Inbox

@Suite("The share of a machine") struct ControlGroupsTests {
  private func groups(_ membership: String, _ files: [String: String]) -> ControlGroups {
    ControlGroups(membership: membership) { files[$0] }
  }

  @Test("is the smallest limit on the way of a version 2 group")
  func unified() {
    let found = groups(
      "0::/system.slice/retort.service\n",
      [
        "/sys/fs/cgroup/system.slice/retort.service/memory.max": "8589934592\n",
        "/sys/fs/cgroup/system.slice/memory.max": "4294967296\n",
        "/sys/fs/cgroup/system.slice/retort.service/cpu.max": "150000 100000\n",
        "/sys/fs/cgroup/system.slice/cpu.max": "max 100000\n",
      ])
    #expect(
      found.memory == .init(value: 4 << 30, path: "/sys/fs/cgroup/system.slice/memory.max"))
    #expect(
      found.processors
        == .init(value: 1.5, path: "/sys/fs/cgroup/system.slice/retort.service/cpu.max"))
  }

  @Test("is read from the hierarchies of version 1, each with its own path")
  func legacy() {
    let found = groups(
      "5:memory:/jobs/7\n4:cpu,cpuacct:/jobs\n1:name=systemd:/x\n0::/\n",
      [
        "/sys/fs/cgroup/memory/jobs/7/memory.limit_in_bytes": "1073741824\n",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us": "200000\n",
        "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
      ])
    #expect(found.memory?.value == 1 << 30)
    #expect(found.processors?.value == 2)
  }

  @Test("is seen from inside a container, whose group lies where the host's root does")
  func container() {
    let found = groups(
      "0::/docker/0123abcd\n", ["/sys/fs/cgroup/memory.max": "536870912\n"])
    #expect(found.memory == .init(value: 512 << 20, path: "/sys/fs/cgroup/memory.max"))
    #expect(groups("0::/../other\n", ["/sys/fs/cgroup/memory.max": "5\n"]).memory?.value == 5)
  }

  @Test(
    "is the whole machine where nothing is limited, absent or not understood",
    arguments: ["max\n", "", "-1\n", "0\n", "1 2\n", "words\n", "99999999999999999999\n"])
  func unlimited(text: String) {
    let found = groups(
      "0::/a\nnonsense\n\n3:memory\n",
      ["/sys/fs/cgroup/a/memory.max": text, "/sys/fs/cgroup/a/cpu.max": text + "x"])
    #expect(found.memory == nil)
    #expect(found.processors == nil)
    #expect(MachineShare.memory(machine: 8 << 30, found) == MachineShare(amount: 8 << 30))
    #expect(MachineShare.processors(machine: 4, found) == MachineShare(amount: 4))
  }

  @Test("names the file that limits it, and rounds a part of a processor up")
  func share() {
    let found = groups(
      "0::/a\n",
      [
        "/sys/fs/cgroup/a/memory.max": "1073741824\n",
        "/sys/fs/cgroup/a/cpu.max": "250000 100000\n",
      ])
    #expect(
      MachineShare.memory(machine: 8 << 30, found)
        == MachineShare(amount: 1 << 30, limitedBy: "/sys/fs/cgroup/a/memory.max"))
    #expect(MachineShare.memory(machine: 1 << 20, found) == MachineShare(amount: 1 << 20))
    #expect(
      MachineShare.processors(machine: 8, found)
        == MachineShare(amount: 3, limitedBy: "/sys/fs/cgroup/a/cpu.max"))
    #expect(MachineShare.processors(machine: 3, found) == MachineShare(amount: 3))
    let little = groups("0::/a\n", ["/sys/fs/cgroup/a/cpu.max": "1000 100000\n"])
    #expect(MachineShare.processors(machine: 8, little).amount == 1)
  }

  @Test("of this machine is something, and no more than the machine has")
  func here() {
    #expect(Machine.processors >= 1)
    #expect(Machine.memoryBytes >= 1 << 20)
    if let path = Machine.memoryShare.limitedBy { #expect(Machine.text(path) != nil) }
  }

  @Test("a program is named by its linker, in hexadecimal digits and the same at every call")
  func buildIdentifier() {
    guard let identifier = Machine.buildIdentifier else { return }
    #expect(identifier.count >= 16 && identifier.allSatisfy(\.isHexDigit))
    #expect(Machine.buildIdentifier == identifier)
  }
}
