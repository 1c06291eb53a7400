#ifndef GIT_EVENTS_CDEFLATE_SHIM_H
#define GIT_EVENTS_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
