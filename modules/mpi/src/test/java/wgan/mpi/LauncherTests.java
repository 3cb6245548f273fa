package wgan.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherTests {

    @Test
    void environmentWithoutLauncher_hasNone() {
        assertThat(Launcher.of(Map.of("PATH", "/bin", "SLURM_NTASKS", "4"))).isEmpty();
    }

    @Test
    void openMpi_isKnownByItsVariable_alsoWithPmix() {
        Launcher launcher = Launcher.of(Map.of(
                        "OMPI_COMM_WORLD_SIZE",
                        "4",
                        "OMPI_COMM_WORLD_LOCAL_SIZE",
                        "2",
                        "OMPI_COMM_WORLD_LOCAL_RANK",
                        "1",
                        "PMIX_RANK",
                        "3"))
                .orElseThrow();
        assertThat(launcher).hasToString("mpirun of Open MPI");
        assertThat(launcher.size()).hasValue(4);
        assertThat(launcher.localSize()).hasValue(2);
        assertThat(launcher.localRank()).hasValue(1);
        assertThat(launcher.interfaces()).containsExactly(Abi.OPEN_MPI, Abi.STANDARD);
    }

    @Test
    void mpich_isKnownByItsVariable() {
        Launcher launcher = Launcher.of(
                        Map.of("PMI_SIZE", "3", "PMI_RANK", "0", "MPI_LOCALNRANKS", "2", "MPI_LOCALRANKID", "0"))
                .orElseThrow();
        assertThat(launcher).hasToString("mpiexec of MPICH");
        assertThat(launcher.size()).hasValue(3);
        assertThat(launcher.localSize()).hasValue(2);
        assertThat(launcher.localRank()).hasValue(0);
        assertThat(launcher.interfaces()).containsExactly(Abi.MPICH, Abi.STANDARD);
    }

    @Test
    void pmix_statesNoSize() {
        Launcher launcher = Launcher.of(Map.of("PMIX_RANK", "0")).orElseThrow();
        assertThat(launcher.size()).isEmpty();
        assertThat(launcher.interfaces()).containsExactlyInAnyOrder(Abi.values());
    }

    @Test
    void variableWithoutNumber_isRefused() {
        assertThatThrownBy(() -> Launcher.of(Map.of("PMI_SIZE", "many")))
                .isInstanceOf(MpiException.class)
                .hasMessage(
                        "environment variable PMI_SIZE is 'many', expected a number, as a launcher of MPI sets it; unset it if there is none");
        assertThatThrownBy(() -> Launcher.of(Map.of("PMI_SIZE", "1\n\u009b")))
                .isInstanceOf(MpiException.class)
                .hasMessageStartingWith("environment variable PMI_SIZE is '1??', expected a number");
    }
}
