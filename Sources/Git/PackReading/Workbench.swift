#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one thread inflates and checks objects with, one after the other: setting that up costs more than a small object.
///
/// Each thread has its own, which no other ever sees, so threads that read at once share nothing here.
final class Workbench {
  /// The largest object that is inflated on the bench; a larger one goes to its place at once.
  static let largest = 1 << 16
  /// Longer than any header, such as `commit 65536` and a NUL.
  private static let headRoom = 32
  /// Up to this size, which trees of events have, streams bring no codes of their own.
  ///
  /// A decompressor that only meets such streams makes the tables of the common codes once.
  private static let plainest = 80

  private let bench: UnsafeMutableRawBufferPointer
  /// Where differences are inflated, which make an object on the bench.
  private let aside: UnsafeMutableRawBufferPointer
  private let usual: Decompressor
  private let plain: Decompressor

  private init() throws(GitError) {
    usual = try Decompressor()
    plain = try Decompressor()
    bench = .allocate(
      byteCount: Workbench.headRoom + Workbench.largest + Decompressor.slack, alignment: 16)
    aside = .allocate(byteCount: Workbench.largest + Decompressor.slack, alignment: 16)
  }

  deinit {
    bench.deallocate()
    aside.deallocate()
  }

  /// Inflates an entry's bytes onto the bench, where they lie until the next call.
  ///
  /// - Parameters:
  ///   - input: The stream, and what may follow it.
  ///   - size: How many bytes it must make; at most `largest`.
  /// - Returns: How many bytes the stream took; nil where it is damaged or has another size.
  func inflate(_ input: UnsafeRawBufferPointer, size: Int) -> Int? {
    let start = Workbench.headRoom
    let decompressor = size <= Workbench.plainest ? plain : usual
    return decompressor.inflate(
      input,
      into: UnsafeMutableRawBufferPointer(
        rebasing: bench[start..<start + size + Decompressor.slack]), size: size)
  }

  /// Inflates an entry's bytes to where they stay.
  ///
  /// - Parameters:
  ///   - input: The stream, and what may follow it.
  ///   - output: Where they go; the stream must fill it.
  /// - Returns: How many bytes the stream took; nil where it is damaged or has another size.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    usual.inflate(input, into: output, size: output.count)
  }

  /// Inflates a difference beside the bench, or finds it where it lies.
  ///
  /// - Parameters:
  ///   - input: The stream, and what may follow it.
  ///   - size: How many bytes it must make; at most `largest`.
  /// - Returns: The difference, which is valid until the next call, and how many bytes the stream took; nil where it is
  ///   damaged or has another size.
  func difference(
    _ input: UnsafeRawBufferPointer, size: Int
  ) -> (bytes: UnsafeRawBufferPointer, used: Int)? {
    if let stored = StoredStream(input, size: size) { return (stored.content, stored.count) }
    let place = UnsafeMutableRawBufferPointer(rebasing: aside[..<(size + Decompressor.slack)])
    guard let used = usual.inflate(input, into: place, size: size) else { return nil }
    return (UnsafeRawBufferPointer(rebasing: place[..<size]), used)
  }

  /// The place for an object that is made on the bench; what was inflated there is gone then.
  ///
  /// - Parameter size: Its size; at most `largest`.
  /// - Returns: So many bytes.
  func place(for size: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(
      rebasing: bench[Workbench.headRoom..<Workbench.headRoom + size])
  }

  /// The bytes that were inflated onto the bench.
  ///
  /// - Parameter size: How many.
  /// - Returns: They are valid until the next call.
  func content(_ size: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bench[Workbench.headRoom..<Workbench.headRoom + size])
  }

  /// Names what was inflated onto the bench: its header is written before it, so that it is hashed in one piece.
  ///
  /// - Parameters:
  ///   - kind: The object's kind.
  ///   - size: Its size.
  /// - Returns: The name that the bytes have.
  func id(of kind: ObjectKind, size: Int) -> ObjectID {
    var start = Workbench.headRoom - 1
    bench[start] = 0
    var rest = size
    repeat {
      start -= 1
      bench[start] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    start -= 1
    bench[start] = UInt8(ascii: " ")
    for byte in kind.word.reversed() {
      start -= 1
      bench[start] = byte
    }
    return ReadHash.id(
      UnsafeRawBufferPointer(rebasing: bench[start..<Workbench.headRoom + size]))
  }
}

extension Workbench {
  /// Where each thread keeps its own; nil where the system has no more places.
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { bench in
      #if canImport(Glibc)
        guard let bench else { return }
      #endif
      Unmanaged<Workbench>.fromOpaque(bench).release()
    }
    return status == 0 ? key : nil
  }()

  /// The bench of the thread that asks.
  ///
  /// The corresponding C function is `pthread_getspecific`.
  ///
  /// - Returns: It must not be handed to another thread.
  /// - Throws: `library` where there is no memory.
  static func ofThread() throws(GitError) -> Workbench {
    guard let key else { return try Workbench() }
    if let known = pthread_getspecific(key) {
      return Unmanaged<Workbench>.fromOpaque(known).takeUnretainedValue()
    }
    let made = try Workbench()
    let kept = Unmanaged.passRetained(made)
    if pthread_setspecific(key, kept.toOpaque()) != 0 { kept.release() }
    return made
  }
}
