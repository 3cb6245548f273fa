package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Own images from files to a generator, its images and its evaluation. */
class OwnImagesCommandTests {
    private static final int IMAGES = 40;

    /** Has a folder {@code photos} with two classes of color images of 20 × 30 pixels, and a run of it. */
    private static Program program;

    private static Program.Outcome training;

    @TempDir
    private Path home;

    @BeforeAll
    static void train(@TempDir Path programHome) throws Exception {
        program = new Program(programHome);
        photos(program.file("photos"), true);
        training = program.run(
                ("train --data photos --resize 16x32 --fit pad --background white --objective gan --batch-size 16 --epochs 2"
                                + " --evaluate-every 2 --precision fp32 --device cpu --threads 1 --out run")
                        .split(" "));
    }

    private static void photos(Path folder, boolean hasClasses) throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(i % 2 == 0 ? Color.RED : Color.BLUE);
            graphics.fillRect(i % 7, i % 5, 12, 10);
            graphics.dispose();
            Path place = hasClasses ? folder.resolve(i % 2 == 0 ? "warm" : "cold") : folder;
            Files.createDirectories(place);
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
    }

    private static JsonNode json(Program.Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.succeeds().out());
    }

    @Test
    void train_recordsHowTheImagesWereRead() throws IOException {
        training.succeeds();
        JsonNode config =
                JsonMapper.shared().readTree(program.file("run/config.json").toFile());
        assertThat(config.path("dataset").asString()).isEqualTo("photos");
        assertThat(config.path("image_shape").asString()).isEqualTo("3x16x32");
        assertThat(config.path("data_path").asString())
                .isEqualTo(program.file("photos").toString());
        assertThat(config.path("data_resize").asString()).isEqualTo("16x32");
        assertThat(config.path("data_fit").asString()).isEqualTo("pad");
        assertThat(config.path("data_background").asString()).isEqualTo("#ffffff");
        assertThat(Files.readString(program.file("run/metrics.jsonl"))).contains("\"frechet_classifier_distance\":");
    }

    @Test
    void train_withTheConfigurationOfARun_readsTheSameImages() throws Exception {
        JsonNode estimate = json(program.run(
                "train --config run/config.json --dry-run --json --device cpu --threads 1 --out other".split(" ")));
        assertThat(estimate.path("image_shape").asString()).isEqualTo("3x16x32");
        assertThat(estimate.path("dataset_size").asInt()).isEqualTo(IMAGES);
        assertThat(estimate.path("seconds_per_step").asDouble()).isPositive();
        assertThat(estimate.at("/generator/0/name").asString()).isEqualTo("fc1");
        assertThat(program.file("other")).doesNotExist();
    }

    @Test
    void sample_drawsInColor_ofARequestedClass() throws Exception {
        program.run("sample --model run --out all.png -n 3 --columns 3 --device cpu".split(" "))
                .succeeds();
        BufferedImage grid = ImageIO.read(program.file("all.png").toFile());
        assertThat(grid.getWidth()).isEqualTo(3 * 34 + 2);
        assertThat(grid.getHeight()).isEqualTo(18 + 2);
        assertThat(grid.getColorModel().getNumComponents()).isEqualTo(3);
        Program.Outcome unknown =
                program.run("sample --model run --out none.png --class green --device cpu".split(" "));
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("--class has 'green', expected one of cold, warm");
    }

    @Test
    void evaluate_comparesWithTheValidationSet_byAClassifierOfTheLabels() throws Exception {
        JsonNode metrics = json(program.run(
                "evaluate --model run --samples 50 --neighbors near.png --device cpu --threads 1 --json".split(" ")));
        assertThat(metrics.path("features").asString()).isEqualTo("classifier");
        assertThat(metrics.path("split").asString()).isEqualTo("validation");
        assertThat(metrics.path("dataset").asString()).isEqualTo("photos");
        assertThat(metrics.path("class_counts").size()).isEqualTo(2);
        assertThat(program.file("near.png")).exists();
        program.run("evaluate --model run --split test --samples 50 --device cpu --threads 1".split(" "))
                .failsWith(ExitCode.BAD_FILE, "photos: has no test set");
    }

    @Test
    void evaluate_ofImagesThatHaveMoved_readsThemAsTheRunDid() throws Exception {
        photos(program.file("moved/photos"), true);
        JsonNode metrics = json(program.run(
                "evaluate --model run --data moved/photos --samples 50 --device cpu --threads 1 --json".split(" ")));
        assertThat(metrics.path("samples").asInt()).isEqualTo(50);
    }

    @Test
    void imagesWithoutLabels_areComparedByRandomFeatures() throws Exception {
        Program other = new Program(home);
        photos(other.file("photos"), false);
        other.run(("train --data photos --resize 32x32 --channels 1 --objective gan --batch-size 16 --epochs 1"
                                + " --evaluate-every 2 --precision fp32 --device cpu --threads 1 --out run")
                        .split(" "))
                .succeeds();
        assertThat(Files.readString(other.file("run/metrics.jsonl"))).contains("\"frechet_random_distance\":");
        Program.Outcome evaluated = other.run("evaluate --model run --samples 50 --device cpu --threads 1".split(" "));
        assertThat(evaluated.succeeds().out())
                .contains("a network with random parameters, because the images have no labels")
                .contains("Fréchet random distance ")
                .doesNotContain("classifier");
        other.run("sample --model run --class 1 --out one.png --device cpu".split(" "))
                .failsWith(ExitCode.BAD_FILE, "photos: the images have no labels, expected labels of classes");
    }

    @Test
    void info_saysWhatWasFound_andWhy() throws Exception {
        Program.Outcome refused = program.run("data", "info", "--data", "photos");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_FILE);
        assertThat(refused.out()).contains("folder of images").contains("classes      2: cold 20, warm 20");
        assertThat(refused.err())
                .contains("photos: images have 20 × 30 pixels, expected 20 × 28 or 20 × 32")
                .contains("(--resize HxW)");
        JsonNode info = json(program.run("data info --data photos --resize 32x48 --sheet sheet.png --json".split(" ")));
        assertThat(info.path("image_shape").asString()).isEqualTo("3x32x48");
        assertThat(info.at("/parts/train/images").asInt()).isEqualTo(IMAGES);
        assertThat(info.path("class_names").toString()).isEqualTo("[\"cold\",\"warm\"]");
        assertThat(ImageIO.read(program.file("sheet.png").toFile()).getWidth()).isEqualTo(10 * 50 + 2);
    }

    @Test
    void clean_removesDecodedImages_thatWereNotUsed() throws Exception {
        Program other = new Program(home);
        photos(other.file("photos"), false);
        assertThat(other.run("data clean".split(" ")).succeeds().out())
                .isEqualTo("removed 0 files of 0 bytes, not used for 30 days\nkept 0 files of 0 bytes in "
                        + home.resolve("cache/wgan/images") + "\n");
        other.run("data info --data photos --resize 16x16".split(" ")).succeeds();
        JsonNode shown = json(other.run("data clean --unused-days 0 --dry-run --json".split(" ")));
        assertThat(shown.path("removed_files").asInt()).isEqualTo(1);
        long bytes = shown.path("removed_bytes").asLong();
        assertThat(bytes).isGreaterThan(IMAGES * 768);
        assertThat(other.run("data clean".split(" ")).succeeds().out())
                .contains(String.format(Locale.ROOT, "kept 1 file of %,d bytes in ", bytes));
        assertThat(other.run("data clean --unused-days 0".split(" ")).succeeds().out())
                .startsWith(String.format(Locale.ROOT, "removed 1 file of %,d bytes\n  ", bytes))
                .contains(".images\nkept 0 files of 0 bytes in ");
        assertThat(other.file("photos/7.png")).exists();
        other.run("data clean --unused-days -1".split(" "))
                .failsWith(ExitCode.USAGE, "--unused-days is -1, expected 0 or more");
    }

    @Test
    void corruptImage_isNamed_orSkippedAndCounted() throws Exception {
        Program other = new Program(home);
        photos(other.file("photos"), false);
        byte[] png = Files.readAllBytes(other.file("photos/7.png"));
        Files.write(other.file("photos/7.png"), Arrays.copyOf(png, png.length - 20));
        String train =
                "train --data photos --resize 32x32 --dry-run --objective gan --batch-size 8 --precision fp32 --device cpu --threads 1";
        other.run(train.split(" ")).failsWith(ExitCode.BAD_FILE, "7.png", "--skip-corrupt");
        Program.Outcome skipped = other.run((train + " --skip-corrupt").split(" "));
        assertThat(skipped.succeeds().err())
                .contains("skipped 1 corrupt image: ")
                .contains("7.png");
        assertThat(skipped.out()).contains("39 images of photos (3x32x32)");
    }

    @Test
    void optionsOfOwnImages_areRefusedForOtherImages() throws Exception {
        program.run("train --dataset mnist --resize 32x32".split(" "))
                .failsWith(ExitCode.USAGE, "--resize applies to own images", "not to the dataset mnist");
        program.run("train --dataset synthetic --fit pad".split(" "))
                .failsWith(ExitCode.USAGE, "--fit applies to own images", "not to the synthetic dataset");
        program.run("train --data photos --resize 30x30".split(" "))
                .failsWith(ExitCode.USAGE, "--resize: images have 30 × 30 pixels, expected 28 × 28 or 32 × 32");
        program.run("train --data photos --channels 2".split(" "))
                .failsWith(ExitCode.USAGE, "--channels is 2, expected 1 or 3");
        program.run("train --data nowhere --device cpu --precision fp32".split(" "))
                .failsWith(ExitCode.BAD_FILE, "nowhere: ");
    }

    @Test
    void syntheticDigits_haveTheRequestedShape() throws Exception {
        Program other = new Program(home);
        String run = "train --dataset synthetic --resize 16x24 --channels 3 --limit 32 --objective gan --batch-size 16"
                + " --epochs 1 --precision fp32 --device cpu --threads 1 --out run";
        other.run(run.split(" ")).succeeds();
        JsonNode metrics = json(other.run(
                "evaluate --model run --split validation --samples 20 --device cpu --threads 1 --json".split(" ")));
        assertThat(metrics.path("dataset").asString()).isEqualTo("synthetic");
    }

    @Test
    void text_isARowOfImages_ofAPretrainedGenerator() throws Exception {
        Program.Outcome year =
                program.run("sample --pretrained wgan-gp --text 2026 --out year.png --device cpu".split(" "));
        assertThat(year.succeeds().err()).contains("class 2: ").contains(" % of ");
        assertThat(ImageIO.read(program.file("year.png").toFile()).getWidth()).isEqualTo(4 * 30 + 2);
        program.run("sample --pretrained wgan-gp --text 2x --out no.png --device cpu".split(" "))
                .failsWith(ExitCode.USAGE, "--text has 'x', expected one of 0, 1, 2");
        program.run("sample --pretrained wgan-gp --text 20 -n 3 --out no.png --device cpu".split(" "))
                .failsWith(ExitCode.USAGE, "-n does not apply to --text");
    }
}
