"""The limits of a child process on Windows: a job object that it enters before it sees a file.

Windows has no limits of a process of its own; a job holds memory, processor time and the number of
processes, and ends the child when one is passed.
"""

from __future__ import annotations

import ctypes
from typing import Any

_EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation."""
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_UNASKED, _KILL_ON_CLOSE = 0x400, 0x2000
_TICKS = 10_000_000
"""Windows counts processor time by 100 nanoseconds."""


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, as winnt.h lays it out."""

    _fields_ = (
        ("basic", _Basic),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def kernel() -> Any:
    """Return the functions of the system (Windows only), their handles as wide as pointers."""
    found = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    found.CreateJobObjectW.restype = ctypes.c_void_p
    found.GetCurrentProcess.restype = ctypes.c_void_p
    found.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    found.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    return found


def enter_job(system: Any, memory: int, cpu_seconds: int | None) -> None:
    """Put this process alone into a job with these limits; OSError when the system refuses."""
    limits = Limits()
    limits.process_memory = memory
    limits.basic.flags = _PROCESS_MEMORY | _ACTIVE_PROCESS | _DIE_UNASKED | _KILL_ON_CLOSE
    limits.basic.active_processes = 1
    if cpu_seconds is not None:
        limits.basic.flags |= _PROCESS_TIME
        limits.basic.process_time = cpu_seconds * _TICKS
    job = system.CreateJobObjectW(None, None)
    size = ctypes.sizeof(limits)
    is_set = job and system.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), size
    )
    if not is_set or not system.AssignProcessToJobObject(job, system.GetCurrentProcess()):
        raise OSError("the child could not be bounded")
