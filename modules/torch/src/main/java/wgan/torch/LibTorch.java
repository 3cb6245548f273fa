package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;
import wgan.torch.ffi.Symbols;

/**
 * The native library of this process: where it was found, what it can do, how many threads it uses.
 *
 * <p>It is looked for, in this order: in the directory that the system property {@code wgan.libtorch} names; in the one
 * that the environment variable {@code LIBTORCH} names; where {@code python3} has its torch, if
 * {@code LIBTORCH_USE_PYTORCH} is 1; in the jars {@code org.bytedeco:pytorch} with this platform's classifier on the
 * module or class path, unpacked once. It is loaded when it is first needed and stays until the process ends.
 */
@SuppressWarnings("restricted")
public final class LibTorch {
    /** More threads than any processor has: beyond, libtorch's pools may end the process. */
    public static final int MAX_THREADS = 1024;

    private static final String FIRST_VERSION = "2.10";
    /** The function that came with the first version that can be used. */
    private static final String FIRST_VERSION_MARK = "torch_call_dispatcher";
    /** Some function of the CUDA part. */
    private static final String CUDA_MARK = "aoti_torch_create_cuda_guard";

    private static final Operator ONE_DNN_TAKES_BF16 = Operator.of("mkldnn::_is_mkldnn_bf16_supported() -> bool");
    /** What the CUDA runtime calls the first number of the compute capability, and the first one whose cores take bf16. */
    private static final int CAPABILITY = 75;

    private static final int AMPERE = 8;

    private static volatile @Nullable LibTorch loaded;
    private static @Nullable String failure;

    private final Installation installation;
    private final @Nullable String cudaLoadProblem;
    private final long abiVersion;
    private final boolean makesBoxes;
    private final boolean keepsErrorText;
    private final boolean hasOneDnn;
    private volatile int threads = Processor.physicalCores();

    private LibTorch(Installation installation, @Nullable String cudaLoadProblem) {
        this.installation = installation;
        this.cudaLoadProblem = cudaLoadProblem;
        abiVersion = LibTorchC.aoti_torch_abi_version();
        makesBoxes = Symbols.has("torch_new_stable_ivalue");
        keepsErrorText = Symbols.has("torch_exception_get_what_without_backtrace");
        hasOneDnn = Symbols.has("aoti_torch_cpu__linear_pointwise");
    }

    /**
     * The library, loaded if it was not.
     *
     * @throws TorchException if none was found or it cannot be used; the same at every later call
     */
    public static LibTorch get() {
        LibTorch library = loaded;
        return library == null ? load() : library;
    }

