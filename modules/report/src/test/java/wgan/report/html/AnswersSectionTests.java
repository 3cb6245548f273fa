package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.evaluate.FeatureExtractor;
import wgan.report.analysis.FabricatedRuns;

/** The sentences about fabricated runs; the decisions behind them have tests of their own. */
class AnswersSectionTests {
    @TempDir
    Path directory;

    private FabricatedRuns runs;

    @BeforeEach
    void startWithoutRuns() {
        runs = new FabricatedRuns(directory);
    }

    private AnswersSection answers(String language) throws IOException {
        return new AnswersSection(Texts.of(language, FeatureExtractor.CLASSIFIER), runs.conclusions());
    }

    @Test
    void ranking_namesTheBest_thoseThatAreNotWorse_andTheOthers() throws IOException {
        runs.add("gan").withDistance(done -> 90);
        runs.add("wgan").withDistance(done -> 20);
        runs.add("dcgan").withDistance(done -> 20.5);

        assertThat(answers("en").ranking())
                .containsExactly(
                        "Best by the Fréchet classifier distance: WGAN 20.0\u00a0(19.6–20.4).",
                        "Not significantly different, because the 95 % intervals overlap: DCGAN 20.5\u00a0(20.1–20.9).",
                        "Worse: GAN 90.0\u00a0(88.2–91.8).",
                        "Each of them was trained with one seed. Another seed may change the order.");
        assertThat(answers("zh").ranking().getFirst()).isEqualTo("Fréchet 分类器距离最好：WGAN 20.0\u00a0(19.6–20.4)。");
    }

    @Test
    void oneRun_isRankedAlone() throws IOException {
        runs.add("wgan").withDistance(done -> 20);

        assertThat(answers("en").ranking())
                .containsExactly("Best by the Fréchet classifier distance: WGAN 20.0\u00a0(19.6–20.4).");
    }

    @Test
    void follows_statesThePremiseOfTheory_whereALossOfAWganDoesNotFollow() throws IOException {
        runs.add("wgan").withCriticLoss(done -> Math.sin(331 * done));

        assertThat(answers("en").follows())
                .satisfiesExactly(
                        sentence -> assertThat(sentence)
                                .startsWith(
                                        "No evidence that −L_D follows the Fréchet classifier distance: WGAN (ρ of the changes "),
                        premise -> assertThat(premise)
                                .endsWith(
                                        "Learning rates of the critic and the generator: WGAN 0.00005 and 0.00005 (preset paper)."));
    }

    @Test
    void collapse_hasTheFiguresItRestsOn() throws IOException {
        runs.add("gan").withMetrics(0.9, 0.1, 3.1);
        runs.add("wgan").withClassCounts(97, 1101, 1100, 1100, 1100, 1100, 1100, 1100, 1100, 1200);

        assertThat(answers("en").collapse())
                .containsExactly(
                        "Partial mode collapse, because some classes are less than a tenth as frequent as among real images: WGAN"
                                + " (almost without 0).",
                        "Mode collapse within the classes, because the images resemble real ones, but few of them: GAN (precision"
                                + " 90\u00a0%, coverage 10\u00a0%, recall 85\u00a0%, class entropy 3.10 bits).");
    }

    @Test
    void copies_haveTheirFractionWithAnInterval() throws IOException {
        runs.add("gan").withCopies(0.05);
        runs.add("wgan");

        assertThat(answers("en").copies())
                .containsExactly(
                        "Copies of training images. Near a training image, where 1 % are expected: GAN 6.0\u00a0%\u00a0(5.8\u00a0%–6.2\u00a0%).",
                        "No sign of copies of training images. Near a training image, where 1 % are expected: WGAN"
                                + " 1.0\u00a0%\u00a0(0.8\u00a0%–1.2\u00a0%).");
    }

    @Test
    void stability_namesTheSteadiest_andLearningRatesThatFell() throws IOException {
        runs.add("gan").withDistance(done -> 100 + 20 * Math.sin(50 * done));
        runs.add("wgan").withDistance(done -> 50 - done).withDecay(0.5);
        runs.add("dcgan").withEvaluations(4);

        assertThat(answers("en").stability())
                .satisfiesExactly(
                        known -> assertThat(known)
                                .contains("relative to its median: GAN 1")
                                .endsWith("WGAN 0.0\u00a0%."),
                        steadiest -> assertThat(steadiest).isEqualTo("Steadiest: WGAN."),
                        unknown -> assertThat(unknown).isEqualTo("Too few evaluations in the last third: DCGAN."),
                        rates -> assertThat(rates)
                                .isEqualTo(
                                        "The final learning rate of WGAN is 33\u00a0% of the initial one, that of GAN 100\u00a0%."
                                                + " Lower learning rates alone make a run steadier."));
    }
}
