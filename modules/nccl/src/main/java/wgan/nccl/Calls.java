package wgan.nccl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import wgan.nccl.ffi.NcclC;

/** What follows a call of NCCL: the check of its code, and the text of its result. */
final class Calls {
    /** Texts of NCCL are shorter than this many bytes. */
    private static final int MAX_TEXT = 4096;

    private static final int MAJOR = 10_000;
    private static final int MINOR = 100;

    private Calls() {}

    /**
     * Checks the code that a function has returned.
     *
     * @throws NcclException with NCCL's text if the call has failed
     */
    static void check(int code, String function) {
        if (code != NcclC.NCCL_SUCCESS) {
            String details = text(NcclC.ncclGetLastError(0));
            throw new NcclException(function + ": " + text(NcclC.ncclGetErrorString(code))
                    + (details.isEmpty() ? "" : "; " + details)
                    + "; the environment variable NCCL_DEBUG=INFO makes NCCL print more");
        }
    }

    /** Returns the version of the library, as NCCL encodes it. */
    static int version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(JAVA_INT);
            check(NcclC.ncclGetVersion(version), "ncclGetVersion");
            return version.get(JAVA_INT, 0);
        }
    }

    /** Returns a version as people write it, such as {@code 2.30.7}. */
    static String version(int code) {
        // Before 2.9 the major version was the number of thousands.
        int major = code < MAJOR ? code / (MAJOR / 10) : code / MAJOR;
        int rest = code < MAJOR ? code % (MAJOR / 10) : code % MAJOR;
        return major + "." + rest / MINOR + "." + rest % MINOR;
    }

    /** Returns a text of NCCL in one line. */
    private static String text(MemorySegment string) {
        if (string.address() == 0) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < MAX_TEXT && string.get(JAVA_BYTE, i) != 0; i++) {
            bytes.write(string.get(JAVA_BYTE, i));
        }
        return bytes.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
