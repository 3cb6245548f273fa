package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several objectives compared on 64 images. The page itself is tested in wgan.report. */
class ReportCommandTests {
    private static final String[] COMMON = {"--data", "own", "--samples", "200", "--device", "cpu", "--threads", "1"};

    /** Has a report of two objectives, of eight steps each. */
    private static Program program;

    private static Program.Outcome first;

    @BeforeAll
    static void report(@TempDir Path home) throws Exception {
        program = new Program(home);
        SmallImages.write(program.file("own"));
        SmallImages.writeTest(program.file("own"));
        first = program.run(reportOf("gan,wgan", 2, "compared"));
    }

    private static String[] reportOf(String objectives, int epochs, String out, String... more) {
        return with(
                List.of(
                        "report",
                        "--dataset",
                        "mnist",
                        "--objectives",
                        objectives,
                        "--batch-size",
                        "16",
                        "--precision",
                        "fp32"),
                List.of("--epochs", String.valueOf(epochs), "--out", out),
                List.of(more));
    }

    @SafeVarargs
    private static String[] with(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        all.addAll(List.of(COMMON));
        return all.toArray(String[]::new);
    }

    @Test
    void report_trainsEvaluatesAndWritesThePage() throws IOException {
        first.succeeds();
        assertThat(first.out()).endsWith("wrote compared/index.html; open it in a browser\n");
        assertThat(first.err())
                .contains(
                        "GAN: training in compared/runs/gan",
                        "WGAN: training in compared/runs/wgan",
                        "evaluating the generator of");
        assertThat(Files.readString(program.file("compared/index.html")))
                .contains(
                        "<h1>GAN and WGAN on MNIST</h1>",
                        "<dd>wgan report --dataset mnist --objectives gan,wgan --batch-size 16 ");
        assertThat(metrics("gan").stream().filter(line -> line.has("frechet_classifier_distance")))
                .as("evaluations of a short run: at each step, of few images")
                .hasSize(8)
                .allMatch(line -> line.get("samples").asInt() == 500);
        assertThat(program.file("compared/logs/wgan")).isNotEmptyDirectory();
    }

    @Test
    void evaluationsDuringARun_useFewerImagesTheShorterItIs() {
        assertThat(Report.evaluationSamples(30 * 60_000, 30)).isEqualTo(5_000);
        assertThat(Report.evaluationSamples(5 * 60_000, 30)).isEqualTo(2_500);
        assertThat(Report.evaluationSamples(60_000, 30)).isEqualTo(500);
        assertThat(Report.evaluationSamples(2_000, 16)).isEqualTo(500);
    }

    @Test
    void sameCommandAgain_trainsNothing_andWritesTheSamePage() throws Exception {
        String page = Files.readString(program.file("compared/index.html"));
        List<JsonNode> before = metrics("wgan");

        Program.Outcome outcome =
                program.run(reportOf("gan,wgan", 2, "compared", "--json")).succeeds();

        assertThat(metrics("wgan")).isEqualTo(before);
        assertThat(Files.readString(program.file("compared/index.html")).replace(" --json", ""))
                .isEqualTo(page);
        JsonNode answer = JsonMapper.shared().readTree(outcome.out());
        assertThat(answer.path("report").asString()).isEqualTo("compared/index.html");
        assertThat(answer.at("/runs/1/run").asString()).isEqualTo("compared/runs/wgan");
        assertThat(answer.at("/runs/1/frechet_classifier_distance").isNumber()).isTrue();
        assertThat(answer.at("/runs/1/samples").asInt()).isEqualTo(200);
        JsonNode figures = JsonMapper.shared()
                .readTree(program.file("compared/report.json").toFile());
        assertThat(figures.at("/runs/1/metrics/frechet_classifier_distance"))
                .isEqualTo(answer.at("/runs/1/frechet_classifier_distance"));
        assertThat(figures.at("/groups/0/name").asString()).isEqualTo("GAN");
        assertThat(figures.at("/runs/0/critic_estimate/result").asString()).isNotEmpty();
        assertThat(answer.at("/real/frechet_classifier_distance").isNumber()).isTrue();
        assertThat(answer.path("diverged").isEmpty()).isTrue();
    }

    @Test
    void runs_areComparedWithoutTraining() throws Exception {
        program.run(runs("compared/runs/wgan", "other")).succeeds();

        assertThat(Files.readString(program.file("other/index.html"))).contains("<h1>WGAN on MNIST</h1>");
        assertThat(program.file("other/runs")).doesNotExist();
    }

    @Test
    void page_canBeInChinese() throws Exception {
        program.run(with(List.of("report", "--runs", "compared/runs/wgan", "--language", "zh", "--out", "chinese")))
                .succeeds();

        assertThat(Files.readString(program.file("chinese/index.html")))
                .contains("<html lang=\"zh\">", "<h1>WGAN：MNIST</h1>");
    }

    @Test
    void severalTrainingSeeds_haveAMeanAndADeviation() throws Exception {
        program.run(reportOf("gan", 1, "seeds", "--training-seeds", "0,2")).succeeds();

        assertThat(program.file("seeds/runs/gan-seed-0")).isDirectory();
        assertThat(program.file("seeds/runs/gan-seed-2")).isDirectory();
        assertThat(Files.readString(program.file("seeds/index.html")))
                .contains("<h1>GAN on MNIST</h1>", "± is the standard deviation over 2 training seeds.");
    }

