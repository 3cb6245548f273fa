package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.report.analysis.Conclusions;
import wgan.report.analysis.FabricatedRun;

class ConclusionSentencesTests {
    @TempDir
    Path directory;

    private final List<FabricatedRun> runs = new ArrayList<>();

    private FabricatedRun run(String objective) {
        FabricatedRun run = new FabricatedRun(directory.resolve(Integer.toString(runs.size())), objective);
        runs.add(run);
        return run;
    }

    private ConclusionSentences sentences() throws IOException {
        return new ConclusionSentences(new Conclusions(FabricatedRun.labeled(runs), FabricatedRun.REAL));
    }

    private String ranking() throws IOException {
        return String.join(" ", sentences().ranking());
    }

    @Test
    void ranking_namesTheLowestDistanceAndTheLead() throws IOException {
        run("gan").withDistance(done -> 90);
        run("wgan").withDistance(done -> 20);
        run("wgan-gp").withDistance(done -> 60);

        assertThat(ranking())
                .isEqualTo("WGAN is best by the Fréchet classifier distance: 20.0. WGAN-GP has 60.0 and GAN has 90.0."
                        + " The difference of 40.0 between the first two is greater than the range of either distance in the last"
                        + " third of its run (at most 0.00). Each of them was trained once, with one seed.");
    }

    @Test
    void ranking_isUncertain_ifTheLeadIsSmall() throws IOException {
        run("gan").withDistance(done -> 21);
        run("wgan").withDistance(done -> 20 + 5 * Math.sin(30 * done) * (1 - done));

        assertThat(ranking())
                .contains(
                        "WGAN is best by the Fréchet classifier distance: 20.0. GAN has 21.0.",
                        "The difference of 1.00 between the first two is not greater than the range of their distances",
                        "Another step or another seed may change the order.");
    }

    @Test
    void ranking_isUncertain_ifThereAreFewEvaluations() throws IOException {
        run("gan").withEvaluations(0).withDistance(done -> 90);
        run("wgan");

        assertThat(ranking()).endsWith("There are too few evaluations to determine how certain this order is.");
    }

    @Test
    void ranking_namesNoBest_ifThereIsOneRunOrTheyAreEqual() throws IOException {
        run("gan");

        assertThat(ranking()).isEqualTo("The Fréchet classifier distance of GAN is 21.0.");

        run("wgan");

        assertThat(ranking()).isEqualTo("GAN and WGAN have the same Fréchet classifier distance, 21.0.");

        run("dcgan").withDistance(done -> 50);
        run("wgan-gp");

        assertThat(ranking())
                .isEqualTo(
                        "GAN, WGAN and WGAN-GP have the same, lowest Fréchet classifier distance, 21.0. DCGAN has 50.0.");
    }

    @Test
    void correlations_areAsTheoryPredicts() throws IOException {
        run("gan").withCriticLoss(done -> 1 + Math.sin(25 * done));
        run("wgan");

        assertThat(sentences().correlations()).hasSize(2);
        assertThat(sentences().correlations().get(0))
                .matches("The critic’s estimate −L_D of WGAN correlates with the Fréchet classifier distance"
                        + " \\(ρ\u00a0=\u00a0(0\\.9\\d|1\\.00), n\u00a0=\u00a030\\), as theory predicts\\.");
        assertThat(sentences().correlations().get(1))
                .startsWith(
                        "The discriminator’s −L_D of GAN does not correlate with the Fréchet classifier distance (ρ\u00a0=\u00a0");
    }

