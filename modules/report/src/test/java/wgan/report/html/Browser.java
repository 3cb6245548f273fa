package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chromium without a window and without network. Each method starts it, loads a page from disk, and waits for its end.
 *
 * @param program the executable
 * @param folder for its files
 */
record Browser(Path program, Path folder) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** Far more than it needs, even on a busy machine. */
    private static final long TIMEOUT_SECONDS = 180;

    /** Finds it on this machine; empty if it is not installed. */
    static Optional<Path> find() {
        return Stream.of("/usr/bin", "/usr/local/bin")
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Loads a page.
     *
     * @return the page after its scripts have run, and the log of the browser
     */
    Outcome load(Path page) throws IOException, InterruptedException {
        return run(page, 1280, 900, List.of("--dump-dom"));
    }

    /** Standard output, and standard error with the page's console. */
    record Outcome(String out, String log) {}

    /** Takes a screenshot of the window. */
    void screenshot(Path page, int width, int height, Path png) throws IOException, InterruptedException {
        run(page, width, height, List.of("--screenshot=" + png.toAbsolutePath()));
        assertThat(png).isNotEmptyFile();
    }

    /** Prints a page as PDF. */
    void print(Path page, Path pdf) throws IOException, InterruptedException {
        run(page, 1280, 900, List.of("--print-to-pdf=" + pdf.toAbsolutePath(), "--no-pdf-header-footer"));
        assertThat(pdf).isNotEmptyFile();
    }

    private Outcome run(Path page, int width, int height, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // does not start for root without it
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--proxy-server=127.0.0.1:9", // no proxy is there: nothing must be loaded
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=10000",
                "--window-size=" + width + "," + height));
        command.addAll(options);
        command.add(page.toUri().toString());
        Path out = folder.resolve("browser.out");
        Path log = folder.resolve("browser.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("end of %s", command)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return new Outcome(Files.readString(out), Files.readString(log));
    }
}
