package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.analysis.LossCorrelation.Outcome;

/** The decisions, without any sentence. */
class ConclusionsTests {
    @TempDir
    Path directory;

    private FabricatedRuns runs;

    @BeforeEach
    void startWithoutRuns() {
        runs = new FabricatedRuns(directory);
    }

    private static List<String> names(List<LabeledRun> runs) {
        return runs.stream().map(LabeledRun::name).toList();
    }

    private static <K> Map<K, List<String>> names(Map<K, List<LabeledRun>> groups) {
        return groups.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, group -> names(group.getValue())));
    }

    @Test
    void ranking_isByTheFrechetDistance_andItsIntervals() throws IOException {
        runs.add("gan").withDistance(done -> 90);
        runs.add("wgan").withDistance(done -> 20);
        runs.add("dcgan").withDistance(done -> 20.5); // intervals of ± 2 %
        runs.add("wgan-gp").withDistance(done -> 60);
        Ranking ranking = runs.conclusions().ranking();

        assertThat(ranking.best().name()).isEqualTo("WGAN");
        assertThat(ranking.equal()).extracting(RunGroup::name).containsExactly("DCGAN");
        assertThat(ranking.others()).extracting(RunGroup::name).containsExactly("WGAN-GP", "GAN");
        assertThat(ranking.isOfSingleSeeds()).isTrue();
    }

    @Test
    void ranking_ofSeveralSeeds_isByTheirMeans() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            double shift = seed;
            runs.add("gan").withSeed(seed).withDistance(done -> 40 + shift);
            runs.add("wgan").withSeed(seed).withDistance(done -> 20 + shift);
        }
        Ranking ranking = runs.conclusions().ranking();

        assertThat(ranking.best().name()).isEqualTo("WGAN");
        assertThat(ranking.best().runs())
                .extracting(LabeledRun::name)
                .containsExactly("WGAN (seed 0)", "WGAN (seed 1)", "WGAN (seed 2)");
        assertThat(ranking.best().of(Metric.FRECHET_DISTANCE).value()).isEqualTo(21);
        assertThat(ranking.best().of(Metric.FRECHET_DISTANCE).standardError())
                .isCloseTo(1 / Math.sqrt(3), within(1e-12));
        assertThat(ranking.best().deviation(Metric.FRECHET_DISTANCE)).isCloseTo(1, within(1e-12));
        assertThat(ranking.isOfSingleSeeds()).isFalse();
    }

    @Test
    void runsThatDifferInMoreThanTheSeed_areNotOneGroup() throws IOException {
        runs.add("wgan");
        runs.add("wgan").withSeed(1).withDecay(0.5);

        assertThat(RunGroup.of(runs.conclusions().runs())).hasSize(2);
        assertThat(runs.conclusions().runs())
                .extracting(LabeledRun::name)
                .containsExactly("WGAN (" + directory.resolve("0") + ")", "WGAN (" + directory.resolve("1") + ")");
    }

    @Test
    void criticCorrelations_areGroupedByOutcome() throws IOException {
        DoubleUnaryOperator waves = done -> 20 + 400 * Math.exp(-6 * done) + 5 * Math.sin(70 * done);
        runs.add("gan").withDistance(waves).withCriticLoss(done -> Math.cos(331 * done));
        runs.add("wgan").withDistance(waves).withCriticLoss(done -> -waves.applyAsDouble(done));
        runs.add("wgan-gp").withDistance(waves).withCriticLoss(waves);
        runs.add("dcgan").withEvaluations(5);

        assertThat(names(runs.conclusions().criticCorrelations()))
                .containsOnly(
                        entry(Outcome.NO_EVIDENCE, List.of("GAN")),
                        entry(Outcome.FOLLOWS, List.of("WGAN")),
                        entry(Outcome.OPPOSES, List.of("WGAN-GP")),
                        entry(Outcome.UNDETERMINED, List.of("DCGAN")));
    }

    @Test
    void modeCollapse_groupsRuns() throws IOException {
        runs.add("gan").withMetrics(0.9, 0.1, 1.2);
        runs.add("dcgan").withMetrics(0.9, 0.1, 3.1);
        runs.add("wgan").withMetrics(0.3, 0.1, 3.1);
        runs.add("wgan-gp").withClassCounts(97, 1101, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1200);

        assertThat(names(runs.conclusions().modeCollapse()))
                .containsOnly(
                        entry(ModeCollapse.FEW_CLASSES, List.of("GAN")),
                        entry(ModeCollapse.MISSING_CLASSES, List.of("WGAN-GP")),
                        entry(ModeCollapse.WITHIN_CLASSES, List.of("DCGAN")),
                        entry(ModeCollapse.UNDETERMINED, List.of("WGAN")));
        assertThat(runs.conclusions().missingClasses(runs.conclusions().runs().getLast()))
                .containsExactly(0);
    }

    @Test
    void modeCollapse_ignoresClassesThatRealImagesDoNotHave() {
        GenerativeMetrics three = metrics(List.of(4000, 3000, 3000, 0, 0, 0, 0, 0, 0, 0), 1.57);

        assertThat(ModeCollapse.of(three, three)).isEqualTo(ModeCollapse.NONE);
        assertThat(ModeCollapse.of(metrics(List.of(10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0), three))
                .isEqualTo(ModeCollapse.FEW_CLASSES);
        assertThat(ModeCollapse.of(metrics(List.of(5000, 5000, 0, 0, 0, 0, 0, 0, 0, 0), 1), three))
                .isEqualTo(ModeCollapse.MISSING_CLASSES);
    }

    /** Coverage or recall alone decide; there are no classes that could be missing. */
    @Test
    void modeCollapse_withoutLabels_isJudgedByCoverageAndRecall() {
        GenerativeMetrics real = unlabeled(0.85, 0.86, 0.88);

        assertThat(ModeCollapse.of(unlabeled(0.9, 0.5, 0.8), real)).isEqualTo(ModeCollapse.NONE);
        assertThat(ModeCollapse.of(unlabeled(0.9, 0.5, 0.2), real)).isEqualTo(ModeCollapse.FEW_MODES);
        assertThat(ModeCollapse.of(unlabeled(0.9, 0.05, 0.8), real)).isEqualTo(ModeCollapse.FEW_MODES);
        assertThat(ModeCollapse.of(unlabeled(0.3, 0.5, 0.2), real)).isEqualTo(ModeCollapse.UNDETERMINED);
        assertThat(ModeCollapse.missingClasses(unlabeled(0.9, 0.5, 0.2), real)).isEmpty();
    }

    private static GenerativeMetrics unlabeled(double precision, double recall, double coverage) {
        return FabricatedRun.metrics(2, precision, recall, 0.95, coverage, Optional.empty());
    }

    private static GenerativeMetrics metrics(List<Integer> classCounts, double entropy) {
        return FabricatedRun.metrics(
                20, 0.9, 0.85, 0.95, 0.8, Optional.of(FabricatedRun.classes(9, entropy, classCounts)));
    }

    @Test
    void memorization_isFoundIfTheIntervalIsAboveOnePercent() throws IOException {
        runs.add("gan").withCopies(0.003);
        runs.add("wgan").withCopies(0.001);
        runs.add("dcgan").withCopies(Double.NaN);

        assertThat(names(runs.conclusions().memorization()))
                .containsOnly(
                        entry(MemorizationCheck.UNDETERMINED, List.of("DCGAN")),
                        entry(MemorizationCheck.FOUND, List.of("GAN")),
                        entry(MemorizationCheck.NOT_FOUND, List.of("WGAN")));
    }

    @Test
    void stability_comparesVariationAroundTheTrend() throws IOException {
        runs.add("gan").withDistance(done -> 100 + 2 * Math.sin(50 * done));
        runs.add("wgan").withDistance(done -> 100 - 50 * done).withDecay(0.5); // a trend alone is not unsteady
        runs.add("dcgan").withEvaluations(4);
        StabilityComparison stability = runs.conclusions().stability();

        assertThat(names(stability.unknown())).containsExactly("DCGAN");
        assertThat(stability.mostStable()).map(LabeledRun::name).contains("WGAN");
        assertThat(stability.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.isWganMoreStable()).isTrue();
            assertThat(pair.isExplainedByLearningRates()).isTrue();
        });
        assertThat(stability.known().getFirst().stability().relativeSpread())
                .isCloseTo(2 / Math.sqrt(2) / 100, within(0.005));
        assertThat(stability.known().getLast().stability().relativeSpread()).isCloseTo(0, within(1e-4));
    }

    @Test
    void stability_isOfTheWholeRun_notOfItsEvaluatedPart() throws IOException {
        Series distances = runs.add("gan").run().frechetDistance();
        Series early = new Series(distances.points().subList(0, 12));

        assertThat(Stability.of(early, FabricatedRun.ITERATIONS).isKnown()).isFalse();
    }
}
