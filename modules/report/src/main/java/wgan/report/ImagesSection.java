package wgan.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wgan.report.Series.Point;

/** What the generators drew: in the course of training, beside what they were trained on, and on the way between digits. */
final class ImagesSection {
    private static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    /** How far from a image an evaluation may be, as a share of the run, to be named below it. */
    private static final double BESIDE = 0.03;

    private ImagesSection() {}

    static Html of(List<LabeledRun> subjects) throws IOException {
        List<String> columns = new ArrayList<>(List.of(""));
        SHARES.forEach(share -> columns.add(Numbers.fixed(100 * share, 0) + " %"));
        List<List<Html>> rows = new ArrayList<>();
        for (LabeledRun subject : subjects) {
            rows.add(row(subject));
        }
        return Html.of(
                """
                <section id="images">
                <h2>The images</h2>
                <h3>In the course of training</h3>
                <div class="grids">{}</div>
                <h3>The nearest images trained on</h3>
                <p>Above: of all the images that a generator drew, those that most real ones of the test set have in their
                neighbourhood. Below each: the image nearest to it of those that the generator was trained on. What is learnt by
                heart is the same in both rows.</p>
                <div class="strips">
                {}</div>
                <h3>From image to image</h3>
                <p>Latent vectors on a great circle from one to the next, the same three walks for every generator with
                latent vectors of one size, one in each row: what <code>wgan sample --interpolate {} --steps {}</code> draws. Images
                that change step by step are a sign that it has learnt more than single images.</p>
                <div class="strips">
                {}</div>
                </section>
                """,
                Table.of(
                        "The same 64 latent vectors at five points of training, and the distance measured there%s. Runs with one seed and one latent dimension share them."
                                .formatted(evaluated(subjects)),
                        columns,
                        rows),
                subjects.stream()
                        .map(subject -> strip(
                                subject,
                                subject.portrait().nearest(),
                                "Images by " + subject.name() + ", and below each the nearest image it was trained on"))
                        .toList(),
                GeneratorEvaluator.STOPS.stream().map(String::valueOf).collect(joining(",")),
                GeneratorEvaluator.STEPS,
                subjects.stream()
                        .map(subject -> strip(
                                subject,
                                subject.portrait().walk(),
                                "Three rows of images by " + subject.name()
                                        + ", each changing into another in eleven steps"))
                        .toList());
    }

    /** Of how many images the distances are; nothing where it is not the same of all. */
    private static String evaluated(List<LabeledRun> subjects) {
        List<Long> numbers = subjects.stream()
                .map(subject -> subject.run().evaluatedImages())
                .filter(number -> number > 0)
                .distinct()
                .toList();
        return numbers.size() == 1
                ? ", of %s images; that of more images is a little less".formatted(Numbers.whole(numbers.getFirst()))
                : "";
    }

    private static List<Html> row(LabeledRun subject) throws IOException {
        List<Html> row = new ArrayList<>(List.of(Table.text(subject.name())));
        for (double share : SHARES) {
            row.add(grid(subject, share));
        }
        return row;
    }

    private static Html grid(LabeledRun subject, double share) throws IOException {
        Optional<Path> image = subject.run().image(share);
        if (image.isEmpty()) {
            return Html.of("<span class=\"none\">no image</span>");
        }
        return Html.of(
                "{}<br/>{}",
                image(
                        Png.read(image.get()),
                        "64 images by %s at %s %% of its training"
                                .formatted(subject.name(), Numbers.fixed(100 * share, 0))),
                distance(subject.run(), share));
    }

    private static String distance(Run run, double share) {
        double wanted = share * run.iterations();
        return run.distance().points().stream()
                .filter(point -> Math.abs(point.iteration() - wanted) <= BESIDE * run.iterations())
                .min((a, b) -> Double.compare(Math.abs(a.iteration() - wanted), Math.abs(b.iteration() - wanted)))
                .map(Point::value)
                .map(Numbers::distance)
                .orElse("–");
    }

    private static Html strip(LabeledRun subject, Png png, String description) {
        return Html.of("""
                <figure>
                {}
                <figcaption>{}</figcaption>
                </figure>
                """, image(png, description), subject.name());
    }

    private static Html image(Png png, String description) {
        return Html.of("<img src=\"{}\" alt=\"{}\"/>", png.dataUri(), description);
    }
}
