package wgan.nccl;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.nccl.ffi.NcclC;
import wgan.nccl.ffi.Symbols;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.NativeAccess;
import wgan.torch.Tensor;
import wgan.train.Collective;

/**
 * The NCCL of this process: the library that connects GPUs.
 *
 * <pre>{@code
 * Collective processes = Mpi.get().connect();
 * Collective gpus = Nccl.get().connect(processes, Device.cuda(localRank));
 * }</pre>
 *
 * <p>The library is the one that the system property {@value #PROPERTY} names (a file, or its directory); else the one that libtorch has
 * loaded; else one that the system's loader finds, one beside libtorch, or pip's. It is loaded by {@link #find} or {@link #get}, and
 * stays loaded until the process ends. It exists for Linux only.
 *
 * <p>May be used by any thread.
 */
@SuppressWarnings("restricted")
public final class Nccl {
    /** The system property that names the library. */
    public static final String PROPERTY = "wgan.nccl";

    private static final int ROOT = 0;

    private static @Nullable Nccl loaded;
    private static @Nullable String failure;

    private final String library;
    private final String version;

    private Nccl(String library, String version) {
        this.library = library;
        this.version = version;
    }

    /**
     * Returns the NCCL of this process; loads it, and libtorch, at the first call. Empty if there is none.
     *
     * @throws NcclException if the library that {@value #PROPERTY} names cannot be loaded, or if the one that was found is too old, or
     *     if Java refuses native calls of this module; every later call throws the same
     * @throws wgan.torch.TorchException if libtorch cannot be used
     */
    public static synchronized Optional<Nccl> find() {
        if (failure != null) {
            throw new NcclException(failure);
        }
        if (loaded == null) {
            try {
                NativeAccess.require("NCCL", Nccl.class, () -> MemorySegment.NULL.reinterpret(0), NcclException::new);
                loaded = load(finder());
            } catch (NcclException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return Optional.ofNullable(loaded);
    }

    /**
     * Returns the NCCL of this process; loads it, and libtorch, at the first call.
     *
     * @throws NcclException if there is none, or as {@link #find} throws it
     */
    public static Nccl get() {
        return find().orElseThrow(() -> new NcclException("no NCCL: " + LibraryFinder.LIBRARY
                + " was not found; install NCCL 2.23 or later (pip's package nvidia-nccl-cu13, beside torch), or name its library with"
                + " system property " + PROPERTY));
    }

    private static LibraryFinder finder() {
        return new LibraryFinder(System.getProperty(PROPERTY), LibTorch.get().directory());
    }

    private static @Nullable Nccl load(LibraryFinder finder) {
        Optional<Path> named = finder.named();
        if (named.isPresent()) {
            String library = named.get().toString();
            return opened(
                    library,
                    lookup(library)
                            .orElseThrow(() -> new NcclException("system property " + PROPERTY + " names " + library
                                    + ", which cannot be loaded; expected a library of NCCL for this platform")));
        }
        for (String candidate : finder.candidates()) {
            Optional<SymbolLookup> symbols = lookup(candidate);
            if (symbols.isPresent()) {
                return opened(candidate, symbols.get());
            }
        }
        return null;
    }

    /** Returns the functions of a library; empty if it cannot be loaded. */
    private static Optional<SymbolLookup> lookup(String library) {
        try {
            // NCCL starts threads: it cannot be unloaded.
            return Optional.of(
                            library.indexOf('/') >= 0
                                    ? SymbolLookup.libraryLookup(Path.of(library), Arena.global())
                                    : SymbolLookup.libraryLookup(library, Arena.global()))
                    .filter(symbols -> symbols.find("ncclGetVersion").isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Uses a library that has been loaded. */
    static Nccl opened(String library, SymbolLookup symbols) {
        Symbols.use(symbols);
        int version = Calls.version();
        if (version < NcclC.NCCL_FIRST_VERSION) {
            throw new NcclException("NCCL: the library " + library + " has version " + Calls.version(version)
                    + ", expected " + Calls.version(NcclC.NCCL_FIRST_VERSION)
                    + " or later; name a newer one with system property " + PROPERTY);
        }
        return new Nccl(library, Calls.version(version));
    }

    /** Returns the file of the library, or its name if the system's loader has found it. */
    public String library() {
        return library;
    }

    /** Returns its version, such as {@code 2.30.7}. */
    public String version() {
        return version;
    }

    /**
     * Connects the GPU of this process to those of the other processes. All of them must do so, each with a GPU of its own.
     *
     * @param processes the same processes with the same ranks, connected in another way, such as by MPI. It stays in use
     * @param gpu the GPU of this process
     * @throws IllegalArgumentException if the device is the CPU
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     * @throws NcclException if they cannot be connected
     */
    public NcclCommunicator connect(Collective processes, Device gpu) {
        if (gpu.isCpu()) {
            throw new IllegalArgumentException("connect: device is cpu, expected a GPU");
        }
        LibTorch.get().require(gpu);
        return connect(processes, gpu, gpu::onCurrentStream);
    }

    /** Connects tensors of a device, of which NCCL is told that they are on a GPU. */
    static NcclCommunicator connect(Collective processes, Device device, CurrentStream stream) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment id = arena.allocate(NcclC.NCCL_ID_BYTES, JAVA_LONG.byteAlignment());
            if (processes.rank() == ROOT) {
                Calls.check(NcclC.ncclGetUniqueId(id), "ncclGetUniqueId");
            }
            try (Tensor copy = Tensor.of(id.toArray(JAVA_LONG), NcclC.NCCL_ID_BYTES / JAVA_LONG.byteSize())) {
                processes.broadcast(copy);
                MemorySegment.copy(copy.toLongArray(), 0, id, JAVA_LONG, 0, (int) copy.numel());
            }
            MemorySegment communicator = arena.allocate(JAVA_LONG);
            stream.call(address -> Calls.check(
                    NcclC.ncclCommInitRankScalable(
                            communicator, processes.size(), processes.rank(), 1, id, MemorySegment.NULL),
                    "ncclCommInitRankScalable"));
            return new NcclCommunicator(communicator.get(JAVA_LONG, 0), processes, device, stream);
        }
    }

    /** Describes the library: {@code NCCL 2.30.7 (libnccl.so.2)}. */
    @Override
    public String toString() {
        return "NCCL " + version + " (" + library + ")";
    }
}
