package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class ModulePathTests {
    private static final String RESOURCE = "org/natives/lib.so";

    @TempDir
    private Path folder;

    @Test
    void roots_areTheEntriesAndWhatIsInThem() throws IOException {
        Path inside = Files.createFile(folder.resolve("a.jar"));
        Path missing = folder.resolve("missing");
        assertThat(ModulePath.roots(folder + File.pathSeparator + missing + File.pathSeparator + inside))
                .containsExactlyInAnyOrder(folder, missing, inside, inside);
        assertThat(ModulePath.roots("")).isEmpty();
    }

    @Test
    void find_locatesAFileOfAJar_inAFolderOfAnyName() throws IOException {
        Path jar = Files.createDirectory(folder.resolve("a b#c%20d!")).resolve("natives.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(RESOURCE));
        }
        String location = ModulePath.find(RESOURCE, jar).orElseThrow().toString();
        assertThat(location).startsWith("jar:file:").endsWith("!/" + RESOURCE);
        String file = location.substring("jar:".length(), location.length() - ("!/" + RESOURCE).length());
        assertThat(Path.of(URI.create(file))).isEqualTo(jar);
        assertThat(ModulePath.find("other", jar)).isEmpty();
    }

    @Test
    void find_locatesAFileOfADirectory() throws IOException {
        Path file = folder.resolve(RESOURCE);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1, 2});
        URL found = ModulePath.find(RESOURCE, folder).orElseThrow();
        try (InputStream in = found.openStream()) {
            assertThat(in.readAllBytes()).containsExactly(1, 2);
        }
        assertThat(ModulePath.find("org", folder)).as("a directory").isEmpty();
        assertThat(ModulePath.find("org/", folder))
                .contains(folder.resolve("org").toUri().toURL());
        assertThat(ModulePath.find(RESOURCE + "/", folder)).as("a file").isEmpty();
    }

    @Test
    void find_ignoresWhatIsNoJar() throws IOException {
        assertThat(ModulePath.find(RESOURCE, folder.resolve("missing.jar"))).isEmpty();
        assertThat(ModulePath.find(RESOURCE, Files.createFile(folder.resolve("notes.txt"))))
                .isEmpty();
    }

    @Test
    void find_namesAJarThatCannotBeRead() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.jar"), "no jar");
        assertThatThrownBy(() -> ModulePath.find(RESOURCE, damaged))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("cannot read " + damaged + ": ");
    }
}
