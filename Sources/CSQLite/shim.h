#ifndef GIT_EVENTS_CSQLITE_SHIM_H
#define GIT_EVENTS_CSQLITE_SHIM_H

#include <sqlite3.h>

/* `SQLITE_TRANSIENT` is a cast of an integer to a function, which Swift does not import. */
static inline int git_events_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const char *text, int count) {
  return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}

#endif
