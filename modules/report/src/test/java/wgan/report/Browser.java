package wgan.report;

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
 * Chromium without a window, started anew for each thing it is asked: it loads a page from disk, with no network, and ends.
 *
 * @param program the executable
 * @param folder where it may leave its files
 */
record Browser(Path program, Path folder) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** Far more than it needs, even on a crowded machine. */
    private static final long PATIENCE_SECONDS = 180;

    /** Where it is on this machine; nothing if there is none. */
    static Optional<Path> find() {
        return Stream.of("/usr/bin", "/usr/local/bin")
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Loads a page.
     *
     * @return the page as it is after its scripts have run, and what the browser says of it
     */
    Outcome load(Path page) throws IOException, InterruptedException {
        return run(page, 1280, 900, List.of("--dump-dom"));
    }

    /** What came of it: standard output, and standard error with the page's console. */
    record Outcome(String out, String log) {}

    /** Takes a image of the window. */
    void photograph(Path page, int width, int height, Path png) throws IOException, InterruptedException {
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
                "--no-sandbox", // without which it does not start for root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--proxy-server=127.0.0.1:9", // where nobody answers: nothing is to be loaded
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
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("whether %s ends", command)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return new Outcome(Files.readString(out), Files.readString(log));
    }
}
