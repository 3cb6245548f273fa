package wgan.torch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's libraries, which the CUDA build of libtorch requires and does not always contain. */
final class NvidiaLibraries {
    /**
     * Each after those that it requires. The other parts of cuDNN and of the run-time compiler are found by these, which are
     * in the same directory.
     */
    static final List<String> LOAD_ORDER = List.of(
            "cudart",
            "cupti",
            "nvJitLink",
            "nvrtc",
            "cublasLt",
            "cublas",
            "cufft",
            "curand",
            "cusparse",
            "cusolver",
            "cufile",
            "nccl",
            "cudnn");

    /** A library of NVIDIA that the system's loader does not find; in its message on Linux. */
    private static final Pattern MISSING =
            Pattern.compile("(lib(?:cu|nv|nccl)[\\w-]*\\.so\\S*): cannot open shared object file");

    private NvidiaLibraries() {}

    /** Returns what to do if a message states that one of these libraries is missing, as the end of a sentence; else nothing. */
    static String remedy(String message) {
        Matcher missing = MISSING.matcher(message);
        return missing.find()
                ? "; " + missing.group(1)
                        + " is one of NVIDIA's libraries: install CUDA, cuDNN and NCCL in the versions that"
                        + " this libtorch was built for, and add their directories to LD_LIBRARY_PATH"
                : "";
    }
}
