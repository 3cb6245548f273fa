package wgan.torch;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.Symbols;

/**
 * The native library of this process: where it was found, what it can do, how many threads it uses.
 *
 * <p>It is looked for, in this order: in the directory that the system property {@code wgan.libtorch} names; in the one
 * that the environment variable {@code LIBTORCH} names; in the torch of {@code python3}, if
 * {@code LIBTORCH_USE_PYTORCH} is 1; in the jars {@code org.bytedeco:pytorch} with this platform's classifier on the
 * module or class path, unpacked once. It is loaded at the first use and stays until the process ends.
 *
 * <p>May be used by any thread.
 */
public final class LibTorch {
    /** The greatest number of threads: more than any processor has, and with more libtorch's pools may end the process. */
    public static final int MAX_THREADS = 1024;

    private static volatile @Nullable LibTorch loaded;
    private static @Nullable String failure;

    private final Installation installation;
    private final Capabilities capabilities;
    private final Cuda cuda;
    private volatile int threads = Processor.physicalCores();

    private LibTorch(Installation installation, Capabilities capabilities, Cuda cuda) {
        this.installation = installation;
        this.capabilities = capabilities;
        this.cuda = cuda;
    }

    /**
     * The library, loaded if it is not yet.
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
            Platform platform = Platform.current();
            library = open(
                    InstallationFinder.find(System.getProperty(InstallationFinder.PROPERTY), System.getenv(), platform),
                    platform);
            loaded = library;
            return library;
        } catch (TorchException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    private static LibTorch open(Installation installation, Platform platform) {
        ThreadPools.sleepSoonWhileWaiting();
        LibraryLoader.Loaded libraries = LibraryLoader.load(installation, platform);
        Symbols.use(libraries.symbols());
        return new LibTorch(
                installation,
                Capabilities.ofLoadedLibrary(),
                new Cuda(installation.directory(), libraries.cudaProblem()));
    }

    /** The version, such as {@code 2.13.0}. */
    public String version() {
        return capabilities.version();
    }

    /** What named its place: a property, a variable or a jar. */
    public String source() {
        return installation.source();
    }

    /** The directory of its libraries. */
    public Path directory() {
        return installation.directory();
    }

    /** The number of threads that one operation uses on the CPU; the physical cores unless it was set. */
    public int threads() {
        return threads;
    }

    /**
     * Sets the number of threads that one operation uses on the CPU, in each of the library's pools.
     *
     * @param threads 1 to {@value #MAX_THREADS}
     */
    public void setThreads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 to " + MAX_THREADS);
        }
        this.threads = threads;
    }

    /** The number of GPUs that it can use. */
    public int gpuCount() {
        return cuda.deviceCount();
    }

    /** The versions of the CUDA driver and runtime, such as {@code driver 13.0, runtime 13.0}; empty without CUDA. */
    public Optional<String> cudaVersions() {
        return cuda.versions();
    }

    /** Why {@link #gpuCount()} is 0, in one line; empty if it is not. */
    public Optional<String> cudaProblem() {
        return cuda.problem();
    }

    /** Whether the device multiplies bf16 natively, which is faster than f32; elsewhere bf16 may be slower. */
    public boolean hasNativeBf16(Device device) {
        return device.isCpu() ? capabilities.hasNativeBf16() : cuda.hasNativeBf16(device.index());
    }

    /**
     * Checks that tensors can be on the device.
     *
     * @throws DeviceNotAvailableException if they cannot, with the reason
     */
    public void require(Device device) {
        if (!device.isCpu() && device.index() >= gpuCount()) {
            throw new DeviceNotAvailableException(
                    device, cudaProblem().orElse("there are " + gpuCount() + " GPUs, counted from 0"));
        }
    }

    boolean makesBoxes() {
        return capabilities.makesBoxes();
    }

    boolean hasOneDnn() {
        return capabilities.hasOneDnn();
    }

    boolean keepsErrorText() {
        return capabilities.keepsErrorText();
    }
}
