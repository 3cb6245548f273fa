package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.evaluate.GenerativeMetrics;
import wgan.image.ImageShape;

class MetricTests {
    @TempDir
    Path directory;

    private FabricatedRun run(String objective) {
        return new FabricatedRun(directory.resolve(objective), objective);
    }

    private static List<String> best(Metric metric, FabricatedRun... runs) throws IOException {
        return metric.best(RunGroup.of(FabricatedRun.labeled(List.of(runs))), FabricatedRun.REAL.metrics()).stream()
                .map(RunGroup::name)
                .toList();
    }

    @Test
    void best_isLowestOrHighest() throws IOException {
        FabricatedRun gan = run("gan").withMetrics(0.9, 0.7, 3.3).withDistance(done -> 30);
        FabricatedRun wgan = run("wgan").withMetrics(0.8, 0.75, 2.9).withDistance(done -> 20);

        assertThat(best(Metric.FRECHET_DISTANCE, gan, wgan)).containsExactly("WGAN");
        assertThat(best(Metric.PRECISION, gan, wgan)).containsExactly("GAN");
        assertThat(best(Metric.COVERAGE, gan, wgan)).containsExactly("WGAN");
        assertThat(best(Metric.CLASS_ENTROPY, gan, wgan)).containsExactly("GAN");
    }

    @Test
    void best_ofDensity_isNearestToOne() throws IOException {
        assertThat(best(Metric.DENSITY, run("gan").withDensity(1.2), run("wgan").withDensity(0.9)))
                .containsExactly("WGAN");
    }

    /** The classes of real images need not be equally frequent. */
    @Test
    void best_ofClassEntropy_isNearestToThatOfRealImages() throws IOException {
        List<RunGroup> groups = RunGroup.of(FabricatedRun.labeled(List.of(
                run("gan").withMetrics(0.9, 0.7, 3.3),
                run("wgan").withMetrics(0.9, 0.7, 2.9),
                run("dcgan").withMetrics(0.9, 0.7, 2.4))));
        GenerativeMetrics real = groups.get(1).first().metrics();

        assertThat(Metric.CLASS_ENTROPY.best(groups, real))
                .extracting(RunGroup::name)
                .containsExactly("WGAN");
    }

    @Test
    void metricsOfClasses_needLabels() {
        GenerativeMetrics labeled = FabricatedRun.REAL.metrics();
        GenerativeMetrics unlabeled =
                FabricatedRun.unlabeled(new ImageShape(3, 32, 32)).metrics();

        assertThat(Metric.in(labeled)).containsExactly(Metric.values());
        assertThat(Metric.in(unlabeled))
                .containsExactly(
                        Metric.FRECHET_DISTANCE,
                        Metric.KERNEL_DISTANCE,
                        Metric.PRECISION,
                        Metric.RECALL,
                        Metric.DENSITY,
                        Metric.COVERAGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.CLASS_ENTROPY.of(unlabeled))
                .withMessage("metric: the images have no labels, expected labels for class_entropy");
    }

    /** The names that metrics have in their own files. */
    @Test
    void key_namesTheFeatures() {
        for (GenerativeMetrics metrics : List.of(
                FabricatedRun.REAL.metrics(),
                FabricatedRun.unlabeled(ImageShape.MNIST).metrics())) {
            for (Metric metric : Metric.in(metrics)) {
                if (metric != Metric.CLASS_ENTROPY) { // there with its unit
                    assertThat(metrics.asMap()).containsKey(metric.key(metrics.features()));
                }
            }
        }
    }

    @Test
    void best_includesRunsWhoseIntervalsOverlap() throws IOException {
        FabricatedRun gan = run("gan").withRecall(0.85);
        FabricatedRun wgan = run("wgan").withRecall(0.86);

        assertThat(best(Metric.RECALL, gan, wgan, run("dcgan").withRecall(0.7))).containsExactly("GAN", "WGAN");
        assertThat(best(Metric.RECALL, gan, wgan)).as("no run is better").isEmpty();
    }
}
