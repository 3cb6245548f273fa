package wgan.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.data.AtomicFile;
import wgan.evaluate.GenerativeMetrics;
import wgan.train.ObjectiveName;

/**
 * Several runs side by side, as one HTML file that needs nothing else: no network, no script, no font.
 *
 * @param command that made it, as given to a shell
 * @param environment of the process that trained the runs and made it
 * @param diverged the objectives that it is without because their training diverged, and the reason
 * @param portraits the generator of each run, in the order in which to show them; one at least
 * @param real what real images that no generator has drawn come to, by the same measures
 */
record Page(
        Optional<String> command,
        Optional<Environment> environment,
        Map<ObjectiveName, String> diverged,
        Map<Run, GeneratorResult> portraits,
        GenerativeMetrics real) {
    /** Where the whole page is described. */
    private static final String STYLE = "page.css";

    /** Checks that there is something to report. */
    Page {
        if (portraits.isEmpty()) {
            throw new IllegalArgumentException("report: there are no runs, expected one at least");
        }
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws IOException if it cannot be written, or a run's image cannot be read
     */
    void write(Path file) throws IOException {
        byte[] page = page().markup().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(page));
    }

    private Html page() throws IOException {
        List<LabeledRun> subjects = LabeledRun.of(portraits);
        Conclusions findings = new Conclusions(subjects, real);
        String title =
                "%s on %s".formatted(Sentences.list(subjects, LabeledRun::name), Sentences.list(datasets(subjects)));
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{}</title>
                <style>
                {}</style>
                </head>
                <body>
                <main>
                <h1>{}</h1>
                {}{}{}{}{}{}{}</main>
                </body>
                </html>
                """,
                title,
                new Html(style()),
                title,
                AnswersSection.summary(findings),
                RunsSection.of(this, subjects),
                CurvesSection.of(subjects),
                LossCorrelationSection.of(subjects),
                QualitySection.of(subjects, real),
                ImagesSection.of(subjects),
                AnswersSection.of(findings));
    }

    /** What was drawn, as people write it, each once. */
    private static List<String> datasets(List<LabeledRun> subjects) {
        return subjects.stream()
                .map(subject -> subject.run().configuration().dataset())
                .distinct()
                .map(dataset -> switch (dataset) {
                    case MNIST -> "MNIST";
                    case FASHION_MNIST -> "Fashion-MNIST";
                    case SYNTHETIC -> "synthetic digits";
                })
                .toList();
    }

    /** The style sheet: a resource, which holds nothing that HTML takes for the end of it. */
    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report: the module's own " + STYLE + " cannot be read", e);
        }
    }
}
