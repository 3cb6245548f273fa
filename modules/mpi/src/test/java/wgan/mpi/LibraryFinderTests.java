package wgan.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFinderTests {
    @TempDir
    private Path directory;

    @Test
    void property_thatIsNotSet_namesNothing() {
        assertThat(finder(null, Map.of(), List.of()).named()).isEmpty();
        assertThat(finder(" ", Map.of(), List.of()).named()).isEmpty();
    }

    @Test
    void property_namesAFileOrItsDirectoryOrTheDirectoryOfLib() throws IOException {
        Path library = library("mpi/lib/libmpich.so.12");
        for (Path named : List.of(library, directory.resolve("mpi/lib"), directory.resolve("mpi"))) {
            assertThat(finder(named.toString(), Map.of(), List.of()).named()).hasValue(library);
        }
    }

    @Test
    void property_thatNamesNoLibrary_isRefused() {
        assertThatThrownBy(
                        () -> finder(directory.toString(), Map.of(), List.of()).named())
                .isInstanceOf(MpiException.class)
                .hasMessage(
                        "system property wgan.mpi names " + directory + ", but no library of MPI is in it; expected a"
                                + " library such as libmpich.so.12, or its directory");
        Path gone = directory.resolve("gone");
        assertThatThrownBy(() -> finder(gone.toString(), Map.of(), List.of()).named())
                .isInstanceOf(MpiException.class)
                .hasMessageContaining("names " + gone + ", but there is nothing");
    }

    @Test
    void candidates_areThoseOfTheLauncherThenNamesThenThoseOfVariables() throws IOException {
        Path ofLauncher = library("launched/lib/libmpi.so.12");
        library("launched/lib/libmpi.so.40"); // of another implementation
        Path ofVariable = library("named/lib64/libmpi_abi.so.0");
        library("shell/lib/libmpi.so.12"); // beside a program that is no launcher

        List<String> candidates = finder(
                        null,
                        Map.of("MPI_HOME", directory.resolve("named").toString()),
                        List.of(directory.resolve("shell/bin/sh"), directory.resolve("launched/bin/mpiexec.hydra")))
                .candidates();

        assertThat(candidates)
                .startsWith(
                        ofLauncher.toString(),
                        "libmpich.so.12",
                        "libmpi.so.12",
                        "libmpi.so",
                        "libmpi_abi.so.0",
                        "libmpi_abi.so",
                        ofVariable.toString());
    }

    /** As the name of a folder is that has other letters than the locale of the process. */
    @Test
    void variableThatIsNoPath_isIgnored() throws IOException {
        Path other = library("named/lib64/libmpi_abi.so.0");
        assertThat(finder(
                                null,
                                Map.of(
                                        "MPI_HOME",
                                        "\0",
                                        "MPI_ROOT",
                                        directory.resolve("named").toString()),
                                List.of())
                        .candidates())
                .contains(other.toString());
    }

    @Test
    void propertyThatIsNoPath_isRefused() {
        assertThatThrownBy(() -> finder("a\0", Map.of(), List.of()).named())
                .isInstanceOf(MpiException.class)
                .hasMessage("system property wgan.mpi is not a path: Nul character not allowed");
        assertThatThrownBy(() -> finder("a\nb", Map.of(), List.of()).named())
                .isInstanceOf(MpiException.class)
                .hasMessageStartingWith("system property wgan.mpi names a?b, but there is nothing");
    }

    @Test
    void candidates_haveTheirNamesOfMacOs() {
        LibraryFinder finder = new LibraryFinder(null, Map.of(), List.of(), List.of(Abi.OPEN_MPI), true);
        assertThat(finder.candidates()).startsWith("libmpi.40.dylib", "libmpi.dylib");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4 | Open MPI v4.1.4",
                "MPICH Version:      4.0.2                              | MPICH 4.0.2",
                "Intel(R) MPI Library 2021.12 for Linux* OS             | Intel(R) MPI Library 2021.12 for Linux* OS"
            })
    void version_isShortened(String version, String expected) {
        assertThat(Mpi.shortened(version + "\nMPICH Release date: Thu Apr  7 12:34:45 CDT 2022"))
                .isEqualTo(expected);
    }

    private LibraryFinder finder(String property, Map<String, String> environment, List<Path> launchers) {
        return new LibraryFinder(property, environment, launchers, List.of(Abi.MPICH, Abi.STANDARD), false);
    }

    private Path library(String name) throws IOException {
        Path library = directory.resolve(name);
        Files.createDirectories(library.getParent());
        return Files.writeString(library, "");
    }
}
