package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.evaluate.GenerativeMetrics;

/** What is said of runs of each kind. */
class ConclusionsTests {
    @TempDir
    Path directory;

    private final List<FabricatedRun> runs = new ArrayList<>();

    private FabricatedRun run(String objective) {
        FabricatedRun run = new FabricatedRun(directory.resolve(Integer.toString(runs.size())), objective);
        runs.add(run);
        return run;
    }

    private Conclusions findings() throws IOException {
        Map<Run, GeneratorResult> portraits = new LinkedHashMap<>();
        for (FabricatedRun run : runs) {
            portraits.put(run.run(), run.portrait());
        }
        return new Conclusions(LabeledRun.of(portraits), FabricatedPages.REAL);
    }

    @Test
    void best_hasTheLeastDistance() throws IOException {
        run("gan").withDistance(done -> 90);
        run("wgan").withDistance(done -> 20);
        run("wgan-gp").withDistance(done -> 60);

        assertThat(findings().best())
                .isEqualTo("By the distance WGAN is best: 20.0, before WGAN-GP with 60.0 and GAN with 90.0."
                        + " The lead of 40.0 is greater than what the distance of either still moved by in the last third of its"
                        + " run (up to 0.00); each was trained once, with one seed.");
    }

    @Test
    void best_isDoubted_whereTheLeadIsSmall() throws IOException {
        run("gan").withDistance(done -> 21);
        run("wgan").withDistance(done -> 20 + 5 * Math.sin(30 * done) * (1 - done));

        assertThat(findings().best()).contains("WGAN is best: 20.0", "is no greater than", "turn the order round");
    }

    @Test
    void best_isDoubted_whereThereAreFewEvaluations() throws IOException {
        run("gan").withEvaluations(0).withDistance(done -> 90);
        run("wgan");

        assertThat(findings().best()).endsWith("There are too few evaluations to tell how sure that order is.");
    }

    @Test
    void best_ofEqualOnesAndOfASingleOne_isNone() throws IOException {
        run("gan");

        assertThat(findings().best()).isEqualTo("GAN came to a distance of 21.0.");

        run("wgan");

        assertThat(findings().best()).isEqualTo("By the distance GAN and WGAN are equally good, with 21.0.");

        run("dcgan").withDistance(done -> 50);
        run("wgan-gp");

        assertThat(findings().best())
                .isEqualTo(
                        "By the distance GAN, WGAN and WGAN-GP are equally good, with 21.0, before DCGAN with 50.0.");
    }

    @Test
    void tracking_asInTheory() throws IOException {
        run("gan").withCriticLoss(done -> 1 + Math.sin(25 * done));
        run("wgan");

        assertThat(findings().tracking()).hasSize(2);
        assertThat(findings().tracking().get(0))
                .matches(
                        "The critic’s estimate −L_D of WGAN tracks the distance \\(ρ\u00a0=\u00a0(0\\.9\\d|1\\.00), n\u00a0=\u00a030\\),"
                                + " as the theory has it\\.");
        assertThat(findings().tracking().get(1))
                .startsWith("The discriminator’s −L_D of GAN does not track the distance (ρ\u00a0=\u00a0");
    }

