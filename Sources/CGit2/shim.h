#ifndef GIT_EVENTS_CGIT2_SHIM_H
#define GIT_EVENTS_CGIT2_SHIM_H

#include <git2.h>

#endif
