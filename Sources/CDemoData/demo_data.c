#include "demo_data.h"

#include <string.h>

/* #embed is C23; clang takes it in every mode and, before C23, warns that it is newer. */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#pragma clang diagnostic ignored "-Wpedantic"
#endif

static const uint8_t data[] = {
#embed "github-webhooks.jsonl"
};

size_t demo_data_size(void) { return sizeof data; }

size_t demo_data_copy(size_t offset, uint8_t *into, size_t count) {
  if (offset >= sizeof data) return 0;
  size_t rest = sizeof data - offset;
  if (count > rest) count = rest;
  memcpy(into, data + offset, count);
  return count;
}
