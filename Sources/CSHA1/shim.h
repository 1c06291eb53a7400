#ifndef GIT_EVENTS_CSHA1_SHIM_H
#define GIT_EVENTS_CSHA1_SHIM_H

/* SHA-1 in one call, of the BoringSSL that swift-crypto brings along and links. swift-crypto's own
   interface allocates for each hash, and clears what it used. On Apple's systems swift-crypto is CryptoKit, and there is no such function. */
#ifndef __APPLE__
extern unsigned char *CCryptoBoringSSL_SHA1(const void *, unsigned long, unsigned char *);
#endif

#endif
