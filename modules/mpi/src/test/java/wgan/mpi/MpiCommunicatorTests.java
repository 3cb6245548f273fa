package wgan.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests processes that the launchers of real implementations of MPI start. */
@EnabledOnOs(OS.LINUX)
class MpiCommunicatorTests {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "OPEN_MPI, 1",
        "OPEN_MPI, 2",
        "OPEN_MPI, 3",
        "OPEN_MPI, 4",
        "MPICH, 1",
        "MPICH, 2",
        "MPICH, 3",
        "MPICH, 4"
    })
    void processes_getEqualSumsInTheOrderOfRanks(Job.Implementation mpi, int processes) throws Exception {
        assertAllFinish(
                Job.run(mpi, processes, List.of(), "check"),
                processes,
                mpi.toString().replace('_', ' '));
    }

    @Test
    void standardInterface_isUsedWhereTheLibraryHasIt() throws Exception {
        Files.createDirectory(directory.resolve("lib"));
        Path library = directory.resolve("lib/libmpi_abi.so.0");
        Job.Outcome compiled = Job.outcome(List.of(
                Job.Implementation.MPICH.requireCompiler(),
                "-shared",
                "-fPIC",
                "-I",
                Path.of("../../native").toAbsolutePath().toString(),
                "-o",
                library.toString(),
                Path.of("src/test/native/mpi_abi_of_mpich.c").toAbsolutePath().toString()));
        assertThat(compiled.output()).isEmpty();

        Job.Outcome outcome = Job.run(Job.Implementation.MPICH, 2, List.of("-Dwgan.mpi=" + directory), "check");

        assertAllFinish(outcome, 2, library.toString());
    }

    @ParameterizedTest
    @EnumSource
    void abort_endsAllProcessesWithItsCode(Job.Implementation mpi) throws Exception {
        Job.Outcome outcome = Job.run(mpi, 3, List.of(), "fail");
        assertThat(outcome.output()).contains("rank 2: failed on purpose").doesNotContain("SIGSEGV");
        assertThat(outcome.code()).isEqualTo(RankProgram.FAILURE);
    }

    @ParameterizedTest
    @EnumSource
    void exitOfOneProcess_endsAllWithItsCode(Job.Implementation mpi) throws Exception {
        assertThat(Job.run(mpi, 2, List.of(), "exit").code()).isEqualTo(RankProgram.FAILURE);
    }

    @Test
    void libraryOfAnotherLauncher_isRefused() throws Exception {
        Job.Implementation.OPEN_MPI.requireLauncher();
        Job.Outcome outcome = Job.run(Job.Implementation.MPICH, 2, List.of("-Dwgan.mpi=libmpi.so.40"), "check");
        assertThat(outcome.output()).contains("system property wgan.mpi names libmpi.so.40, but there is nothing");

        Path openMpi = Path.of("/usr/lib/x86_64-linux-gnu/libmpi.so.40");
        assumeTrue(Files.exists(openMpi), () -> "no " + openMpi);
        outcome = Job.run(Job.Implementation.MPICH, 2, List.of("-Dwgan.mpi=" + openMpi), "check");
        assertThat(outcome.output())
                .contains("MPI: mpiexec of MPICH has started 2 processes, but Open MPI")
                .contains(" connects 1; name the library of the launcher with system property wgan.mpi");
        assertThat(outcome.code()).isNotZero();
    }

    @Test
    void processWithoutLauncher_isByItself() throws Exception {
        Job.Outcome outcome = Job.runAlone("check");
        assertThat(outcome.output()).startsWith("no launcher; ");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void nativeAccessThatJavaRefuses_namesTheOption() throws Exception {
        Job.Outcome outcome = Job.runWithoutNativeAccess();
        assertThat(outcome.output())
                .contains("wgan.mpi.MpiException: MPI: Java refuses native calls of the class path;"
                        + " start it with --enable-native-access=ALL-UNNAMED");
        assertThat(outcome.code()).isOne();
    }

    private static void assertAllFinish(Job.Outcome outcome, int processes, String library) {
        assertThat(outcome.output().toUpperCase(Locale.ROOT)).contains(library.toUpperCase(Locale.ROOT));
        for (int rank = 0; rank < processes; rank++) {
            assertThat(outcome.output()).contains("rank " + rank + " of " + processes + " with ");
        }
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }
}
