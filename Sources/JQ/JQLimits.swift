/// How much a jq program may use.
package struct JQLimits: Sendable, Hashable {
  /// How long one evaluation may run; nil for as long as it takes.
  package var time: Duration?
  /// How many bytes the process may grow by while a program runs.
  package var memory: Int
  /// How many bytes one yielded value may have as text.
  package var output: Int

  /// Ten seconds, 1 GiB, 64 MiB.
  package static let standard = JQLimits()

  package init(
    time: Duration? = .seconds(10), memory: Int = 1 << 30, output: Int = 64 << 20
  ) {
    self.time = time
    self.memory = memory
    self.output = output
  }
}
