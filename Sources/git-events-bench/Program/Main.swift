import ArgumentParser

/// Where the program begins: as the benchmark, or as the small process that `PeakMemory` needs.
@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == PeakMemory.verb, arguments.count > 2 {
      PeakMemory.measure(Array(arguments.dropFirst(2)), report: arguments[1])
    } else {
      BenchCommand.main()
    }
  }
}
