package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.train.RunDirectory;

/** Training, from the command line to the files that it leaves. */
class TrainCommandTests {
    private static final String LOSS = "-?\\d+\\.\\d{4}";
    private static final String RUN = "runs/wgan/";
    private static final String GAN_RUN = "runs/gan/";

    /** Has a run with the usual settings. */
    private static Program usual;

    private static Program.Outcome usualOutcome;

    @TempDir
    private Path home;

    @BeforeAll
    static void train(@TempDir Path usualHome) throws Exception {
        usual = new Program(usualHome);
        usualOutcome = usual.run(("train --dataset synthetic --limit 64 --batch-size 16 --epochs 1 --lr-critic 1e-4"
                        + " --device cpu --threads 1 --precision fp32 --sample-out digits.png")
                .split(" "));
    }

    @Test
    void training_printsTheLabsLineAndItsFiles() {
        usualOutcome.succeeds();
        assertThat(usualOutcome.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("Epoch 00 \\| Step 0004 / 4 \\| Loss_D " + LOSS + " \\| Loss_G " + LOSS),
                        line -> assertThat(line)
                                .matches("trained 4 of 4 steps in \\d+ s; generator: runs/wgan/generator\\.safetensors;"
                                        + " 64 images: digits\\.png"));
        assertThat(usualOutcome.err()).isEmpty();
    }

