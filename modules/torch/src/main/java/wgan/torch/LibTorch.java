package wgan.torch;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.Symbols;

/**
 * The native library of this process: its location, its version, its devices and its number of threads.
 *
 * <p>It is searched for in this order: the directory that the system property {@code wgan.libtorch} names; the directory
 * that the environment variable {@code LIBTORCH} names; the torch of {@code python3}, on Windows of {@code python}, if
 * {@code LIBTORCH_USE_PYTORCH} is 1; {@code lib/libtorch} in the directory of the Java runtime, where a release of this
 * program has it; the jars {@code org.bytedeco:pytorch} with this platform's classifier on the module or class path, which
 * are unpacked once. It is loaded at the first use and stays loaded until the process ends.
 *
 * <p>May be used by any thread.
 */
@SuppressWarnings("restricted")
public final class LibTorch {
    /** The greatest number of threads, more than any processor has. With more threads, libtorch's pools may end the process. */
    public static final int MAX_THREADS = 1024;

    private static volatile @Nullable LibTorch loaded;
    private static @Nullable String failure;

    private final Installation installation;
    private final Capabilities capabilities;
    private final Cuda cuda;
    private volatile int threads = Processor.physicalCores();
    private volatile boolean tf32;
    private volatile int countedGpus; // no GPU is removed while the process runs

    private LibTorch(Installation installation, Capabilities capabilities, Cuda cuda, boolean tf32) {
        this.tf32 = tf32;
        this.installation = installation;
        this.capabilities = capabilities;
        this.cuda = cuda;
    }

    /**
     * Returns the library; loads it at the first call.
     *
     * @throws TorchException if no library was found, or it cannot be used, or Java refuses native calls of this module; every later
     *     call throws the same
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
            NativeAccess.require(
                    "libtorch", LibTorch.class, () -> MemorySegment.NULL.reinterpret(0), TorchException::new);
            Platform platform = Platform.current();
            library = open(
                    InstallationFinder.find(
                            System.getProperty(InstallationFinder.PROPERTY),
                            System.getenv(),
                            Path.of(System.getProperty("java.home")),
                            platform),
                    platform);
            loaded = library;
            return library;
        } catch (TorchException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    private static LibTorch open(Installation installation, Platform platform) {
        ThreadPools.setDefaults();
        NativeHeap.keepFreedMemory(System.getenv());
        CudaArithmetic.prepareEnvironment();
        LibraryLoader.Loaded libraries = LibraryLoader.load(installation, platform);
        Symbols.use(libraries.symbols());
        CudaArithmetic.makeDeterministic();
        boolean tf32 = CudaArithmetic.isTf32Allowed(System.getenv());
        CudaArithmetic.allowTf32(tf32);
        ProcessExit.watch();
        return new LibTorch(
                installation,
                Capabilities.ofLoadedLibrary(),
                new Cuda(installation.directory(), libraries.cudaProblem()),
                tf32);
    }

    /** Returns the version, such as {@code 2.13.0}. */
    public String version() {
        return capabilities.version();
    }

    /** Returns the property, the variable or the jar that named its location. */
    public String source() {
        return installation.source();
    }

    /** Returns the directory of its libraries. */
    public Path directory() {
        return installation.directory();
    }

    /** Returns the number of threads that one operation uses on the CPU: the number of physical cores unless it was set. */
    public int threads() {
        return threads;
    }

    /**
     * Sets the number of threads that one operation uses on the CPU, in each of the library's pools.
     *
     * @param threads 1 to {@value #MAX_THREADS}
     * @throws IllegalArgumentException if the number is out of range
     */
    public void setThreads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 to " + MAX_THREADS);
        }
        this.threads = threads;
    }

    /** Returns the number of GPUs that it can use. */
    public int gpuCount() {
        return cuda.deviceCount();
    }

    /**
     * Returns the versions of the CUDA driver and runtime, such as {@code driver 13.0, runtime 13.0}, with {@code none} for a
     * missing one; empty without CUDA.
     */
    public Optional<String> cudaVersions() {
        return cuda.versions();
    }

    /** Returns the reason why {@link #gpuCount()} is 0, in one line; empty if it is not 0. */
    public Optional<String> cudaProblem() {
        return cuda.problem();
    }

    /** Returns whether the device multiplies bf16 natively, which is faster than f32; on other devices bf16 may be slower. */
    public boolean hasNativeBf16(Device device) {
        return device.isCpu() ? capabilities.hasNativeBf16() : cuda.hasNativeBf16(device.index());
    }

    /**
     * Returns whether a GPU may compute matrix products and convolutions of f32 tensors in TF32, which has 10 bits of mantissa
     * instead of 23 and is faster. It may not, unless {@link #setTf32} allows it, or the environment variable {@value
     * CudaArithmetic#ALLOW_TF32_VARIABLE} was 1 when libtorch was loaded.
     */
    public boolean isTf32Allowed() {
        return tf32;
    }

    /**
     * Sets whether a GPU may use TF32: see {@link #isTf32Allowed}. It applies to all threads, and must not be called while one
     * of them computes. Has no effect on the CPU, nor on Windows, where libtorch's defaults apply: TF32 in convolutions only.
     */
    public void setTf32(boolean allowed) {
        CudaArithmetic.allowTf32(allowed);
        tf32 = allowed;
    }

    /**
     * Checks that the device can be used. The methods that create tensors on a device do so, too.
     *
     * @throws DeviceNotAvailableException if it cannot, with the reason
     */
    public void require(Device device) {
        if (device.isCpu() || device.index() < countedGpus) {
            return;
        }
        int count = gpuCount();
        countedGpus = count;
        if (device.index() >= count) {
            throw new DeviceNotAvailableException(
                    device, cudaProblem().orElse("there are " + count + " GPUs, counted from 0"));
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
