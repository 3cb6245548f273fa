package wgan.mpi;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wgan.mpi.ffi.MpiC;

/** What follows a call of MPI: the check of its code, and the text of its result. */
final class Calls {
    private static final int SUCCESS = 0;

    private Calls() {}

    /**
     * Checks the code that a function has returned.
     *
     * @throws MpiException with MPI's text if the call has failed
     */
    static void check(int code, String function) {
        if (code != SUCCESS) {
            throw new MpiException(function + ": " + text(code));
        }
    }

    /** A function that writes an int. */
    @FunctionalInterface
    interface IntFunction {
        int call(MemorySegment result);
    }

    /** Calls a function that writes an int, and returns that. */
    static int intOf(String function, IntFunction call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_INT);
            check(call.call(result), function);
            return result.get(JAVA_INT, 0);
        }
    }

    /** Returns the name and version of the library, its first line. */
    static String libraryVersion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MpiC.MPI_GREATEST_LIBRARY_VERSION_STRING);
            check(MpiC.MPI_Get_library_version(text, arena.allocate(JAVA_INT)), "MPI_Get_library_version");
            return CString.read(text).strip();
        }
    }

    private static String text(int code) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MpiC.MPI_GREATEST_ERROR_STRING);
            if (MpiC.MPI_Error_string(code, text, arena.allocate(JAVA_INT)) != SUCCESS) {
                return "failed with code " + code;
            }
            return CString.read(text).strip().replaceAll("\\s*\\R\\s*", "; ");
        }
    }
}