    @Test
    void preset_determinesTheLearningRates_andIsNamed() throws Exception {
        program.run(reportOf("wgan", 1, "paper", "--preset", "paper")).succeeds();

        JsonNode config = JsonMapper.shared()
                .readTree(program.file("paper/runs/wgan/config.json").toFile());
        assertThat(config.path("lr_critic").asDouble()).isEqualTo(5e-5);
        assertThat(config.path("lr_generator").asDouble()).isEqualTo(5e-5);
        assertThat(config.path("ema").asDouble()).isZero();
        JsonNode figures =
                JsonMapper.shared().readTree(program.file("paper/report.json").toFile());
        assertThat(figures.at("/runs/0/preset").asString()).isEqualTo("paper");
    }

    @Test
    void fewerEpochsThanARunHas_areRejected() throws Exception {
        Path config = program.file("compared/runs/gan/config.json");
        String before = Files.readString(config);

        Program.Outcome outcome = program.run(reportOf("gan,wgan", 1, "compared"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains("wgan report: --epochs is 1, expected at least 2, which the run in compared/runs/gan has"
                        + " begun; see");
        assertThat(config).hasContent(before);
    }

    @Test
    void runThatCannotBeResumed_isRejectedBeforeAnotherIsTrained() throws Exception {
        program.run(with(
                        List.of(
                                "report",
                                "--dataset",
                                "mnist",
                                "--objectives",
                                "dcgan,gan",
                                "--batch-size",
                                "16",
                                "--precision",
                                "fp32"),
                        List.of("--seed", "1", "--epochs", "2", "--out", "compared")))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "gan/checkpoints/latest.safetensors: its run had seed 0, this run has 1; use the same value (--seed)");
        assertThat(program.file("compared/runs/dcgan")).doesNotExist();
    }

    @Test
    void epochsAfterACosineDecay_areMentionedForEachObjective(@TempDir Path homeWithoutImages) throws Exception {
        Program.Outcome outcome = new Program(homeWithoutImages).run(reportOf("gan,wgan,wgan-gp", 31, "long"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_FILE);
        assertThat(outcome.err())
                .contains(
                        "from epoch 30 on the learning rates of WGAN are 0; see --lr-decay-epochs of train\n",
                        "from epoch 30 on the learning rates of WGAN-GP are 0; see --lr-decay-epochs of train\n")
                .doesNotContain("rates of GAN");
    }

    @Test
    void objectiveThatDiverges_isLeftOut() throws Exception {
        for (String objective : List.of("gan", "wgan")) {
            copy("compared/runs/" + objective, "torn/runs/" + objective);
            Files.createDirectories(program.file("torn/runs/" + objective + "/checkpoints"));
            Files.copy(
                    program.file("compared/runs/" + objective + "/checkpoints/latest.safetensors"),
                    program.file("torn/runs/" + objective + "/checkpoints/latest.safetensors"));
        }
        overwriteEnd(program.file("torn/runs/gan/checkpoints/latest.safetensors"), 4096);

        Program.Outcome outcome = program.run(reportOf("gan,wgan", 3, "torn"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DIVERGED);
        assertThat(outcome.err())
                .contains("GAN: training diverged: at epoch 2, step ", "; the other runs are trained without it");
        assertThat(Files.readString(program.file("torn/index.html")))
                .contains("<h1>WGAN on MNIST</h1>", "<dt>without GAN</dt><dd>training diverged: at epoch 2, ");
    }

    @Test
    void missingRun_isRejected() throws Exception {
        program.run(runs("compared/runs/wgan,nowhere", "none"))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "wgan report: nowhere/config.json: there is no such file; name a run directory");
        assertThat(program.file("none")).doesNotExist();
    }

    @Test
    void runsOnTwoDatasets_areRejected() throws Exception {
        copy("compared/runs/wgan", "odd");
        Path config = program.file("odd/config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"mnist\"", "\"synthetic\"")
                        .replaceFirst("(\"dataset_fingerprint\" : )\"\\w+\"", "$1\"0123456789abcdef\""));

        program.run(runs("compared/runs/wgan,odd", "none"))
                .failsWith(
                        ExitCode.USAGE,
                        "wgan report: --runs: odd was trained on synthetic, expected mnist, the dataset of"
                                + " compared/runs/wgan; see");
    }

    @Test
    void generatorWithNaN_isRejected() throws Exception {
        copy("compared/runs/wgan", "nan");
        Path generator = program.file("nan/generator.safetensors");
        overwriteEnd(generator, 64);

        Program.Outcome outcome = program.run(runs("nan", "none"));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_FILE);
        assertThat(outcome.err()).contains("wgan report: nan/generator.safetensors: fc2.weight has NaN at (");
        assertThat(program.file("none")).doesNotExist();
    }

    /** Overwrites the last bytes with NaN. */
    private static void overwriteEnd(Path file, int count) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length - count; at < bytes.length; at += 4) {
            bytes[at + 2] = (byte) 0xc0;
            bytes[at + 3] = (byte) 0x7f;
        }
        Files.write(file, bytes);
    }

    private static String[] runs(String directories, String out) {
        return with(List.of("report", "--runs", directories, "--out", out));
    }

    private static void copy(String from, String to) throws IOException {
        Files.createDirectories(program.file(to));
        for (String name : List.of("config.json", "metrics.jsonl", "generator.safetensors")) {
            Files.copy(program.file(from).resolve(name), program.file(to).resolve(name));
        }
    }

    private static List<JsonNode> metrics(String run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(program.file("compared/runs/" + run + "/metrics.jsonl"))) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        return lines;
    }
}
