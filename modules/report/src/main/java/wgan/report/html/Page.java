package wgan.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.data.AtomicFile;
import wgan.report.analysis.Conclusions;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.RunGroup;

/**
 * Several runs side by side, in one HTML file that needs nothing else: no network, no script, no font.
 *
 * @param language of the texts: {@code en} or {@code zh}
 * @param command that made it, as the user gave it to a shell
 * @param environment of the process that trained the runs and made it
 * @param diverged the titles of the objectives that it is without because their training diverged, and the reason
 * @param runs in the order of the page; at least one
 * @param real the real images that generated ones are compared with
 */
public record Page(
        String language,
        Optional<String> command,
        Optional<Environment> environment,
        Map<String, String> diverged,
        List<LabeledRun> runs,
        RealImages real) {
    private static final String STYLE = "page.css";

    /** Checks that there is a run. */
    public Page {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("report: there are no runs, expected at least one");
        }
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws IOException if it cannot be written, or a sample image of a run cannot be read
     */
    public void write(Path file) throws IOException {
        byte[] page = markup().markup().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(page));
    }

    private Html markup() throws IOException {
        Texts texts = Texts.of(language, real.features());
        List<RunGroup> groups = RunGroup.of(runs);
        List<LabeledRun> shown = groups.stream().map(RunGroup::first).toList();
        String title = texts.get(
                "page.title", texts.list(groups.stream().map(RunGroup::name).toList()), texts.list(datasets(texts)));
        RunsSection runsSection = new RunsSection(texts, this);
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="{}">
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
                language,
                title,
                new Html(style()),
                title,
                runsSection.unfinished(),
                new ImagesSection(texts, shown).html(),
                new MetricsSection(texts, groups, real).html(),
                new CurvesSection(texts, shown, runs).html(),
                new AnswersSection(texts, new Conclusions(runs, real)).html(),
                new MethodSection(texts, runs, real).html(),
                runsSection.html());
    }

    private List<String> datasets(Texts texts) {
        return runs.stream()
                .map(run -> run.run().configuration().dataset().name())
                .distinct()
                .map(dataset -> title(dataset, texts))
                .toList();
    }

    private static String title(String dataset, Texts texts) {
        return switch (dataset) {
            case "mnist" -> "MNIST";
            case "fashion-mnist" -> "Fashion-MNIST";
            case "kmnist" -> "KMNIST";
            case "emnist-digits" -> "EMNIST Digits";
            case "emnist-letters" -> "EMNIST Letters";
            case "cifar-10" -> "CIFAR-10";
            case "synthetic" -> texts.get("dataset.synthetic");
            default -> dataset;
        };
    }

    /** The style sheet is a resource without markup, so that it needs no escaping. */
    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report: " + STYLE + ", a resource of this module, cannot be read", e);
        }
    }
}