    @Test
    void correlations_areNotAsTheoryPredicts() throws IOException {
        run("gan");
        run("wgan").withCriticLoss(done -> Math.sin(25 * done));
        run("wgan-gp").withCriticLoss(done -> -done);

        assertThat(sentences().correlations())
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith(
                                "The critic’s estimate −L_D of WGAN does not correlate with the Fréchet classifier distance")
                        .endsWith(", although theory predicts a correlation."))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith(
                                "The critic’s estimate −L_D of WGAN-GP correlates negatively with the Fréchet classifier distance")
                        .endsWith(", although theory predicts a positive correlation."))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("The discriminator’s −L_D of GAN correlates with the Fréchet classifier distance")
                        .endsWith("; here, the loss of a GAN does indicate how good the images are."));
    }

    @Test
    void correlation_thatEndsWithTheFirstFall_isOnlyThatOfTheBeginning() throws IOException {
        run("wgan")
                .withCriticLoss(done -> done < 0.5 ? -10 + 10 * done : -2 * done)
                .withDistance(done -> 20 + 400 * Math.exp(-6 * done));

        assertThat(sentences().correlations())
                .singleElement()
                .asString()
                .startsWith(
                        "The critic’s estimate −L_D of WGAN correlates with the Fréchet classifier distance over the whole run (ρ\u00a0=\u00a00.")
                .contains("but not in its second half (ρ\u00a0=\u00a0−")
                .endsWith("the correlation is that of the beginning.");
    }

    @Test
    void correlation_withFewEvaluationsInTheSecondHalf_isNotConfirmed() throws IOException {
        run("wgan").withEvaluations(16).withDistance(done -> 20 + 400 * Math.exp(-6 * done));

        assertThat(sentences().correlations())
                .singleElement()
                .asString()
                .startsWith(
                        "The critic’s estimate −L_D of WGAN correlates with the Fréchet classifier distance over the whole run (ρ\u00a0=\u00a0")
                .endsWith("; whether it does so after the beginning cannot be determined from so few evaluations.");
    }

    @Test
    void correlation_withFewEvaluations_isUndetermined() throws IOException {
        run("wgan").withEvaluations(8);
        run("wgan-gp").withEvaluations(0);

        assertThat(sentences().correlations())
                .containsExactly(
                        "Whether the critic’s estimate −L_D of WGAN and WGAN-GP correlates with the Fréchet classifier distance"
                                + " cannot be determined: there are too few evaluations with a recorded loss near them (8 and 0,"
                                + " expected 10 or more), or one of the two values never changes.");
    }

    @Test
    void modeCollapse_hasASentenceForEachKind() throws IOException {
        run("gan").withMetrics(0.9, 0.1, 1.2);
        run("dcgan").withMetrics(0.9, 0.1, 3.1);
        run("wgan").withMetrics(0.3, 0.1, 3.1);
        run("wgan-gp").withMetrics(0.9, 0.85, 3.3);

        assertThat(sentences().modeCollapse())
                .containsExactly(
                        "The classifier assigns the images of GAN to few classes: their class entropy is 1.20 bits, that of real"
                                + " images 3.32 bits. This is mode collapse, unless the images are not recognizable yet.",
                        "By these metrics DCGAN has collapsed within the classes: the images resemble real ones (precision"
                                + " 90\u00a0%), but few of them (coverage 10\u00a0%, recall 85\u00a0%).",
                        "Whether WGAN has collapsed cannot be determined: coverage is 10\u00a0%, but so few images resemble real"
                                + " ones (precision 30\u00a0%) that lack of variety need not be the cause.",
                        "WGAN-GP shows no mode collapse: the class entropy is 3.30 bits, that of real images 3.32 bits, the"
                                + " coverage 85\u00a0%, the recall 85\u00a0%.");
    }

    @Test
    void modeCollapse_namesMissingClassesAndLowRecall() throws IOException {
        run("gan").withMetrics(0.9, 0.45, 2.58).withClassCounts(1700, 1700, 1700, 1700, 1650, 1450, 95, 0, 1, 0);
        run("dcgan").withRecall(0.09);
        run("wgan").withClassCounts(1100, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 101);
        run("wgan-gp").withClassCounts(97, 1101, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1200);

        assertThat(sentences().modeCollapse())
                .containsExactly(
                        "GAN and WGAN-GP have partly collapsed: the classifier finds some classes less than a tenth as often as"
                                + " among real images (GAN: 6, 7, 8 and 9; WGAN-GP: 0).",
                        "By these metrics DCGAN has collapsed within the classes: the images resemble real ones (precision"
                                + " 90\u00a0%), but few of them (coverage 80\u00a0%, recall 9.0\u00a0%).",
                        "WGAN shows no mode collapse: the class entropy is 3.30 bits, that of real images 3.32 bits, the coverage"
                                + " 80\u00a0%, the recall 85\u00a0%.");
    }

    @Test
    void memorization_hasASentenceForEachAnswer() throws IOException {
        run("gan").withNearestTrainingRatio(0.49);
        run("wgan").withNearestTrainingRatio(0.5);
        run("dcgan").withNearestTrainingRatio(Double.NaN);

        assertThat(sentences().memorization())
                .containsExactly(
                        "Whether DCGAN has memorized training images cannot be determined: unseen real images are no different from"
                                + " training images.",
                        "GAN has memorized training images, or generates few kinds of images: its images are much nearer to"
                                + " training images than unseen real images are (0.49 times as far).",
                        "There is no sign that WGAN has memorized training images: the median distance to the nearest training"
                                + " image is 0.50 times that of unseen real images.");
    }

    @Test
    void stability_comparesWganWithGan() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("wgan").withDistance(done -> 50 - done);

        assertThat(sentences().stability())
                .satisfiesExactly(
                        ranges -> assertThat(ranges)
                                .startsWith("The Fréchet classifier distance in the last third of each run: GAN 8")
                                .contains("; WGAN 49.0 to 49.3, a range of 0.6\u00a0% of its median."),
                        mostStable -> assertThat(mostStable)
                                .startsWith("Relative to the median, WGAN has the smallest range and was most stable."),
                        comparison -> assertThat(comparison).isEqualTo("WGAN was more stable than GAN."));
    }

    @Test
    void stability_namesLearningRatesThatFell() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("wgan").withDistance(done -> 50 - done).withDecay(0.5);

        assertThat(sentences().stability().getLast())
                .isEqualTo(
                        "WGAN was more stable than GAN; but the final learning rates of WGAN are 33\u00a0% of its initial ones,"
                                + " those of GAN 100\u00a0%, and lower learning rates alone make a run more stable.");
    }

    @Test
    void stability_omitsLearningRatesThatFellInTheLessStableRun() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done)).withDecay(0.5);
        run("wgan").withDistance(done -> 50 - done);

        assertThat(sentences().stability().getLast()).isEqualTo("WGAN was more stable than GAN.");
    }

    @Test
    void stability_isNotCompared_ifTheNumbersOfEvaluationsDiffer() throws IOException {
        run("gan").withEvaluations(100);
        run("wgan");

        assertThat(sentences().stability())
                .hasSize(2)
                .last()
                .isEqualTo(
                        "These are of different numbers of evaluations, 34 and 10, so that the ranges are not comparable.");
    }

    @Test
    void stability_hasASentenceIfWganIsNotMoreStable_andOneForFewEvaluations() throws IOException {
        run("gan").withDistance(done -> 50);
        run("wgan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("dcgan").withEvaluations(4);

        assertThat(sentences().stability())
                .contains(
                        "WGAN was not more stable than GAN.",
                        "DCGAN has fewer than 3 evaluations in the last third, too few for a range.");
    }

    @Test
    void runsOfOneObjective_areNamedAfterTheirDirectories() throws IOException {
        run("wgan");
        run("wgan").withSeed(1).withDistance(done -> 50);

        assertThat(ranking())
                .contains(
                        "WGAN (" + directory.resolve("0") + ") is best",
                        "WGAN (" + directory.resolve("1") + ") has 50.0");
    }
}
