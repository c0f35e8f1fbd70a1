// The reentrant half of GEOS' C API only: every call names its context.
#ifndef ROLLCALL_CGEOS_SHIM_H
#define ROLLCALL_CGEOS_SHIM_H

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#endif
