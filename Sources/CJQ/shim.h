// libjq: its headers come without a .pc file, so the module map names the library to link.
#ifndef GIT_EVENTS_CJQ_SHIM_H
#define GIT_EVENTS_CJQ_SHIM_H

#include <jq.h>
#include <jv.h>

#endif
