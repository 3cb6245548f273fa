package wgan.checks.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.mpi.MpiException;

/** The variables of a launcher of MPI, and those that name the directory of a library: lines of NAME=VALUE. */
final class EnvironmentTarget implements Target {
    private final List<?> interfaces;

    EnvironmentTarget(Path folder) throws Exception {
        interfaces = List.of(Class.forName("wgan.mpi.Abi").getEnumConstants());
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                lines("OMPI_COMM_WORLD_SIZE=4", "OMPI_COMM_WORLD_LOCAL_SIZE=2", "OMPI_COMM_WORLD_LOCAL_RANK=1"),
                lines("PMI_SIZE=4", "MPI_LOCALNRANKS=2", "MPI_LOCALRANKID=1", "MPI_HOME=/usr"),
                lines("PMIX_RANK=0", "OPAL_PREFIX=/usr", "I_MPI_ROOT=relative", "MPI_ROOT=\u00e4"),
                lines("wgan.mpi=/usr/lib"),
                lines("LIBTORCH=/usr", "LIBTORCH=\u00e4"));
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> words() {
        return List.of(
                "=",
                "-1",
                "2147483648",
                "MPI_HOME=",
                "wgan.mpi=",
                "wgan.nccl=",
                "PMI_SIZE=",
                "\u00c3\u00a4",
                "//",
                "..");
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(MpiException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String line :
                new String(input, StandardCharsets.UTF_8).replace('\0', ' ').split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Object finder = Hidden.create(
                "wgan.mpi.LibraryFinder",
                environment.get("wgan.mpi"),
                environment,
                List.of(Path.of("/usr/bin/mpirun"), Path.of("/"), Path.of("mpirun")),
                interfaces,
                false);
        Hidden.call(finder, "candidates");
        Optional<?> launcher = (Optional<?>) Hidden.call(Class.forName("wgan.mpi.Launcher"), "of", environment);
        FaultException.unless(launcher.isEmpty() || !launcher.get().toString().isEmpty(), "a launcher has no name");
        Hidden.call(finder, "named");
    }
}
