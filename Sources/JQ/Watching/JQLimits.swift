/// How much a jq program may use.
package struct JQLimits: Sendable, Hashable {
  /// How long one evaluation may run; nil for as long as it takes.
  package var time: Duration?
  /// How many bytes the process may grow by while a program runs; more than 1 GiB counts as 1 GiB.
  ///
  /// libjq counts the bytes of a string in 31 bits and does not check them: a string may never come near that.
  package var memory: Int
  /// How many bytes one yielded value may have as text.
  package var output: Int

  /// Ten seconds, 1 GiB, 64 MiB.
  package static let standard = JQLimits()

  /// Makes limits.
  ///
  /// - Parameters:
  ///   - time: How long one evaluation may run; nil for as long as it takes.
  ///   - memory: How many bytes the process may grow by while a program runs.
  ///   - output: How many bytes one yielded value may have as text.
  package init(
    time: Duration? = .seconds(10), memory: Int = 1 << 30, output: Int = 64 << 20
  ) {
    self.time = time
    self.memory = memory
    self.output = output
  }
}
