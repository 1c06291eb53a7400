#ifndef GIT_EVENTS_CGIT2_SHIM_H
#define GIT_EVENTS_CGIT2_SHIM_H

#include <git2.h>
#include <git2/odb_backend.h>
#include <git2/sys/odb_backend.h>

/* Each function here is a `static inline` wrapper for what Swift cannot import: variadic functions and
   initialiser macros. Each says why libgit2 is asked for it. */

/* Where libgit2 looks for configuration of its own accord. An empty path keeps it from reading the user's
   home directory: which files count is decided by the caller (floors 0-3 read no environment). */
static inline int git_events_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

/* libgit2's ownership check reads `safe.directory` from the global configuration, which the line above
   has just hidden from it. Opening a repository runs nothing from it, so the check guards nothing here. */
static inline int git_events_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/* Every object that is read is hashed again and compared with its name. */
static inline int git_events_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* Every append is a pack, and libgit2 would keep a descriptor open for each pack that it has read. */
static inline int git_events_set_open_packs(size_t limit) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, limit);
}

/* libgit2 would map up to 8 GB of packs, a gigabyte at a time: memory would grow with the store that is read. */
static inline int git_events_set_pack_window(size_t size) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, size);
}

static inline int git_events_set_mapped_packs(size_t limit) {
  return git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, limit);
}

/* libgit2 keeps up to 256 MB of objects that it has read. Events are read once; what is read again is cached
   above, in parsed form. */
static inline int git_events_set_object_caching(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

#endif
