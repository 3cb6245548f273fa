package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;
import wgan.torch.TorchException;
import wgan.train.HyperparameterException;
import wgan.train.RunDirectory;
import wgan.train.TrainingDataMismatchException;

class ErrorHandlerTests {
    private final StringWriter err = new StringWriter();

    @Test
    void badFile_is3() {
        assertThat(exitCodeOf(new IOException("x.gz: cut short"))).isEqualTo(ExitCode.BAD_FILE);
        assertThat(err).hasToString("failing: x.gz: cut short\n");
    }

    @Test
    void badFile_throughAStreamIs3Too() {
        assertThat(exitCodeOf(new UncheckedIOException(new IOException("x.gz: cut short"))))
                .isEqualTo(ExitCode.BAD_FILE);
        assertThat(err).hasToString("failing: x.gz: cut short\n");
    }

    @Test
    void exceptionsOfFileSystems_areDescribed() {
        assertThat(messageOf(new NoSuchFileException("a/b"))).isEqualTo("a/b: there is no such file or directory");
        assertThat(messageOf(new AccessDeniedException("a/b"))).isEqualTo("a/b: permission denied");
        assertThat(messageOf(new NotDirectoryException("a/b"))).isEqualTo("a/b: is not a directory");
        assertThat(messageOf(new DirectoryNotEmptyException("a/b"))).isEqualTo("a/b: DirectoryNotEmptyException");
        assertThat(messageOf(new FileSystemException("a/b", null, "No space left on device")))
                .isEqualTo("a/b: No space left on device");
    }

    @Test
    void messages_haveNoControlCharacters() {
        assertThat(messageOf(new IOException("a\u001b[2J\nb\u009b"))).isEqualTo("a?[2J b?");
        assertThat(messageOf(new NoSuchFileException("a\u001b[2J\n")))
                .isEqualTo("a?[2J?: there is no such file or directory");
    }

    @Test
    void runDirectoryThatCannotBeOpened_isReportedWithTheOption(@TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        try (RunDirectory held = RunDirectory.open(parent.resolve("run"))) {
            for (Path directory : List.of(file, held.path())) {
                IOException failure = catchThrowableOfType(IOException.class, () -> RunDirectory.open(directory));
                assertThat(exitCodeOf(failure)).isEqualTo(ExitCode.BAD_FILE);
                assertThat(messageOf(failure)).isEqualTo(failure.getMessage() + " (--out)");
                assertThat(failure.getMessage()).doesNotContain("--");
            }
        }
    }

    @Test
    void torchException_is4() {
        assertThat(exitCodeOf(new TorchException("mm: no"))).isEqualTo(ExitCode.LIBTORCH);
        assertThat(err).hasToString("failing: mm: no\n");
    }

    @Test
    void missingDevice_isReportedWithTheOption() {
        DeviceNotAvailableException failure = catchThrowableOfType(
                DeviceNotAvailableException.class, () -> LibTorch.get().require(Device.cuda(127)));
        assertThat(exitCodeOf(failure)).isEqualTo(ExitCode.LIBTORCH);
        assertThat(messageOf(failure))
                .isEqualTo(failure.getMessage() + "; use --device cpu, or a libtorch with CUDA (Maven profile gpu, or"
                        + " environment variable LIBTORCH)");
    }

    @Test
    void hyperparameter_is2AndNamesTheOption() {
        assertThat(exitCodeOf(new HyperparameterException("batch_size", 1, "2 or more")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err).hasToString("failing: --batch-size is 1, expected 2 or more; see 'failing --help'\n");
    }

    @Test
    void numberOfImages_isNoOption() {
        assertThat(messageOf(new HyperparameterException("dataset_size", 1, "2 or more")))
                .startsWith("the number of images is 1, expected 2 or more (--data, --limit); see ");
    }

    @Test
    void otherTrainingImages_areReportedWithTheOption() {
        assertThat(messageOf(new TrainingDataMismatchException("run: was trained on other images")))
                .isEqualTo("run: was trained on other images; name the directory of its images with --data");
    }

    @Test
    void messageOfSeveralLines_becomesOne() {
        assertThat(messageOf(new IOException("one \n  two\r\nthree\n"))).isEqualTo("one two three");
    }

    @Test
    void missingMessage_isPrinted() {
        assertThat(messageOf(new IOException())).isEqualTo("null");
    }

    @Test
    void unexpectedException_is1WithItsStackTrace() {
        assertThat(exitCodeOf(new IllegalStateException("oops"))).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(err.toString())
                .containsPattern("\tat .*" + ErrorHandlerTests.class.getName())
                .endsWith("failing: unexpected java.lang.IllegalStateException: oops; this is a bug in the program\n");
    }

    private String messageOf(Exception failure) {
        err.getBuffer().setLength(0);
        exitCodeOf(failure);
        return err.toString().replaceFirst("^failing: ", "").stripTrailing();
    }

    private int exitCodeOf(Exception failure) {
        return Main.commandLine(new Failing(failure))
                .setErr(new PrintWriter(err))
                .execute();
    }

    /** Fails. */
    @Command(name = "failing")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
