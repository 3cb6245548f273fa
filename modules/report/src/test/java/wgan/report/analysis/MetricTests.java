package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricTests {
    @TempDir
    Path directory;

    private FabricatedRun run(String objective) {
        return new FabricatedRun(directory.resolve(objective), objective);
    }

    private static List<String> best(Metric metric, FabricatedRun... runs) throws IOException {
        return metric.best(RunGroup.of(FabricatedRun.labeled(List.of(runs)))).stream()
                .map(RunGroup::name)
                .toList();
    }

    @Test
    void best_isLowestOrHighest() throws IOException {
        FabricatedRun gan = run("gan").withMetrics(0.9, 0.7, 3.3).withDistance(done -> 30);
        FabricatedRun wgan = run("wgan").withMetrics(0.8, 0.75, 2.9).withDistance(done -> 20);

        assertThat(best(Metric.FRECHET_CLASSIFIER_DISTANCE, gan, wgan)).containsExactly("WGAN");
        assertThat(best(Metric.PRECISION, gan, wgan)).containsExactly("GAN");
        assertThat(best(Metric.COVERAGE, gan, wgan)).containsExactly("WGAN");
        assertThat(best(Metric.CLASS_ENTROPY, gan, wgan)).containsExactly("GAN");
    }

    @Test
    void best_ofDensity_isNearestToOne() throws IOException {
        assertThat(best(Metric.DENSITY, run("gan").withDensity(1.2), run("wgan").withDensity(0.9)))
                .containsExactly("WGAN");
    }

    @Test
    void best_includesRunsWhoseIntervalsOverlap() throws IOException {
        FabricatedRun gan = run("gan").withRecall(0.85);
        FabricatedRun wgan = run("wgan").withRecall(0.86);

        assertThat(best(Metric.RECALL, gan, wgan, run("dcgan").withRecall(0.7))).containsExactly("GAN", "WGAN");
        assertThat(best(Metric.RECALL, gan, wgan)).as("no run is better").isEmpty();
    }
}
