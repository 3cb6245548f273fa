package wgan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.analysis.GeneratorResult;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.Run;
import wgan.report.html.Environment;
import wgan.report.html.Page;

/**
 * The result of a {@link RunComparison}: the metrics of each generator, and a page about the runs.
 *
 * <p>It is immutable, and holds nothing that must be closed.
 */
public final class ComparisonReport {
    private final List<LabeledRun> runs;
    private final RealImages real;

    ComparisonReport(Map<Run, GeneratorResult> results, RealImages real) {
        runs = LabeledRun.of(results);
        this.real = real;
    }

    /** Returns the metrics of each run's generator by the run directory, in the order of the comparison. */
    public Map<Path, GenerativeMetrics> metrics() {
        Map<Path, GenerativeMetrics> metrics = new LinkedHashMap<>();
        runs.forEach(labeled -> metrics.put(labeled.run().directory(), labeled.metrics()));
        return Collections.unmodifiableMap(metrics);
    }

    /** Returns the metrics of real images of the training set, which no generator can be expected to exceed by much. */
    public GenerativeMetrics realMetrics() {
        return real.metrics();
    }

    /**
     * Writes the figures of the page as one JSON object. It is written whole or not at all.
     *
     * @param file in a folder that exists
     * @throws IOException if it cannot be written
     */
    public void writeJson(Path file, ReportMetadata metadata) throws IOException {
        new ReportJson(metadata, runs, real).write(file);
    }

    /**
     * Writes the page: one HTML file that needs no other file and no network. It is written whole or not at all.
     *
     * @param file in a folder that exists
     * @throws IOException if it cannot be written, or a sample image of a run cannot be read
     */
    public void write(Path file, ReportMetadata metadata) throws IOException {
        new Page(
                        metadata.language().toString(),
                        metadata.command(),
                        metadata.device().map(Environment::of),
                        metadata.diverged(),
                        runs,
                        real)
                .write(file);
    }
}
