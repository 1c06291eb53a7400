/// Inflates one file piece by piece, through a small window on its compressed bytes.
struct InflatingFile: ~Copyable {
  /// What is wrong with the compressed bytes, or with reading them.
  enum Failure: Error {
    case damaged(String)
    case failed(GitError)
  }

  private let file: ReadableFile
  private var inflater: Inflater
  private let window: UnsafeMutableRawBufferPointer
  private var pending = 0..<0
  private var offset = 0
  private var ended = false

  /// Begins to inflate a file from its first byte.
  ///
  /// - Parameter file: The file, whose owner this becomes.
  /// - Throws: `library` where there is no memory.
  init(_ file: consuming ReadableFile) throws(GitError) {
    inflater = try Inflater()
    window = .allocate(byteCount: max(1, min(file.count, 16_384)), alignment: 16)
    self.file = file
  }

  deinit { window.deallocate() }

  /// Inflates until a buffer is full or the stream has ended.
  ///
  /// - Parameter output: Where the bytes go.
  /// - Returns: How many were written; fewer than fit only where the stream ended.
  /// - Throws: `damaged` for a broken or truncated stream.
  mutating func fill(_ output: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    var done = 0
    while !ended, done < output.count {
      let step = try advance(into: UnsafeMutableRawBufferPointer(rebasing: output[done...]))
      done += step
    }
    return done
  }

  /// Checks that the stream ends here and that nothing follows it in the file.
  ///
  /// - Throws: `damaged` where it holds more than its header said, or the file more than the stream.
  mutating func finish() throws(Failure) {
    var spare: UInt8 = 0
    while !ended {
      var produced = 0
      var failure: Failure?
      withUnsafeMutableBytes(of: &spare) { spare in
        do throws(Failure) { produced = try advance(into: spare) } catch { failure = error }
      }
      if let failure { throw failure }
      guard produced == 0 else { throw .damaged("holds more bytes than its header says") }
    }
    if pending.isEmpty { try load() }
    guard pending.isEmpty else { throw .damaged("has bytes after its end") }
  }

  /// Makes one step; every step uses input, makes output, or throws, so that a loop of them ends.
  private mutating func advance(
    into output: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    if pending.isEmpty {
      try load()
      guard !pending.isEmpty else { throw .damaged("is cut short") }
    }
    let input = UnsafeRawBufferPointer(rebasing: window[pending])
    guard let step = inflater.step(input, into: output) else {
      throw .damaged("is not a sound zlib stream")
    }
    guard step.consumed > 0 || step.produced > 0 || step.ended else {
      throw .damaged("is not a sound zlib stream")
    }
    pending = pending.lowerBound + step.consumed..<pending.upperBound
    ended = step.ended
    return step.produced
  }

  private mutating func load() throws(Failure) {
    do throws(GitError) {
      let count = try file.read(at: offset, into: window)
      pending = 0..<count
      offset += count
    } catch {
      throw .failed(error)
    }
  }
}