    private static synchronized LibTorch load() {
        LibTorch library = loaded;
        if (library != null) {
            return library;
        }
        if (failure != null) {
            throw new TorchException(failure);
        }
        try {
            Installation installation =
                    InstallationFinder.find(System.getProperty(InstallationFinder.PROPERTY), System.getenv());
            library = open(installation);
            loaded = library;
            return library;
        } catch (TorchException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    private static LibTorch open(Installation installation) {
        ThreadPools.sleepSoonWhileWaiting();
        SymbolLookup lookup = name -> Optional.empty();
        String cudaProblem = null;
        for (Path library : installation.libraries()) {
            if (cudaProblem != null) {
                break; // what is left needs the CUDA part
            }
            try {
                lookup = load(library).or(lookup);
            } catch (IllegalArgumentException e) {
                if (!Installation.libraryName(library).endsWith("_cuda")) {
                    throw new TorchException(
                            installation.source() + ": " + library + " cannot be loaded: " + e.getMessage()
                                    + "; expected libtorch " + FIRST_VERSION + " or later for "
                                    + NativesJars.platform(),
                            e);
                }
                cudaProblem = e.getMessage();
            }
        }
        if (lookup.find(FIRST_VERSION_MARK).isEmpty()) {
            throw new TorchException(installation.source() + ": the libtorch in " + installation.directory()
                    + " is older than " + FIRST_VERSION + " (it has no " + FIRST_VERSION_MARK
                    + "); use a newer one");
        }
        Symbols.use(lookup);
        return new LibTorch(installation, cudaProblem);
    }

    /**
     * Loads one library for the life of the process.
     *
     * @throws IllegalArgumentException with the reason if it cannot be loaded
     */
    private static SymbolLookup load(Path library) {
        if (Installation.isNoLibrary(library)) {
            throw new IllegalArgumentException("it is not a library");
        }
        try {
            // libtorch starts threads and registers exit handlers: it cannot be unloaded.
            return SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(whyItDoesNotLoad(library, e), e);
        }
    }

    /** The system's own words, which only the JDK's other way to load a library passes on. */
    private static String whyItDoesNotLoad(Path library, IllegalArgumentException plain) {
        String path = library.toAbsolutePath().toString();
        try {
            System.load(path);
            return String.valueOf(plain.getMessage());
        } catch (UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage())
                    .replace(path + ": ", "") // once by the JDK, once by the system
                    .strip()
                    .replaceAll("\\s*\\R\\s*", " ");
        }
    }

    /** Its version, such as {@code 2.13.0}. */
    public String version() {
        return (abiVersion >>> 56) + "." + (abiVersion >>> 48 & 0xff) + "." + (abiVersion >>> 40 & 0xff);
    }

    /** Who said where it is: a property, a variable, or a jar. */
    public String source() {
        return installation.source();
    }

    /** The directory of its libraries. */
    public Path directory() {
        return installation.directory();
    }

    /** How many threads one operation uses on the CPU; the physical cores unless it was set. */
    public int threads() {
        return threads;
    }

    /**
     * Sets how many threads one operation uses on the CPU, in each of the library's pools.
     *
     * @param threads 1 to {@value #MAX_THREADS}
     */
    public void setThreads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 to " + MAX_THREADS);
        }
        this.threads = threads;
    }

    /** How many GPUs it can use. */
    public int gpuCount() {
        if (!Symbols.has(CUDA_MARK) || !Symbols.has("cudaGetDeviceCount")) {
            return 0;
        }
        return answer(LibTorchC::cudaGetDeviceCount).orElse(0);
    }

    /** The versions of the CUDA driver and runtime, such as {@code driver 13.0, runtime 13.0}; empty without CUDA. */
    public Optional<String> cudaVersions() {
        if (!Symbols.has("cudaDriverGetVersion") || !Symbols.has("cudaRuntimeGetVersion")) {
            return Optional.empty();
        }
        return Optional.of("driver " + cudaVersion(LibTorchC::cudaDriverGetVersion) + ", runtime "
                + cudaVersion(LibTorchC::cudaRuntimeGetVersion));
    }

    private static String cudaVersion(ToIntFunction<MemorySegment> question) {
        int version = answer(question).orElse(0);
        return version / 1000 + "." + version % 1000 / 10;
    }

    /** What a function of the CUDA runtime answers through its argument; empty if it fails. */
    private static OptionalInt answer(ToIntFunction<MemorySegment> question) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            return question.applyAsInt(number) == 0
                    ? OptionalInt.of(number.get(ValueLayout.JAVA_INT, 0))
                    : OptionalInt.empty();
        }
    }

    /** Whether the device multiplies bf16 as such, which is faster than f32; elsewhere it may be slower. */
    public boolean hasNativeBf16(Device device) {
        if (device.isCpu()) {
            return hasOneDnn
                    && Processor.hasBf16()
                    && ONE_DNN_TAKES_BF16.callForResults().bool(0);
        }
        return Symbols.has("cudaDeviceGetAttribute")
                && answer(number -> LibTorchC.cudaDeviceGetAttribute(number, CAPABILITY, device.index()))
                                .orElse(0)
                        >= AMPERE;
    }

    /** Why {@link #gpuCount()} is 0, in one line; empty if it is not. */
    public Optional<String> cudaProblem() {
        if (gpuCount() > 0) {
            return Optional.empty();
        }
        if (cudaLoadProblem != null) {
            return Optional.of("its CUDA part cannot be loaded: " + cudaLoadProblem);
        }
        if (!Symbols.has(CUDA_MARK)) {
            return Optional.of("the libtorch in " + directory() + " is a build for the CPU only");
        }
        return Optional.of("the CUDA runtime finds no GPU that it can use");
    }

    /**
     * Checks that tensors can live on the device.
     *
     * @throws TorchException if they cannot, with the reason
     */
    public void require(Device device) {
        if (device.isCpu() || device.index() < gpuCount()) {
            return;
        }
        throw new TorchException("device " + device + " is not to be had: "
                + cudaProblem().orElse("there are " + gpuCount() + " GPUs, counted from 0")
                + "; use --device cpu, or a libtorch with CUDA (Maven profile gpu, or LIBTORCH)");
    }

    long abiVersion() {
        return abiVersion;
    }

    /** Whether it has a function that makes boxes for optional arguments. */
    boolean makesBoxes() {
        return makesBoxes;
    }

    /** Whether it has oneDNN's matrix product. */
    boolean hasOneDnn() {
        return hasOneDnn;
    }

    /** Whether it can tell what a failure was. */
    boolean keepsErrorText() {
        return keepsErrorText;
    }
}
