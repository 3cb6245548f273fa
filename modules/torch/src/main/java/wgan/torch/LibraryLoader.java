package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads the libraries of a libtorch into this process, where they stay until it ends. */
@SuppressWarnings("restricted")
final class LibraryLoader {
    private static final String FIRST_VERSION = "2.10";
    /** A function that is new in the first version that can be used. */
    private static final String FIRST_VERSION_FUNCTION = "torch_call_dispatcher";

    /** A library without functions, which requires all parts. */
    private static final String LINKED_TO_ALL = "torch";

    /** The name that Microsoft's compiler gives a C++ function, by the name that the other compilers give it. */
    private static final Map<String, String> MSVC_NAMES =
            Map.of("_ZN2at15set_num_threadsEi", "?set_num_threads@at@@YAXH@Z");

    private LibraryLoader() {}

    /**
     * Libraries that have been loaded.
     *
     * @param symbols their functions
     * @param cudaProblem why the CUDA part could not be loaded; null if it was loaded, or if there is none
     */
    record Loaded(SymbolLookup symbols, @Nullable String cudaProblem) {}

    /**
     * Loads the libraries of an installation, in their order.
     *
     * @throws TorchException if a library cannot be loaded, except for the CUDA part, or if the version is too old
     */
    static Loaded load(Installation installation, Platform platform) {
        // The C library, for Windows: there, a look-up in a library does not search the libraries that it requires.
        SymbolLookup symbols = Linker.nativeLinker().defaultLookup();
        String cudaProblem = null;
        for (Path library : installation.libraries()) {
            String name = Installation.libraryName(library);
            if (cudaProblem != null && (isCuda(name) || name.equals(LINKED_TO_ALL))) {
                continue; // it requires the one that cannot be loaded
            }
            try {
                symbols = load(library).or(symbols);
            } catch (IllegalArgumentException e) {
                String remedy = NvidiaLibraries.remedy(String.valueOf(e.getMessage()));
                if (!isCuda(name)) {
                    throw new TorchException(
                            installation.source() + ": " + library + " cannot be loaded: " + e.getMessage()
                                    + (remedy.isEmpty()
                                            ? "; expected libtorch " + FIRST_VERSION + " or later for " + platform
                                            : remedy),
                            e);
                }
                cudaProblem = e.getMessage() + remedy;
            }
        }
        if (symbols.find(FIRST_VERSION_FUNCTION).isEmpty()) {
            throw new TorchException(installation.source() + ": the libtorch in " + installation.directory()
                    + " is older than " + FIRST_VERSION + " (it has no " + FIRST_VERSION_FUNCTION
                    + "); use a newer one");
        }
        return new Loaded(withMsvcNames(symbols), cudaProblem);
    }

    /** Returns the functions of libraries, which may have the names that Microsoft's compiler gives them. */
    static SymbolLookup withMsvcNames(SymbolLookup libraries) {
        return name -> libraries
                .find(name)
                .or(() -> Optional.ofNullable(MSVC_NAMES.get(name)).flatMap(libraries::find));
    }

    private static boolean isCuda(String name) {
        return name.endsWith("_cuda") || NvidiaLibraries.LOAD_ORDER.contains(name);
    }

    /**
     * Loads one library.
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
            throw new IllegalArgumentException(reason(library, e), e);
        }
    }

    private static String reason(Path library, IllegalArgumentException failure) {
        Optional<Mount> mount = Mount.of(library);
        if (mount.isPresent() && mount.get().noexec()) {
            // The system's own message for this is "failed to map segment from shared object".
            return "the file system mounted on " + mount.get().point()
                    + " has the mount option noexec, which forbids it; remount that with the option exec, or put libtorch on"
                    + " another file system (natives from jars: the directory that the system property "
                    + NativesCache.PROPERTY + " names)";
        }
        return systemMessage(library, failure);
    }

    /** Returns the system's own message, which only {@link System#load} passes on. */
    private static String systemMessage(Path library, IllegalArgumentException failure) {
        String path = library.toAbsolutePath().toString();
        try {
            System.load(path);
            return String.valueOf(failure.getMessage());
        } catch (UnsatisfiedLinkError e) {
            return String.valueOf(e.getMessage())
                    .replace(path + ": ", "") // the JDK and the system both add the path
                    .strip()
                    .replaceAll("\\s*\\R\\s*", " ");
        }
    }
}
