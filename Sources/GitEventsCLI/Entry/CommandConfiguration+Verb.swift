import ArgumentParser

extension CommandConfiguration {
  /// How a verb is called and explained.
  ///
  /// - Parameters:
  ///   - commandName: Its name.
  ///   - abstract: What it does, in a line.
  ///   - usage: How it is used.
  ///   - discussion: What else is to be known.
  /// - Returns: The configuration, which says what the verb hangs below: by itself, it offers no scripts for shells.
  static func verb(
    commandName: String, abstract: String, usage: String, discussion: String
  ) -> CommandConfiguration {
    var configuration = CommandConfiguration(
      commandName: commandName, abstract: abstract, usage: usage, discussion: discussion)
    configuration._superCommandName = "git-events"
    return configuration
  }
}
