package wgan.checks.faults;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs that start two processes of one run, of the implementations of MPI that are installed. */
final class Launchers {
    /** Open MPI changes the arguments of a program that is called java, so it starts another, which starts Java. */
    private static final List<List<String>> KNOWN = List.of(
            List.of("mpirun.openmpi", "--allow-run-as-root", "--oversubscribe", "-n", "2", "env"),
            List.of("mpiexec.mpich", "-n", "2"));

    private Launchers() {}

    /** Returns the launchers with their arguments. */
    static List<List<String>> installed() {
        return KNOWN.stream().filter(launcher -> isOnPath(launcher.getFirst())).toList();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
