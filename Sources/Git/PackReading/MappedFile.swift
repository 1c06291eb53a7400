import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of one whole file, mapped; those of a small file are copied, because a mapping costs more.
///
/// Packs and their indexes are never changed in place, only replaced, which a mapping outlives. Whoever cuts a mapped
/// file short stops its readers, git itself included.
// Proof: the bytes are only read, from init to deinit at one address; `blocks` is guarded by its mutex.
final class MappedFile: @unchecked Sendable {
  /// A file of at most so many bytes is copied.
  private static let smallest = 1 << 16

  /// All bytes; they may be read while the owner of this value keeps it alive.
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool
  private let resident: ResidentPages
  /// A bit for each block that was read.
  private let blocks: Mutex<[UInt64]>
  /// The block that was read last, which most reads are in.
  private let latest = Atomic<Int>(-1)

  /// Maps or copies a file.
  ///
  /// The corresponding C function is `mmap`.
  ///
  /// - Parameters:
  ///   - file: The open file; it may be closed afterwards.
  ///   - resident: What the pages that are read are counted in.
  /// - Throws: `system`.
  init(_ file: borrowing ReadableFile, _ resident: ResidentPages) throws(GitError) {
    self.resident = resident
    let count = file.count
    isMapped = count > MappedFile.smallest
    if isMapped {
      guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
        start != MAP_FAILED
      else { throw .system(call: "mmap", path: file.path, errno: errno) }
      bytes = UnsafeRawBufferPointer(start: start, count: count)
      let blockCount = count / ResidentPages.blockSize + 1
      blocks = Mutex([UInt64](repeating: 0, count: blockCount / 64 + 1))
    } else {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 8)
      let filled: Int
      do throws(GitError) {
        filled = try file.read(
          at: 0, into: UnsafeMutableRawBufferPointer(rebasing: copy[..<count]))
      } catch {
        copy.deallocate()
        throw error
      }
      bytes = UnsafeRawBufferPointer(start: copy.baseAddress, count: filled)
      blocks = Mutex([])
    }
  }

  deinit {
    if isMapped {
      giveBack()
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }

  /// Notes that a part is being read.
  ///
  /// - Parameter range: The part, inside the file.
  func note(_ range: Range<Int>) {
    guard isMapped, !range.isEmpty else { return }
    let first = range.lowerBound / ResidentPages.blockSize
    let last = (range.upperBound - 1) / ResidentPages.blockSize
    if first == last, latest.load(ordering: .relaxed) == first { return }
    let added = blocks.withLock { blocks in
      var added = 0
      for block in first...last where blocks[block / 64] & 1 << (block % 64) == 0 {
        blocks[block / 64] |= 1 << (block % 64)
        added += 1
      }
      return added
    }
    latest.store(last, ordering: .relaxed)
    if added > 0 { resident.add(added) }
  }

  /// Gives all pages back; reading them again maps them in again, so this is safe beside readers.
  ///
  /// The corresponding C function is `madvise`.
  func giveBack() {
    guard isMapped else { return }
    let held = blocks.withLock { blocks in
      let held = blocks.reduce(0) { $0 + $1.nonzeroBitCount }
      if held > 0 { for index in blocks.indices { blocks[index] = 0 } }
      return held
    }
    guard held > 0 else { return }
    latest.store(-1, ordering: .relaxed)
    resident.add(-held)
    madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }
}