    @Test
    void tracking_theOtherWayRound_isSaidPlainly() throws IOException {
        run("gan");
        run("wgan").withCriticLoss(done -> Math.sin(25 * done));
        run("wgan-gp").withCriticLoss(done -> -done);

        assertThat(findings().tracking())
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("The critic’s estimate −L_D of WGAN does not track the distance")
                        .endsWith("against what the theory leads to expect."))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("The critic’s estimate −L_D of WGAN-GP runs against the distance")
                        .endsWith("against what the theory leads to expect."))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("The discriminator’s −L_D of GAN tracks the distance")
                        .endsWith("here a GAN’s loss does tell how good the images are."));
    }

    @Test
    void tracking_thatEndsWithTheFirstFall_isTakenBack() throws IOException {
        run("wgan")
                .withCriticLoss(done -> done < 0.5 ? -10 + 10 * done : -2 * done)
                .withDistance(done -> 20 + 400 * Math.exp(-6 * done));

        assertThat(findings().tracking())
                .singleElement()
                .asString()
                .startsWith("The critic’s estimate −L_D of WGAN tracks the distance over the whole run (ρ = 0.")
                .contains("but not in its second half (ρ = −")
                .endsWith("what it shares with the distance is its beginning.");
    }

    @Test
    void tracking_withFewEvaluationsInTheSecondHalf_isNotConfirmed() throws IOException {
        run("wgan").withEvaluations(16).withDistance(done -> 20 + 400 * Math.exp(-6 * done));

        assertThat(findings().tracking())
                .singleElement()
                .asString()
                .startsWith("The critic’s estimate −L_D of WGAN tracks the distance over the whole run (ρ = ")
                .endsWith("; whether it does so beyond the beginning cannot be said of so few evaluations.");
    }

    @Test
    void tracking_withFewEvaluations_isNotJudged() throws IOException {
        run("wgan").withEvaluations(8);
        run("wgan-gp").withEvaluations(0);

        assertThat(findings().tracking())
                .containsExactly(
                        "Whether the critic’s estimate −L_D of WGAN and WGAN-GP tracks the distance cannot be said: there"
                                + " are too few evaluations with a recorded loss beside them (8 and 0, expected 10 or more), or one of"
                                + " the two never changed.");
    }

    @Test
    void collapse_isSaidOfEachKind() throws IOException {
        run("gan").withQuality(0.9, 0.1, 1.2);
        run("dcgan").withQuality(0.9, 0.1, 3.1);
        run("wgan").withQuality(0.3, 0.1, 3.1);
        run("wgan-gp").withQuality(0.9, 0.85, 3.3);

        assertThat(findings().collapse())
                .containsExactly(
                        "The classifier takes what GAN draws for few classes only: their entropy is 1.20 bits, that of real images 3.32. That is"
                                + " a collapse, unless the images are no digits yet.",
                        "By these measures DCGAN has collapsed within the classes: the images look like real ones (precision"
                                + " 90\u00a0%), but like few of them (coverage 10\u00a0%, recall 85\u00a0%).",
                        "Of WGAN it cannot be said: coverage is 10\u00a0%, but so few images are like real ones (precision"
                                + " 30\u00a0%) that this need not be for lack of variety.",
                        "WGAN-GP shows no collapse: the entropy of the classes is 3.30 bits, that of real images 3.32, the coverage 85\u00a0%,"
                                + " the recall 85\u00a0%.");
    }

    @Test
    void collapse_isSaidWhereClassesLackOrNearlyAllRealImagesLieOutside() throws IOException {
        run("gan").withQuality(0.9, 0.45, 2.58).withClassCounts(1700, 1700, 1700, 1700, 1650, 1450, 95, 0, 1, 0);
        run("dcgan").withRecall(0.09);
        run("wgan").withClassCounts(1100, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 101);
        run("wgan-gp").withClassCounts(97, 1101, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1200);

        assertThat(findings().collapse())
                .containsExactly(
                        "GAN and WGAN-GP have collapsed in part: what the classifier takes for some classes is drawn less than a"
                                + " tenth as often as among real images (GAN: 6, 7, 8 and 9; WGAN-GP: 0).",
                        "By these measures DCGAN has collapsed within the classes: the images look like real ones (precision"
                                + " 90\u00a0%), but like few of them (coverage 80\u00a0%, recall 9.0\u00a0%).",
                        "WGAN shows no collapse: the entropy of the classes is 3.30 bits, that of real images 3.32, the coverage 80\u00a0%, the"
                                + " recall 85\u00a0%.");
    }

    @Test
    void collapse_isNotSaidOfWhatRealImagesLack() {
        GenerativeMetrics three = quality(List.of(4000, 3000, 3000, 0, 0, 0, 0, 0, 0, 0), 1.57);

        assertThat(ModeCollapse.of(three, three)).isEqualTo(ModeCollapse.NOT_COLLAPSED);
        assertThat(ModeCollapse.of(quality(List.of(10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0), three))
                .isEqualTo(ModeCollapse.COLLAPSED_CLASSES);
        assertThat(ModeCollapse.of(quality(List.of(5000, 5000, 0, 0, 0, 0, 0, 0, 0, 0), 1), three))
                .isEqualTo(ModeCollapse.LACKS_CLASSES);
    }

    private static GenerativeMetrics quality(List<Integer> classCounts, double entropy) {
        return new GenerativeMetrics(20, 3, 0.99, 9, 0.9, 0.85, 0.95, 0.8, entropy, classCounts, null, 10_000, 0);
    }

    @Test
    void copying_isSaidFromHalfTheDistanceDown() throws IOException {
        run("gan").withCopying(0.49);
        run("wgan").withCopying(0.5);
        run("dcgan").withCopying(Double.NaN);

        assertThat(findings().copying())
                .containsExactly(
                        "Whether DCGAN repeats what it was shown cannot be said: unseen images are no different from those"
                                + " trained on.",
                        "GAN repeats what it was shown, or few kinds of images: its images are much nearer to those trained on than unseen real"
                                + " images are (0.49 times as far).",
                        "There is no sign that WGAN repeats what it was shown: the median distance to the nearest image"
                                + " trained on is 0.50 times that of unseen real images.");
    }

    @Test
    void stability_comparesWganWithGan() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("wgan").withDistance(done -> 50 - done);

        assertThat(findings().stability())
                .satisfiesExactly(
                        ranges -> assertThat(ranges)
                                .startsWith("The distance in the last third of each run: GAN 8")
                                .contains("; WGAN 49.0 to 49.3, a range of 0.6\u00a0% of its median."),
                        steadiest -> assertThat(steadiest).startsWith("By that share WGAN was steadiest"),
                        comparison -> assertThat(comparison).isEqualTo("WGAN was steadier than GAN."));
    }

    @Test
    void stability_saysWhereTheRatesFell() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("wgan").withDistance(done -> 50 - done).withDecay(0.5);

        assertThat(findings().stability().getLast())
                .isEqualTo(
                        "WGAN was steadier than GAN; but the learning rates of WGAN were down to 33\u00a0% of what they were"
                                + " at first, those of GAN at 100\u00a0%, which alone makes a run steadier.");
    }

    @Test
    void stability_saysNothingOfRatesThatFellWhereTheRunWasNotTheSteadier() throws IOException {
        run("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done)).withDecay(0.5);
        run("wgan").withDistance(done -> 50 - done);

        assertThat(findings().stability().getLast()).isEqualTo("WGAN was steadier than GAN.");
    }

    @Test
    void stability_ofDifferentNumbersOfEvaluations_isNotCompared() throws IOException {
        run("gan").withEvaluations(100);
        run("wgan");

        assertThat(findings().stability())
                .hasSize(2)
                .last()
                .isEqualTo(
                        "They are of different numbers of evaluations, 34 and 10, so that these ranges do not compare.");
    }

    @Test
    void stability_isOfTheRun_notOfWhatWasEvaluatedOfIt() throws IOException {
        FabricatedRun run = run("gan");
        Series early = new Series(run.run().distance().points().subList(0, 12));

        assertThat(Stability.of(early, FabricatedRun.ITERATIONS).isKnown()).isFalse();
    }

    @Test
    void stability_saysWhereWganIsNoSteadier_andWhereNothingIsKnown() throws IOException {
        run("gan").withDistance(done -> 50);
        run("wgan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        run("dcgan").withEvaluations(4);

        assertThat(findings().stability())
                .contains(
                        "WGAN was no steadier than GAN.",
                        "Of DCGAN there are fewer than 3 evaluations in the last third, too few to say.");
    }

    @Test
    void runsOfOneGame_areToldApartByTheirDirectories() throws IOException {
        run("wgan");
        run("wgan").withSeed(1).withDistance(done -> 50);

        assertThat(findings().best())
                .contains(
                        "WGAN (" + directory.resolve("0") + ") is best",
                        "WGAN (" + directory.resolve("1") + ") with 50.0");
    }
}
