import JQ
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct JQSandboxTests {
  @Test(arguments: [JQProfile.projection, .filter])
  func readsNoEnvironment(_ profile: JQProfile) throws {
    #expect(
      try run("$ENV, env, env.HOME, $ENV.PATH", profile: profile) == ["{}", "{}", "null", "null"])
  }

  @Test(
    arguments: [
      "input", "inputs", "_input", "input_filename", "input_line_number", #""a" | modulemeta"#,
      "get_search_list", "get_prog_origin", "get_jq_origin", "debug", "debug(1)", "stderr", "halt",
      "halt_error", "halt_error(1)",
    ])
  func hasNoAccessTo(_ source: String) {
    for profile in [JQProfile.projection, .filter] {
      #expect(failure(source, profile: profile).contains("is not available"))
      #expect(failure("try error(1) catch (\(source))", profile: profile).contains("not available"))
    }
  }

  @Test func theClockIsForFiltersOnly() throws {
    #expect(failure("now") == "now: a projection may not read the clock; use $event.time")
    #expect(try run("now > 1e9", profile: .filter) == ["true"])
  }

  @Test(arguments: [
    "0 | localtime", #"0 | strflocaltime("%H")"#, #"0 | strftime("%Z")"#,
    #"0 | strftime("%-3s")"#, #""1" | strptime("%s")"#,
  ])
  func readsNoTimeZone(_ source: String) {
    for profile in [JQProfile.projection, .filter] {
      #expect(failure(source, profile: profile).contains("the machine's time zone"))
    }
  }

  /// libjq reads definitions from `$HOME/.jq` into every program: not here. In a process of its own, because it changes
  /// the environment.
  @Test(arguments: [
    "def map(f): \"hijacked\"; def add: \"hijacked\"; def _plus(a; b): 0;", "a mistake (",
  ])
  func theHomeFolderHasNoInfluence(_ definitions: String) async {
    await #expect(processExitsWith: .success) { [definitions] in
      let folder = try #require("/tmp/git-events-jq-XXXXXX".withCString { mkdtemp(strdup($0)) })
      let name = String(cString: folder)
      defer {
        unlink(name + "/.jq")
        rmdir(name)
      }
      let file = try #require(fopen(name + "/.jq", "w"))
      fputs(definitions, file)
      fclose(file)
      setenv("HOME", name, 1)
      #expect(try run("map(. + 1) | add", "[1,2]") == ["5"])
      #expect(getenv("HOME").map { String(cString: $0) } == name)
    }
  }

  @Test func datesDoNotDependOnTheTimeZone() throws {
    #expect(try run(#""2015-07-05T23:51:47Z" | fromdate"#) == ["1436140307"])
    #expect(try run("1436140307.5 | gmtime") == ["[2015,6,5,23,51,47.5,0,185]"])
    #expect(
      try run("0, 951782400, -1, 4107542400 | todate") == [
        #""1970-01-01T00:00:00Z""#, #""2000-02-29T00:00:00Z""#, #""1969-12-31T23:59:59Z""#,
        #""2100-03-01T00:00:00Z""#,
      ])
    #expect(
      try run(#"951782400 | strftime("%A %d %B %Y, day %j; %%Z %%s")"#) == [
        #""Tuesday 29 February 2000, day 060; %Z %s""#
      ])
    #expect(
      try run(
        "[-100000000000, -5, 0, 951868799, 253402300799][] | [., (gmtime | mktime)] | unique | length"
      )
        == ["1", "1", "1", "1", "1"])
  }

  /// Against the C library, a day at a time over four centuries.
  @Test func datesAreThoseOfTheCalendar() throws {
    let program = try JQProgram("[.[] | gmtime]", profile: .projection)
    let days = stride(from: -150_000, to: 150_000, by: 37)
    let input = "[" + days.map { String($0 * 86_400 + 86_399) }.joined(separator: ",") + "]"
    let expected = days.map { day -> String in
      var time = time_t(day * 86_400 + 86_399)
      var parts = tm()
      gmtime_r(&time, &parts)
      return "[\(parts.tm_year + 1900),\(parts.tm_mon),\(parts.tm_mday),23,59,59,"
        + "\(parts.tm_wday),\(parts.tm_yday)]"
    }
    let found = try program.values(of: Array(input.utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(found == ["[" + expected.joined(separator: ",") + "]"])
  }
}
