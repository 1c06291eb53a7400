#ifndef GIT_EVENTS_DEMO_DATA_H
#define GIT_EVENTS_DEMO_DATA_H

#include <stddef.h>
#include <stdint.h>

/* The data set that `git events demo` imports, as JSON Lines; see LICENSE-octokit-webhooks. It is a part of the
   program because a resource bundle would make every start load Foundation. */

/* How many bytes there are. */
size_t demo_data_size(void);

/* Copies at most `count` bytes from `offset` on; returns how many there were. */
size_t demo_data_copy(size_t offset, uint8_t *into, size_t count);

#endif
