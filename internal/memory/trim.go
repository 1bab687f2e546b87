//go:build cgo

package memory

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
static void trim(void) { malloc_trim(0); }
// Before any thread allocates.
__attribute__((constructor)) static void one_arena(void) { mallopt(M_ARENA_MAX, 1); }
#else
static void trim(void) {}
#endif
*/
import "C"

// trim asks for what free leaves in the C library's own keeping. glibc has a
// store of its own for nearly each thread, all of them with holes: SQLite, which
// takes turns anyway, needs but one.
func trim() { C.trim() }
