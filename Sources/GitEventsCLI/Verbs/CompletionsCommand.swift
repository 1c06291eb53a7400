import ArgumentParser

/// `completions`: what a shell needs to complete the command line.
struct CompletionsCommand: Verb {
  /// A shell that is served.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  static let configuration = CommandConfiguration.verb(
    commandName: "completions",
    abstract: "Write the completion script of a shell.",
    usage: "git events completions bash|zsh|fish",
    discussion: """
      The bash script completes `git events …` through git's own completion, too; zsh does so by itself.

      EXAMPLES:
        git events completions bash >> ~/.bash_completion
        git events completions zsh > ~/.zfunc/_git-events
        git events completions fish > ~/.config/fish/completions/git-events.fish
      """)

  @Argument(help: "The shell.")
  var shell: Shell

  func run(_ context: Context) throws {
    let known: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try context.output.line(RootCommand.completionScript(for: known))
    if shell == .bash { try context.output.line(CompletionsCommand.gitBridge) }
  }

  /// Git's completion calls this function for `git events …`: it makes the two words one.
  private static let gitBridge = """

    _git_events() {
        local -i word=1
        while [[ "${COMP_WORDS[word]}" != events ]]; do word+=1; done
        local before="${COMP_LINE%%events*}events"
        COMP_LINE="git-events${COMP_LINE#"${before}"}"
        COMP_POINT=$((COMP_POINT - ${#before} + 10))
        COMP_WORDS=("git-events" "${COMP_WORDS[@]:word + 1}")
        COMP_CWORD=$((COMP_CWORD - word))
        _git-events git-events "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    }
    """
}
