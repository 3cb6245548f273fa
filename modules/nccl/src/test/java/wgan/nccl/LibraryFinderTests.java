package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFinderTests {
    @TempDir
    private Path directory;

    @Test
    void property_thatIsNotSet_namesNothing() {
        assertThat(finder(null).named()).isEmpty();
        assertThat(finder(" ").named()).isEmpty();
    }

    @Test
    void property_namesAFileOrItsDirectoryOrTheDirectoryOfLib() throws IOException {
        Path library = library("nccl/lib");
        for (Path named : List.of(library, directory.resolve("nccl/lib"), directory.resolve("nccl"))) {
            assertThat(finder(named.toString()).named()).hasValue(library);
        }
    }

    @Test
    void property_thatNamesNoLibrary_isRefused() {
        assertThatThrownBy(() -> finder(directory.toString()).named())
                .isInstanceOf(NcclException.class)
                .hasMessage("system property wgan.nccl names " + directory
                        + ", but no library of NCCL is in it; expected libnccl.so.2, or its directory");
        Path gone = directory.resolve("gone");
        assertThatThrownBy(() -> finder(gone.toString()).named())
                .isInstanceOf(NcclException.class)
                .hasMessageContaining("names " + gone + ", but there is nothing");
    }

    @Test
    void candidates_areTheNameThenThoseBesideLibtorchThenThatOfPip() throws IOException {
        assertThat(finder(null).candidates()).containsExactly("libnccl.so.2");

        Path besideLibtorch = library("site-packages/torch/lib");
        Path ofPip = library("site-packages/nvidia/nccl/lib");
        assertThat(finder(null).candidates())
                .containsExactly("libnccl.so.2", besideLibtorch.toString(), ofPip.toString());
    }

    @ParameterizedTest
    @CsvSource({"23007, 2.30.7", "22300, 2.23.0", "21903, 2.19.3", "2804, 2.8.4"})
    void version_isWrittenAsPeopleDo(int code, String expected) {
        assertThat(Calls.version(code)).isEqualTo(expected);
    }

    private LibraryFinder finder(String property) {
        return new LibraryFinder(property, directory.resolve("site-packages/torch/lib"));
    }

    private Path library(String folder) throws IOException {
        Path library = directory.resolve(folder).resolve("libnccl.so.2");
        Files.createDirectories(library.getParent());
        return Files.writeString(library, "");
    }
}
