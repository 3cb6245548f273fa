package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.evaluate.GenerativeMetrics;
import wgan.report.analysis.LossCorrelation.Outcome;
import wgan.report.analysis.Ranking.Certainty;

/** The decisions, without any sentence. */
class ConclusionsTests {
    @TempDir
    Path directory;

    private final List<FabricatedRun> runs = new ArrayList<>();

    private FabricatedRun run(String objective) {
        FabricatedRun run = new FabricatedRun(directory.resolve(Integer.toString(runs.size())), objective);
        runs.add(run);
        return run;
    }

    private Conclusions conclusions() throws IOException {
        return new Conclusions(FabricatedRun.labeled(runs), FabricatedRun.REAL);
    }

    private static List<String> names(List<LabeledRun> runs) {
        return runs.stream().map(LabeledRun::name).toList();
    }

    private static <K> Map<K, List<String>> names(Map<K, List<LabeledRun>> groups) {
        return groups.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, group -> names(group.getValue())));
    }

    @Test
    void ranking_isByTheFrechetClassifierDistance() throws IOException {
        run("gan").withDistance(done -> 90);
        run("wgan").withDistance(done -> 20);
        run("wgan-gp").withDistance(done -> 60 + 30 * done * (1 - done));
        Ranking ranking = conclusions().ranking();

        assertThat(names(ranking.best())).containsExactly("WGAN");
        assertThat(names(ranking.others())).containsExactly("WGAN-GP", "GAN");
        assertThat(ranking.certainty()).isEqualTo(Certainty.LEAD_EXCEEDS_RANGE);
        assertThat(ranking.lead()).isEqualTo(40);
        assertThat(ranking.range()).isBetween(6.0, 7.0);
    }

    @Test
    void ranking_isUncertain_ifTheLeadIsWithinTheRange_orThereAreFewEvaluations() throws IOException {
        run("gan").withDistance(done -> 21);
        run("wgan").withDistance(done -> 20 + 5 * Math.sin(30 * done) * (1 - done));

        assertThat(conclusions().ranking().certainty()).isEqualTo(Certainty.LEAD_WITHIN_RANGE);

        run("dcgan").withDistance(done -> 19).withEvaluations(0);

        assertThat(conclusions().ranking().certainty()).isEqualTo(Certainty.UNDETERMINED);
    }

    @Test
    void ranking_hasSeveralBestRuns_ifTheyAreEqualAsReported() throws IOException {
        run("gan").withDistance(done -> 9.994);
        run("wgan").withDistance(done -> 9.9949);
        run("dcgan").withDistance(done -> 9.996);

        assertThat(names(conclusions().ranking().best())).containsExactly("GAN", "WGAN");
        assertThat(conclusions().ranking().certainty()).isEqualTo(Certainty.NOT_APPLICABLE);
    }

    @Test
    void criticCorrelations_areGroupedByKindOfCriticAndOutcome() throws IOException {
        run("gan").withCriticLoss(done -> Math.sin(25 * done));
        run("wgan");
        run("dcgan").withCriticLoss(done -> Math.sin(25 * done));
        run("wgan-gp").withCriticLoss(done -> -done);

        assertThat(conclusions().criticCorrelations())
                .extracting(group -> group.wasserstein() + " " + group.outcome() + " " + names(group.runs()))
                .containsExactly(
                        "true CORRELATED [WGAN]",
                        "true NEGATIVELY_CORRELATED [WGAN-GP]",
                        "false UNCORRELATED [GAN, DCGAN]");
        assertThat(Outcome.CORRELATED).isLessThan(Outcome.NEGATIVELY_CORRELATED);
    }

    @Test
    void modeCollapse_groupsRuns() throws IOException {
        run("gan").withMetrics(0.9, 0.1, 1.2);
        run("dcgan").withMetrics(0.9, 0.1, 3.1);
        run("wgan").withMetrics(0.3, 0.1, 3.1);
        run("wgan-gp").withClassCounts(97, 1101, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1200);

        assertThat(names(conclusions().modeCollapse()))
                .containsOnly(
                        entry(ModeCollapse.FEW_CLASSES, List.of("GAN")),
                        entry(ModeCollapse.MISSING_CLASSES, List.of("WGAN-GP")),
                        entry(ModeCollapse.WITHIN_CLASSES, List.of("DCGAN")),
                        entry(ModeCollapse.UNDETERMINED, List.of("WGAN")));
        assertThat(conclusions().missingClasses(conclusions().runs().getLast())).containsExactly(0);
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

    private static GenerativeMetrics metrics(List<Integer> classCounts, double entropy) {
        return new GenerativeMetrics(20, 3, 0.99, 9, 0.9, 0.85, 0.95, 0.8, entropy, classCounts, null, 10_000, 0);
    }

    @Test
    void memorization_isFoundBelowHalfTheDistance() throws IOException {
        run("gan").withNearestTrainingRatio(0.49);
        run("wgan").withNearestTrainingRatio(0.5);
        run("dcgan").withNearestTrainingRatio(Double.NaN);

        assertThat(names(conclusions().memorization()))
                .containsOnly(
                        entry(MemorizationCheck.UNDETERMINED, List.of("DCGAN")),
                        entry(MemorizationCheck.FOUND, List.of("GAN")),
                        entry(MemorizationCheck.NOT_FOUND, List.of("WGAN")));
    }

    @Test
    void stability_comparesRelativeRanges() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("wgan").withDistance(done -> 50 - done).withDecay(0.5);
        run("dcgan").withEvaluations(4);
        StabilityComparison stability = conclusions().stability();

        assertThat(names(stability.unknown())).containsExactly("DCGAN");
        assertThat(stability.mostStable()).map(LabeledRun::name).contains("WGAN");
        assertThat(stability.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.isWganMoreStable()).isTrue();
            assertThat(pair.isExplainedByLearningRates()).isTrue();
        });
    }

    @Test
    void stability_isNotCompared_ifTheNumbersOfEvaluationsDiffer() throws IOException {
        run("gan").withEvaluations(100);
        run("wgan");
        StabilityComparison stability = conclusions().stability();

        assertThat(stability.isComparable()).isFalse();
        assertThat(stability.mostStable()).isEmpty();
        assertThat(stability.pairs()).isEmpty();
    }

    @Test
    void stability_isOfTheWholeRun_notOfItsEvaluatedPart() throws IOException {
        Series distances = run("gan").run().frechetClassifierDistance();
        Series early = new Series(distances.points().subList(0, 12));

        assertThat(Stability.of(early, FabricatedRun.ITERATIONS).isKnown()).isFalse();
    }
}
