package wgan.mpi;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wgan.image.FileText;

/**
 * The places where the library of MPI may be.
 *
 * @param property the value of {@link Mpi#PROPERTY}
 * @param environment the environment of the process
 * @param launcherPrograms the programs that may be the launcher: those of the processes that have started this one
 * @param interfaces which MPI to look for, the likeliest first
 * @param mac whether libraries have their names on macOS
 */
record LibraryFinder(
        @Nullable String property,
        Map<String, String> environment,
        List<Path> launcherPrograms,
        List<Abi> interfaces,
        boolean mac) {

    /** Variables that name the directory of an MPI: of Open MPI, of Intel MPI, and of modules on clusters. */
    private static final List<String> VARIABLES = List.of("OPAL_PREFIX", "I_MPI_ROOT", "MPI_HOME", "MPI_ROOT");

    /** Where libraries are in the directory of an MPI. */
    private static final List<String> LIBRARY_DIRECTORIES = List.of("lib", "lib64", "lib/release");

    /** Directories in which packages install an MPI and which the system's loader may not search. */
    private static final List<String> USUAL = List.of(
            "/usr/lib64/openmpi/lib", // Fedora and its relatives
            "/usr/lib64/mpich/lib",
            "/usr/lib64/mpi/gcc/openmpi4/lib64", // openSUSE
            "/opt/openmpi/lib",
            "/opt/mpich/lib",
            "/opt/homebrew/lib", // macOS
            "/usr/local/lib",
            "/opt/local/lib");

    /** The names of programs that start the processes of MPI, here or on another machine. */
    private static final Set<String> LAUNCHERS = Set.of(
            "mpirun",
            "mpiexec",
            "orterun",
            "orted",
            "prterun",
            "prte",
            "prted",
            "mpirun.openmpi",
            "mpirun.mpich",
            "mpiexec.hydra",
            "hydra_pmi_proxy");

    private static final int ANCESTORS = 8;

    /** Returns the finder for this process. */
    static LibraryFinder ofThisProcess(Optional<Launcher> launcher) {
        return new LibraryFinder(
                System.getProperty(Mpi.PROPERTY),
                System.getenv(),
                ancestors(),
                launcher.map(Launcher::interfaces).orElse(List.of(Abi.values())),
                System.getProperty("os.name").startsWith("Mac"));
    }

    private static List<Path> ancestors() {
        List<Path> programs = new ArrayList<>();
        Optional<ProcessHandle> process = ProcessHandle.current().parent();
        for (int i = 0; i < ANCESTORS && process.isPresent(); i++) {
            process.get().info().command().map(Path::of).ifPresent(programs::add);
            process = process.get().parent();
        }
        return programs;
    }

    /**
     * Returns the library that the property names: a file, or one in a directory; empty if it is not set.
     *
     * @throws MpiException if there is none
     */
    Optional<Path> named() {
        if (property == null || property.isBlank()) {
            return Optional.empty();
        }
        Path path;
        try {
            path = Path.of(property);
        } catch (InvalidPathException e) {
            throw new MpiException("system property " + Mpi.PROPERTY + " is not a path: " + e.getReason());
        }
        if (Files.isRegularFile(path)) {
            return Optional.of(path);
        }
        for (Path directory : List.of(path, path.resolve("lib"))) {
            Optional<Path> library = in(directory).stream().findFirst();
            if (library.isPresent()) {
                return library;
            }
        }
        throw new MpiException("system property " + Mpi.PROPERTY + " names " + FileText.shown(property) + ", but "
                + (Files.isDirectory(path) ? "no library of MPI is in it" : "there is nothing")
                + "; expected a library such as "
                + interfaces.get(0).libraries(mac).get(0) + ", or its directory");
    }

    /**
     * Returns the libraries to try, in this order: in the installation of the launcher; by their names, for the system's loader, which
     * also searches {@code LD_LIBRARY_PATH}; in the directories of variables; in the usual directories.
     */
    List<String> candidates() {
        Set<String> candidates = new LinkedHashSet<>();
        for (Path program : launcherPrograms) {
            Path name = program.getFileName();
            if (name != null && LAUNCHERS.contains(name.toString())) {
                addInstallation(parent(parent(program)), candidates);
            }
        }
        for (Abi family : interfaces) {
            candidates.addAll(family.libraries(mac));
        }
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                path(value).ifPresent(installation -> addInstallation(installation, candidates));
            }
        }
        for (String directory : USUAL) {
            in(Path.of(directory)).forEach(library -> candidates.add(library.toString()));
        }
        return List.copyOf(candidates);
    }

    private void addInstallation(@Nullable Path installation, Set<String> candidates) {
        if (installation != null) {
            for (String directory : LIBRARY_DIRECTORIES) {
                in(installation.resolve(directory)).forEach(library -> candidates.add(library.toString()));
            }
        }
    }

    /** Returns a path; empty if it is none, such as one with letters that the locale of the process does not have. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Path parent(@Nullable Path path) {
        return path == null ? null : path.getParent();
    }

    private List<Path> in(Path directory) {
        return interfaces.stream()
                .flatMap(family -> family.libraries(mac).stream())
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }
}
