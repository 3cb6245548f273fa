package wgan.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wgan.data.ImageGrid;
import wgan.report.analysis.ImageRows;
import wgan.report.analysis.Interpolation;
import wgan.report.analysis.LabeledRun;

/**
 * The images of the generators, those in training included.
 *
 * @param texts of the page
 * @param runs whose images are shown
 */
record ImagesSection(Texts texts, List<LabeledRun> runs) {
    private static final List<Double> FRACTIONS = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    /** Wider grids and strips get more room, or their images would be smaller than half their pixels. */
    private static final int MAX_GRID_WIDTH = 300;

    private static final int MAX_STRIP_WIDTH = 560;

    Html html() throws IOException {
        Interpolation interpolation = runs.getFirst().result().interpolation();
        return Html.of(
                """
                <section id="images">
                <h2>{}</h2>
                <h3>{}</h3>
                <div class="grids{}">{}</div>
                <h3>{}</h3>
                <p>{}</p>
                <div class="strips">
                {}</div>
                <h3>{}</h3>
                <p>{}</p>
                <div class="strips">
                {}</div>
                </section>
                """,
                texts.get("images.title"),
                texts.get("images.training.title"),
                isLarge() ? " large" : "",
                inTraining(),
                texts.get("images.nearest.title"),
                texts.get("images.nearest.text"),
                runs.stream().map(this::nearest).toList(),
                texts.get("images.interpolation.title"),
                texts.get(
                        "images.interpolation.text",
                        texts.list(interpolation.seeds().stream()
                                .map(String::valueOf)
                                .toList()),
                        interpolation.steps()),
                runs.stream().map(this::interpolation).toList());
    }

    private boolean isLarge() {
        ImageRows images = runs.getFirst().result().random();
        return ImageGrid.LAB.columns() * (images.shape().width() + ImageGrid.LAB.padding()) > MAX_GRID_WIDTH;
    }

    private Html inTraining() throws IOException {
        List<String> columns = new ArrayList<>(List.of(""));
        FRACTIONS.forEach(fraction -> columns.add(Numbers.fixed(100 * fraction, 0) + " %"));
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun run : runs) {
            List<Html> row = new ArrayList<>(List.of(Table.text(run.name())));
            for (double fraction : FRACTIONS) {
                row.add(inTraining(run, fraction));
            }
            rows.add(row);
        }
        return Table.of(texts.get("images.training.caption", evaluatedImages()), columns, rows);
    }

    /** Returns the number of images that the distances were computed from, in words; nothing if the runs differ in that. */
    private String evaluatedImages() {
        List<Long> numbers = runs.stream()
                .map(run -> run.run().evaluatedImages())
                .filter(number -> number > 0)
                .distinct()
                .toList();
        return numbers.size() == 1 ? texts.get("images.training.samples", Numbers.whole(numbers.getFirst())) : "";
    }

    private Html inTraining(LabeledRun run, double fraction) throws IOException {
        Optional<Path> file = run.run().sampleImage(fraction);
        if (file.isEmpty()) {
            return Html.of("<span class=\"none\">{}</span>", texts.get("images.training.none"));
        }
        String description = texts.get("images.training.alt", run.name(), Numbers.fixed(100 * fraction, 0));
        OptionalDouble distance = run.run().frechetDistanceAt(fraction);
        return Html.of(
                "{}<br/>{}",
                image(Png.read(file.get()), description),
                distance.isPresent() ? Numbers.distance(distance.getAsDouble()) : Numbers.UNKNOWN);
    }

    private Html nearest(LabeledRun run) {
        return Html.of(
                "{}{}",
                strip(
                        run.result().nearest(),
                        texts.get("images.nearest.alt", run.name()),
                        texts.get("images.nearest.caption", run.name())),
                strip(
                        run.result().random(),
                        texts.get("images.random.alt", run.name()),
                        texts.get("images.random.caption", run.name())));
    }

    private Html interpolation(LabeledRun run) {
        Interpolation interpolation = run.result().interpolation();
        return strip(
                interpolation.images(),
                texts.get(
                        "images.interpolation.alt",
                        run.name(),
                        interpolation.seeds().size() - 1,
                        interpolation.steps() - 1),
                run.name());
    }

    private static Html strip(ImageRows images, String description, String caption) {
        boolean isWide = images.columns() * (images.shape().width() + Png.PADDING) > MAX_STRIP_WIDTH;
        return Html.of(
                """
                <figure{}>
                {}
                <figcaption>{}</figcaption>
                </figure>
                """, isWide ? new Html(" class=\"wide\"") : Html.NONE, image(Png.of(images), description), caption);
    }

    private static Html image(Png png, String description) {
        return Html.of("<img src=\"{}\" alt=\"{}\"/>", png.dataUri(), description);
    }
}
