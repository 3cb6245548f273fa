package wgan.mpi;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.mpi.ffi.MpiC;
import wgan.mpi.ffi.Symbols;
import wgan.torch.NativeAccess;

/**
 * The MPI of this process: its launcher and its library.
 *
 * <pre>{@code
 * Collective processes = Mpi.launcher().isPresent() ? Mpi.get().connect() : Collective.SINGLE;
 * }</pre>
 *
 * <p>The library is the one that the system property {@value #PROPERTY} names (a file, or its directory); else one of the
 * implementation that the launcher belongs to: in the installation of the launcher, in the directories that the system's loader
 * searches, in those that the environment variables {@code OPAL_PREFIX}, {@code I_MPI_ROOT}, {@code MPI_HOME} and {@code MPI_ROOT}
 * name, or in the usual ones. It is loaded by {@link #find} or {@link #get}, and stays loaded until the process ends.
 *
 * <p>May be used by any thread.
 */
@SuppressWarnings("restricted")
public final class Mpi {
    /** The system property that names the library. */
    public static final String PROPERTY = "wgan.mpi";

    /** Part of the names of the implementations with the interface of MPICH, in small letters. */
    private static final List<String> LIKE_MPICH = List.of("mpich", "intel", "mvapich", "parastation");

    private static @Nullable Mpi loaded;
    private static @Nullable String failure;

    private final String library;
    private final String version;
    private final Abi abi;
    private boolean connected;

    private Mpi(String library, String version, Abi abi) {
        this.library = library;
        this.version = version;
        this.abi = abi;
    }

    /**
     * Returns the launcher of this process; empty if the process was started by itself. Loads nothing.
     *
     * @throws MpiException if the environment contradicts itself
     */
    public static Optional<Launcher> launcher() {
        return Launcher.of(System.getenv());
    }

    /**
     * Returns the MPI of this process, also if no launcher has started it; loads its library at the first call. Empty if the system
     * has none.
     *
     * @throws MpiException if the library that {@value #PROPERTY} names cannot be loaded, or is not an MPI with a known interface, or if
     *     Java refuses native calls of this module; every later call throws the same
     */
    public static synchronized Optional<Mpi> find() {
        if (failure != null) {
            throw new MpiException(failure);
        }
        if (loaded == null) {
            try {
                loaded = load(LibraryFinder.ofThisProcess(launcher()));
            } catch (MpiException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return Optional.ofNullable(loaded);
    }

    /**
     * Returns the MPI of this process; loads its library at the first call.
     *
     * @throws MpiException if there is none, or as {@link #find} throws it
     */
    public static Mpi get() {
        return find().orElseThrow(() -> new MpiException("no MPI: "
                + launcher()
                        .map(launcher -> launcher + " has started this process, but ")
                        .orElse("")
                + "no library of " + LibraryFinder.ofThisProcess(launcher()).interfaces()
                + " was found; install the MPI of the launcher, or name its library with system property "
                + PROPERTY));
    }

    private static @Nullable Mpi load(LibraryFinder finder) {
        NativeAccess.require("MPI", Mpi.class, () -> MemorySegment.NULL.reinterpret(0), MpiException::new);
        if (Symbols.address("setenv").isEmpty()) {
            return null; // Windows, whose MPI has yet another interface
        }
        // UCX, which many an MPI uses, replaces the signal handlers of the JVM when it is loaded, unless this is empty.
        try (Arena arena = Arena.ofConfined()) {
            MpiC.setenv(CString.of("UCX_ERROR_SIGNALS", arena), CString.of("", arena), 1);
        }
        Optional<Path> named = finder.named();
        if (named.isPresent()) {
            String library = named.get().toString();
            return opened(
                    library,
                    lookup(named.get().toAbsolutePath().toString())
                            .orElseThrow(() -> new MpiException("system property " + PROPERTY + " names " + library
                                    + ", which cannot be loaded; expected a library of MPI for this platform")));
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
            // MPI starts threads and registers exit handlers: it cannot be unloaded.
            return Optional.of(
                            library.indexOf('/') >= 0
                                    ? SymbolLookup.libraryLookup(Path.of(library), Arena.global())
                                    : SymbolLookup.libraryLookup(library, Arena.global()))
                    .filter(symbols -> symbols.find("MPI_Init_thread").isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Mpi opened(String library, SymbolLookup symbols) {
        Symbols.use(symbols);
        String version = Calls.libraryVersion();
        Abi abi = abi(version)
                .orElseThrow(() -> new MpiException("MPI: the library " + library + " is of '"
                        + version.lines().findFirst().orElse("")
                        + "', whose binary interface is unknown; expected Open MPI, MPICH,"
                        + " an MPI derived from MPICH, or the interface of MPI-5"));
        if (abi == Abi.MPICH) {
            Symbols.passHandlesAsInts();
        }
        return new Mpi(library, shortened(version), abi);
    }

    private static Optional<Abi> abi(String version) {
        if (hasStandardAbi()) {
            return Optional.of(Abi.STANDARD);
        }
        if (Symbols.address("ompi_mpi_comm_world").isPresent()) {
            return Optional.of(Abi.OPEN_MPI);
        }
        String name = version.toLowerCase(Locale.ROOT);
        return LIKE_MPICH.stream().anyMatch(name::contains) ? Optional.of(Abi.MPICH) : Optional.empty();
    }

    /** Returns whether the library has the interface of MPI-5. Implementations of MPI-5 have libraries with another one, too. */
    private static boolean hasStandardAbi() {
        if (Symbols.address("MPI_Abi_get_version").isEmpty()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment major = arena.allocate(JAVA_INT);
            Calls.check(MpiC.MPI_Abi_get_version(major, arena.allocate(JAVA_INT)), "MPI_Abi_get_version");
            return major.get(JAVA_INT, 0) > 0;
        }
    }

    /** Shortens a version, which may state all options of the build, to its beginning. */
    static String shortened(String version) {
        return version.lines()
                .findFirst()
                .orElse("")
                .replaceAll(",.*", "") // Open MPI v4.1.4, package: ...
                .replaceAll("\\s+Version:\\s+", " ") // MPICH Version: 4.0.2
                .strip();
    }

    /** Returns the file of the library, or its name if the system's loader has found it. */
    public String library() {
        return library;
    }

    /** Returns the name and version of the implementation, such as {@code Open MPI v4.1.4}. */
    public String version() {
        return version;
    }

    /**
     * Connects this process to those that were started together with it. All of them must do so; possible once in the life of a
     * process.
     *
     * @throws MpiException if they cannot be connected, or if the library is not that of the launcher
     * @throws IllegalStateException if this process was connected before
     */
    public synchronized MpiCommunicator connect() {
        if (connected) {
            throw new IllegalStateException("connect: this process was connected before, which is possible once only");
        }
        connected = true;
        return MpiCommunicator.connect(abi, Launcher.of(System.getenv()), version);
    }

    /** Describes the library: {@code Open MPI v4.1.4 (libmpi.so.40)}. */
    @Override
    public String toString() {
        return version + " (" + library + ")";
    }
}
