package wgan.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import wgan.report.analysis.Interpolation;
import wgan.report.analysis.LabeledRun;

/** Images of the generators: during training, beside the nearest training images, and between latent vectors. */
final class ImagesSection {
    private static final List<Double> FRACTIONS = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    private ImagesSection() {}

    static Html of(List<LabeledRun> runs) throws IOException {
        Interpolation interpolation = runs.getFirst().result().interpolation();
        return Html.of(
                """
                <section id="images">
                <h2>Images</h2>
                <h3>During training</h3>
                <div class="grids">{}</div>
                <h3>The nearest training images</h3>
                <p>Top row: of all images of a generator, those that are in the neighborhoods of the most real images of the test set.
                Bottom row: the nearest image among those that the generator was trained on. A memorized image is the same in both
                rows.</p>
                <div class="strips">
                {}</div>
                <h3>Interpolation</h3>
                <p>Images of latent vectors on a great circle from the latent vector of one seed to that of the next. The seeds are {};
                each row has {} images. The path is the same for every generator with the same latent dimension. Images that change
                gradually are a sign that the generator has not only memorized single images.</p>
                <div class="strips">
                {}</div>
                </section>
                """,
                inTraining(runs),
                runs.stream().map(ImagesSection::nearest).toList(),
                Sentences.list(
                        interpolation.seeds().stream().map(String::valueOf).toList()),
                interpolation.steps(),
                runs.stream().map(ImagesSection::interpolation).toList());
    }

    private static Html inTraining(List<LabeledRun> runs) throws IOException {
        List<String> columns = new ArrayList<>(List.of(""));
        FRACTIONS.forEach(fraction -> columns.add(percent(fraction) + " %"));
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun run : runs) {
            List<Html> row = new ArrayList<>(List.of(Table.text(run.name())));
            for (double fraction : FRACTIONS) {
                row.add(inTraining(run, fraction));
            }
            rows.add(row);
        }
        return Table.of(
                "Images from the same 64 latent vectors at five points of training, and the Fréchet classifier distance at that point%s. Runs with the same seed and the same latent dimension use the same latent vectors."
                        .formatted(evaluatedImages(runs)),
                columns,
                rows);
    }

    private static String percent(double fraction) {
        return Numbers.fixed(100 * fraction, 0);
    }

    /** Returns the number of images that the distances were computed from, in words; nothing if the runs differ in that. */
    private static String evaluatedImages(List<LabeledRun> runs) {
        List<Long> numbers = runs.stream()
                .map(run -> run.run().evaluatedImages())
                .filter(number -> number > 0)
                .distinct()
                .toList();
        return numbers.size() == 1
                ? ", computed from %s images; from more images it is slightly lower"
                        .formatted(Numbers.whole(numbers.getFirst()))
                : "";
    }

    private static Html inTraining(LabeledRun run, double fraction) throws IOException {
        Optional<Path> file = run.run().sampleImage(fraction);
        if (file.isEmpty()) {
            return Html.of("<span class=\"none\">no image</span>");
        }
        String description = "64 images of %s at %s %% of its training".formatted(run.name(), percent(fraction));
        OptionalDouble distance = run.run().frechetClassifierDistanceAt(fraction);
        return Html.of(
                "{}<br/>{}",
                image(Png.read(file.get()), description),
                distance.isPresent() ? Numbers.distance(distance.getAsDouble()) : Numbers.UNKNOWN);
    }

    private static Html nearest(LabeledRun run) {
        return strip(
                run,
                Png.of(run.result().nearest()),
                "Images of " + run.name() + ", and below each the nearest training image");
    }

    private static Html interpolation(LabeledRun run) {
        Interpolation interpolation = run.result().interpolation();
        return strip(
                run,
                Png.of(interpolation.images()),
                "%d rows of images of %s, each from one image to another in %d steps"
                        .formatted(interpolation.seeds().size() - 1, run.name(), interpolation.steps() - 1));
    }

    private static Html strip(LabeledRun run, Png png, String description) {
        return Html.of("""
                <figure>
                {}
                <figcaption>{}</figcaption>
                </figure>
                """, image(png, description), run.name());
    }

    private static Html image(Png png, String description) {
        return Html.of("<img src=\"{}\" alt=\"{}\"/>", png.dataUri(), description);
    }
}