    @Test
    void redirectedOutput_hasNoControlCharacters() {
        assertThat(usualOutcome.out() + usualOutcome.err()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
    }

    @Test
    void runDirectory_hasTheFilesOfTheRunOnly() throws IOException {
        assertThat(usual.files())
                .containsExactlyInAnyOrder(
                        "digits.png",
                        "logs",
                        "logs/experiment_wgan",
                        eventFile(),
                        "runs",
                        "runs/wgan",
                        RUN + ".lock",
                        RUN + ".run-id",
                        RUN + "checkpoints",
                        RUN + "checkpoints/latest.safetensors",
                        RUN + "config.json",
                        RUN + "generator.safetensors",
                        RUN + "metrics.jsonl",
                        RUN + "samples",
                        RUN + "samples/epoch-000.png",
                        RUN + "samples/step-000000.png",
                        RUN + "samples/step-000001.png",
                        RUN + "samples/step-000002.png",
                        RUN + "samples/step-000003.png",
                        RUN + "samples/step-000004.png");
    }

    private static String eventFile() throws IOException {
        try (Stream<Path> files = Files.list(usual.file("logs/experiment_wgan"))) {
            List<Path> events = files.toList();
            assertThat(events)
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName().toString()).startsWith("events.out.tfevents."));
            return usual.directory().relativize(events.get(0)).toString();
        }
    }

    @Test
    void config_hasEveryOptionThatDeterminesTheResult() throws IOException {
        JsonNode config = JsonMapper.shared().readTree(Files.readString(usual.file(RUN + "config.json")));
        assertThat(config.propertyNames())
                .containsExactlyInAnyOrder(
                        "format",
                        "objective",
                        "objective_title",
                        "estimates_wasserstein_distance",
                        "has_penalty",
                        "dataset",
                        "dataset_size",
                        "image_shape",
                        "dataset_fingerprint",
                        "critic_steps",
                        "critic_batches",
                        "critic_warmup",
                        "clip",
                        "clip_scale",
                        "clip_batch_norm",
                        "lr_critic",
                        "lr_generator",
                        "lr_decay_epochs",
                        "epochs",
                        "steps",
                        "batch_size",
                        "latent_dim",
                        "ema",
                        "precision",
                        "seed",
                        "device",
                        "threads",
                        "libtorch");
        assertThat(config.path("batch_size").asInt()).isEqualTo(16);
        assertThat(config.path("lr_critic").asDouble()).isEqualTo(1e-4);
        assertThat(config.path("ema").asDouble()).isEqualTo(0.999);
        assertThat(config.path("dataset").asString()).isEqualTo("synthetic");
        assertThat(config.path("device").asString()).isEqualTo("cpu");
    }

    @Test
    void metrics_areThoseOfTheConsole() throws IOException {
        List<String> lines = Files.readAllLines(usual.file(RUN + "metrics.jsonl"));
        assertThat(lines).hasSize(1);
        JsonNode metrics = JsonMapper.shared().readTree(lines.get(0));
        assertThat(metrics.path("iteration").asInt()).isEqualTo(4);
        assertThat(usualOutcome.out())
                .contains("Loss_D %.4f".formatted(metrics.path("loss_critic").asDouble()))
                .contains("Loss_G %.4f".formatted(metrics.path("loss_generator").asDouble()));
    }

    @Test
    void images_areGridsOfEightByEight() throws IOException {
        for (String name : List.of("digits.png", RUN + "samples/epoch-000.png", RUN + "samples/step-000000.png")) {
            BufferedImage image = ImageIO.read(usual.file(name).toFile());
            assertThat(List.of(image.getWidth(), image.getHeight())).as(name).containsExactly(242, 242);
        }
    }

    @Test
    void json_isAllOfStandardOutput() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        Program.Outcome outcome = program.run(small(
                        "--epochs", "1", "--json", "--out", "run", "--log-dir", "events", "--sample-out", "x.gif"))
                .succeeds();

        JsonNode answer = JsonMapper.shared().readTree(outcome.out());
        assertThat(outcome.out()).containsOnlyOnce("\n").endsWith("}\n");
        assertThat(answer.propertyNames())
                .containsExactly("run", "epochs", "iterations", "device", "seconds", "generator", "sample_out");
        assertThat(answer.path("iterations").asInt()).isEqualTo(4);
        assertThat(program.file(answer.path("generator").asString())).exists();
        assertThat(program.file(answer.path("sample_out").asString())).exists();
        assertThat(program.file("events")).isNotEmptyDirectory();
        assertThat(outcome.err()).startsWith("Epoch 00 | Step 0004 / 4 | ");
    }

    @ParameterizedTest
    @CsvSource({
        "gan,, GAN",
        "dcgan, --critic-steps 2 --critic-batches fresh, DCGAN",
        "wgan, --no-clip-batch-norm --clip-scale fan-in --critic-batches fresh --critic-warmup initial --ema 0.9 --lr-decay-epochs 2, WGAN",
        "wgan-gp, --gradient-penalty 5 --lr-decay 0.5, WGAN-GP"
    })
    void everyObjective_trainsAndSamples(String objective, String options, String title) throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        List<String> arguments = new ArrayList<>(List.of("--epochs", "1", "--objective", objective));
        if (options != null) {
            arguments.addAll(List.of(options.split(" ")));
        }
        program.run(small(arguments.toArray(String[]::new))).succeeds();

        JsonNode config =
                JsonMapper.shared().readTree(Files.readString(program.file("runs/" + objective + "/config.json")));
        assertThat(config.path("objective").asString()).isEqualTo(objective);
        try (Stream<Path> events = Files.list(program.file("logs/experiment_" + objective))) {
            assertThat(events)
                    .singleElement()
                    .satisfies(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .contains(field(title + "/Loss/Discriminator"), field(title + "/Loss/Generator")));
        }
        Path generator = program.file("runs/" + objective + "/generator.safetensors");
        program.run("sample", "--model", generator.toString(), "-n", "2", "--device", "cpu", "--out", "two.png")
                .succeeds();
    }

    /** A string as it is in an event: its length before it, so that WGAN's tags are not taken for GAN's. */
    private static String field(String text) {
        return (char) text.length() + text;
    }

    @Test
    void config_ofARun_isTakenBack_andOptionsOverrideIt() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--epochs", "1", "--objective", "gan", "--lr-decay", "0.25", "--seed", "5", "--out", "first"))
                .succeeds();

        String again = "train --config first/config.json --data own --device cpu --threads 1 --out ";
        program.run((again + "again").split(" ")).succeeds();
        program.run((again + "other --seed 6").split(" ")).succeeds();

        assertThat(program.file("again/config.json")).hasSameTextualContentAs(program.file("first/config.json"));
        assertThat(program.file("again/generator.safetensors"))
                .hasSameBinaryContentAs(program.file("first/generator.safetensors"));
        JsonNode other = JsonMapper.shared().readTree(Files.readString(program.file("other/config.json")));
        assertThat(other.path("seed").asInt()).isEqualTo(6);
        assertThat(other.path("objective").asString()).isEqualTo("gan");
    }

    @Test
    void config_thatIsNone_isRefused() throws Exception {
        Program program = new Program(home);
        Files.writeString(program.file("notes.json"), "[1]");
        program.run("train", "--config", "notes.json")
                .failsWith(
                        ExitCode.BAD_FILE,
                        "wgan train: notes.json: is not the configuration of a run (it has no 'objective'); name a config.json of a run with --config");
        program.run("train", "--config", "none.json")
                .failsWith(ExitCode.BAD_FILE, "wgan train: none.json: there is no such file or directory");
        assertThat(program.files()).containsExactly("notes.json");
    }

    @Test
    void otherHyperparameters_areRefusedByNameUnlessTheRunStartsOver() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--epochs", "1")).succeeds();
        byte[] config = Files.readAllBytes(program.file(GAN_RUN + "config.json"));

        program.run(small("--epochs", "2", "--critic-steps", "2"))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "latest.safetensors: its run had critic_steps 1, this run has 2; use the same value (--critic-steps), or start a new run with"
                                + " --fresh, or in another directory with --out");
        assertThat(program.file(GAN_RUN + "config.json")).hasBinaryContent(config);

        Program.Outcome fresh = program.run(small("--epochs", "1", "--critic-steps", "2", "--fresh"))
                .succeeds();
        assertThat(fresh.out()).startsWith("Epoch 00 | Step 0004 / 4 | ");
        assertThat(fresh.err()).isEmpty();
        assertThat(program.file(GAN_RUN + "metrics.jsonl")).content().containsOnlyOnce("\n");
    }

    @Test
    void finishedRun_saysSoWhenItIsStartedAgain_andResumesWithMoreEpochs() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--epochs", "1", "--out", "parts")).succeeds();
        byte[] generator = Files.readAllBytes(program.file("parts/generator.safetensors"));

        Program.Outcome again =
                program.run(small("--epochs", "1", "--out", "parts")).succeeds();
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).matches("the run in parts is finished: 4 of 4 steps; generator: .*\n");
        assertThat(program.file("parts/generator.safetensors")).hasBinaryContent(generator);
        assertThat(program.file("parts/metrics.jsonl")).content().containsOnlyOnce("\n");
        try (Stream<Path> events = Files.list(program.file("logs/parts"))) {
            assertThat(events).as("event files").hasSize(1);
        }

        Program.Outcome more =
                program.run(small("--epochs", "2", "--out", "parts")).succeeds();
        assertThat(more.err()).isEqualTo("resuming the run in parts: 4 of 8 steps are done\n");
        assertThat(more.out()).startsWith("Epoch 01 | Step 0004 / 4 | ");

        program.run(small("--epochs", "2", "--out", "whole")).succeeds();
        for (String name :
                List.of("generator.safetensors", "checkpoints/latest.safetensors", "samples/epoch-001.png")) {
            assertThat(program.file("parts/" + name)).hasSameBinaryContentAs(program.file("whole/" + name));
        }
        assertThat(program.file("logs/parts")).isNotEmptyDirectory();
        assertThat(program.file("logs/whole")).isNotEmptyDirectory();

        byte[] config = Files.readAllBytes(program.file("whole/config.json"));
        program.run(small("--epochs", "1", "--out", "whole")).succeeds();
        assertThat(program.file("whole/config.json")).as("two epochs are done").hasBinaryContent(config);
    }

    @Test
    void checkpointOfOtherImages_isRefused() throws Exception {
        Program program = new Program(home);
        Path images = SmallImages.write(program.file("own")).resolve(SmallImages.IMAGES);
        program.run(small("--epochs", "1")).succeeds();
        byte[] bytes = Files.readAllBytes(images);
        bytes[bytes.length - 1] ^= 1;
        Files.write(images, bytes);

        program.run(small("--epochs", "2"))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "latest.safetensors: its run was trained on 64 images of mnist (1x28x28, fingerprint ",
                        "; use the same images (--dataset, --data, --limit), or start a new run with --fresh");
    }

    @Test
    void fewerEpochsThanHaveBegun_leaveTheConfigurationAlone() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--epochs", "2")).succeeds();
        Path config = program.file(GAN_RUN + "config.json");
        Files.writeString(config, Files.readString(config).replace("\"epochs\" : 2", "\"epochs\" : 30"));
        byte[] before = Files.readAllBytes(config);

        program.run(small("--epochs", "1")).succeeds();

        assertThat(config).hasBinaryContent(before).content().contains("\"epochs\" : 30");
    }

    @Test
    void filesOfARunWithoutCheckpoint_areRemovedWhenTheNextStarts() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--epochs", "2")).succeeds();
        Files.delete(program.file(GAN_RUN + "checkpoints/latest.safetensors"));
        Path mine = Files.writeString(program.file(GAN_RUN + "samples/epoch-mine.png"), "mine");
        Path foreign = Files.writeString(program.file("logs/experiment_gan/events.out.tfevents.1.host.2.0"), "mine");

        program.run(small("--epochs", "1")).succeeds();

        assertThat(program.file(GAN_RUN + "samples/epoch-001.png")).doesNotExist();
        assertThat(program.file(GAN_RUN + "metrics.jsonl")).content().containsOnlyOnce("\n");
        assertThat(mine).hasContent("mine");
        assertThat(foreign).hasContent("mine");
        try (Stream<Path> events = Files.list(foreign.getParent())) {
            assertThat(events).as("event files").hasSize(2);
        }
    }

    @Test
    void directoryOfAnotherProcess_isRefusedWithItsId() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        try (RunDirectory held = RunDirectory.open(program.file("taken"))) {
            program.run(small("--out", "taken"))
                    .failsWith(
                            ExitCode.BAD_FILE,
                            "taken: process " + ProcessHandle.current().pid() + " is writing its run here",
                            "--out");
            assertThat(held.checkpointFile()).doesNotExist();
        }
    }

    @Test
    void divergedRun_endsWith5() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(small("--objective", "wgan", "--epochs", "2", "--lr-generator", "1e30", "--out", "run"))
                .failsWith(
                        ExitCode.DIVERGED,
                        "training diverged: at epoch 0, step 4",
                        "use smaller learning rates (--lr-critic, --lr-generator)");
        assertThat(program.file("run/checkpoints")).isEmptyDirectory();
        assertThat(program.file("run/generator.safetensors")).doesNotExist();
    }

    @Test
    void divergedRun_goesBackThreeTimesAndEndsWith5() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        Program.Outcome outcome = program.run(small(
                "--objective",
                "wgan",
                "--epochs",
                "2",
                "--lr-generator",
                "1e30",
                "--on-divergence",
                "rollback",
                "--out",
                "run"));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DIVERGED);
        assertThat(outcome.err()).contains("training diverged: at epoch 0, step 4", "(--lr-critic, --lr-generator)");
        assertThat(outcome.out())
                .contains("; rollback 1 of at most 3: the run goes on from epoch 0, step 0 with other noise\n")
                .contains("; rollback 3 of at most 3: ")
                .doesNotContain("rollback 4");
    }

    @Test
    void epochsAfterACosineDecay_areMentioned() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        String note = "from epoch 1 on the learning rates of GAN are 0; see --lr-decay-epochs of train\n";
        assertThat(program.run(small("--lr-decay-epochs", "1", "--epochs", "1"))
                        .succeeds()
                        .err())
                .doesNotContain(note);
        assertThat(program.run(small("--lr-decay-epochs", "1", "--epochs", "2"))
                        .succeeds()
                        .err())
                .contains(note);
    }

    @Test
    void outputDirectoryThatIsAFile_isRefused() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        Files.writeString(program.file("notes"), "text", StandardCharsets.UTF_8);
        program.run(small("--out", "notes")).failsWith(ExitCode.USAGE, "--out is notes, a file, expected a directory");
        program.run(small("--log-dir", "notes"))
                .failsWith(ExitCode.USAGE, "--log-dir is notes, a file, expected a directory");
        assertThat(program.file("runs")).doesNotExist();
        assertThat(program.file("notes")).hasContent("text");
    }

    @Test
    void precisionAuto_isExplained() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        Program.Outcome outcome = program.run(
                        "train --dataset mnist --data own --batch-size 16 --critic-steps 1 --epochs 1 --device cpu --threads 1"
                                .split(" "))
                .succeeds();
        assertThat(outcome.err())
                .matches("precision: (bf16, because the processor has bf16 natively"
                        + "|fp32, because the processor does not have bf16 natively)\n");
        assertThat(program.file(RUN + "config.json"))
                .content()
                .contains(outcome.err().startsWith("precision: bf16") ? "bf16" : "fp32");
    }

    @Test
    void lastBatchOfOneImage_isRefused() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(("train --dataset mnist --data own --device cpu --precision fp32 --batch-size "
                                + (SmallImages.COUNT - 1))
                        .split(" "))
                .failsWith(ExitCode.USAGE, "wgan train: --batch-size is 63");
        assertThat(program.file("runs")).doesNotExist();
    }

    @Test
    void classOfTheCommand_isAProgramToo() throws Exception {
        new Program(home)
                .withMain("wgan.cli/wgan.cli.Train")
                .run("--batch-size", "0")
                .failsWith(ExitCode.USAGE, "train: --batch-size is 0, expected 2 or more; see 'train --help'");
    }

    /** Returns the arguments of a run with four steps in an epoch, unless given, of the objective with the smallest networks. */
    private static String[] small(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--dataset", "mnist", "--data", "own", "--batch-size", "16"));
        arguments.addAll(List.of("--device", "cpu", "--threads", "1", "--precision", "fp32"));
        if (!List.of(more).contains("--objective")) {
            arguments.addAll(List.of("--objective", "gan"));
        }
        if (!List.of(more).contains("--critic-steps")) {
            arguments.addAll(List.of("--critic-steps", "1"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
