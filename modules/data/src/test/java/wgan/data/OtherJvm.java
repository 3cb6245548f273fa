package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second JVM that runs a class with a main method of these tests; killed when this is closed. */
final class OtherJvm implements AutoCloseable {

    /** Far more than any test needs: a program that hangs must fail its test. */
    private static final long TIMEOUT_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;

    private OtherJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
    }

    /** Starts a class of this package. */
    static OtherJvm start(Class<?> main, Object... arguments) throws IOException {
        return startBy(List.of(), main, arguments);
    }

    /** Starts a class of this package by a command that then becomes the JVM. */
    static OtherJvm startBy(List<String> command, Class<?> main, Object... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Performance data would be a file of its own, outside the test's folder.
        line.addAll(List.of("-XX:-UsePerfData", "-Xmx64m", "-cp"));
        line.add(folderOf(Datasets.class) + File.pathSeparator + folderOf(main));
        line.add(main.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        return new OtherJvm(new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The folder or jar that a class was loaded from: in a patched module its code source is another. */
    private static Path folderOf(Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try {
            String url = type.getResource(file).toURI().toString();
            return Path.of(URI.create(url.substring(0, url.length() - file.length())));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The next line that it prints; waits for it. */
    String readLine() throws IOException {
        return out.readLine();
    }

    /** Closes its standard input, which a program may wait for. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends it by SIGTERM, where there are signals. */
    void terminate() {
        process.destroy();
    }

    /** Ends it by SIGKILL, where there are signals. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for its end. */
    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
