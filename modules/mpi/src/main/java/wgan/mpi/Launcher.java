package wgan.mpi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import wgan.image.FileText;

/**
 * The program that has started this process together with others, such as {@code mpirun}: what the environment of the process states
 * about it.
 */
public final class Launcher {
    private static final String OPEN_MPI = "OMPI_COMM_WORLD_";
    private static final String PMI_SIZE = "PMI_SIZE";
    private static final String PMIX_RANK = "PMIX_RANK";

    private final String name;
    private final List<Abi> interfaces;
    private final OptionalInt size;
    private final OptionalInt localSize;
    private final OptionalInt localRank;

    private Launcher(
            String name, List<Abi> interfaces, OptionalInt size, OptionalInt localSize, OptionalInt localRank) {
        this.name = name;
        this.interfaces = interfaces;
        this.size = size;
        this.localSize = localSize;
        this.localRank = localRank;
    }

    /**
     * Returns the launcher that an environment states; empty if the process was started by itself.
     *
     * @throws MpiException if a variable of the launcher has no number
     */
    static Optional<Launcher> of(Map<String, String> environment) {
        if (environment.containsKey(OPEN_MPI + "SIZE")) {
            return Optional.of(new Launcher(
                    "mpirun of Open MPI",
                    List.of(Abi.OPEN_MPI, Abi.STANDARD),
                    number(environment, OPEN_MPI + "SIZE"),
                    number(environment, OPEN_MPI + "LOCAL_SIZE"),
                    number(environment, OPEN_MPI + "LOCAL_RANK")));
        }
        if (environment.containsKey(PMI_SIZE)) {
            return Optional.of(new Launcher(
                    "mpiexec of MPICH",
                    List.of(Abi.MPICH, Abi.STANDARD),
                    number(environment, PMI_SIZE),
                    number(environment, "MPI_LOCALNRANKS"),
                    number(environment, "MPI_LOCALRANKID")));
        }
        if (environment.containsKey(PMIX_RANK)) {
            // Such as Slurm's srun. The protocol states neither the implementation nor the number of processes.
            return Optional.of(new Launcher(
                    "a launcher with PMIx",
                    List.of(Abi.OPEN_MPI, Abi.STANDARD, Abi.MPICH),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty()));
        }
        return Optional.empty();
    }

    private static OptionalInt number(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new MpiException("environment variable " + variable + " is '" + FileText.shown(value)
                    + "', expected a number, as a launcher of MPI sets it; unset it if there is none");
        }
    }

    /** Returns the number of processes that it has started; empty if the environment does not state it. */
    public OptionalInt size() {
        return size;
    }

    /** Returns the number of those on this machine, which share its processors and GPUs; empty if it is not stated. */
    public OptionalInt localSize() {
        return localSize;
    }

    /** Returns the number of this process among those on this machine, from 0; empty if it is not stated. */
    public OptionalInt localRank() {
        return localRank;
    }

    /** Returns the interfaces that its MPI may have, the likeliest first. */
    List<Abi> interfaces() {
        return interfaces;
    }

    /** Returns its name, such as {@code mpirun of Open MPI}. */
    @Override
    public String toString() {
        return name;
    }
}
