// libxlsxwriter 1.1.4 or later: writes XLSX workbooks, row by row in its constant-memory mode.
#ifndef ROLLCALL_CXLSXWRITER_SHIM_H
#define ROLLCALL_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
