// libjq: its headers come without a .pc file, so the module map names the library to link.
#ifndef GIT_EVENTS_CJQ_SHIM_H
#define GIT_EVENTS_CJQ_SHIM_H

#include <jq.h>
#include <jv.h>
#include <string.h>

#ifdef __APPLE__
#include <crt_externs.h>
#define git_events_environment (*_NSGetEnviron())
#else
extern char **environ;
#define git_events_environment environ
#endif
extern int access(const char *, int);

/* Whether a home folder holds a file `.jq`; a name too long to tell counts as one that does. */
static inline int git_events_holds_jq_file(const char *home) {
  static const char name[] = "/.jq";
  char path[4096];
  size_t length = strlen(home);
  if (length > sizeof path - sizeof name) return 1;
  memcpy(path, home, length);
  memcpy(path + length, name, sizeof name);
  return access(path, 0) == 0;
}

/* Compiles a program without the definitions of `$HOME/.jq`.

   jq_compile reads that file into every program: its definitions go before jq's own, and a mistake in it fails
   every program. No option, attribute or definition of ours turns that off; libjq asks getenv("HOME") and no
   one else. So where that file exists, and only there, the entry HOME of the environment points to a place
   that holds no files while the program is compiled (some 20 ms). It is one store of a pointer, not setenv,
   which moves the whole environment under the feet of threads that read it: another thread that asks for HOME
   meanwhile gets the wrong home, nothing worse. Callers let one thread in at a time. */
static inline int git_events_jq_compile(jq_state *jq, const char *program) {
  static char nowhere[] = "HOME=/dev/null";
  char **entry = git_events_environment;
  char *home = 0;
  int compiled;
  for (; entry && *entry; entry++) {
    if (strncmp(*entry, "HOME=", 5) == 0) {
      home = *entry;
      break;
    }
  }
  if (!home || !git_events_holds_jq_file(home + 5)) return jq_compile(jq, program);
  *entry = nowhere;
  compiled = jq_compile(jq, program);
  /* Found again: a setenv of another thread may have moved the environment. */
  for (entry = git_events_environment; entry && *entry; entry++) {
    if (*entry == nowhere) *entry = home;
  }
  return compiled;
}

#endif
