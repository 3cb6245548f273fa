package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelFoldersTests {
    @TempDir
    private Path directory;

    @Test
    void find_readsTheVariableAndTheConfiguration() throws IOException {
        Path first = folder("first", "torch-2.whl");
        Path second = folder("second", "torch-2.whl");
        Path other = folder("other", "numpy-2.whl");
        List<String> configuration = List.of(
                ":env:.find-links='" + second + " " + other + "'",
                "global.find-links='file://" + second + "\\nhttps://example.org/wheels'",
                "global.timeout='60'");
        assertThat(WheelFolders.find(Map.of(WheelFolders.VARIABLE, first.toString()), configuration, "torch-"))
                .containsExactly(first, second);
        assertThat(WheelFolders.find(Map.of(), configuration, "torch-")).containsExactly(second);
    }

    @Test
    void find_withoutFolders_isEmpty() {
        assertThat(WheelFolders.find(
                        Map.of(WheelFolders.VARIABLE, directory.resolve("gone").toString()), List.of(), "torch-"))
                .isEmpty();
    }

    private Path folder(String name, String wheel) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.createFile(folder.resolve(wheel));
        return folder;
    }
}
