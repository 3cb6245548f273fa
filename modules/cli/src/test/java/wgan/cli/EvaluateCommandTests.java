package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.model.SafeTensors;

/**
 * The evaluation of generators, during training and after it.
 *
 * <p>On 64 images, for which a classifier is trained quickly; the metrics are tested in wgan.evaluate.
 */
class EvaluateCommandTests {
    private static final String CLASSIFIER_NOTE = "classifier: training on 54 images, once; about half a minute\n";

    private static final int PIXELS = 28 * 28;
    private static final int FEATURES = 128;

    /** Has a run of eight steps, evaluated after every third and the last. */
    private static Program program;

    private static Program.Outcome training;

    @TempDir
    private Path home;

    @BeforeAll
    static void train(@TempDir Path programHome) throws Exception {
        program = new Program(programHome);
        SmallImages.write(program.file("own"));
        SmallImages.writeTest(program.file("own"));
        training = program.run(train("run", "--epochs", "2", "--evaluate-every", "3"));
    }

    @Test
    void train_logsTheDistanceAndKeepsTheBestGenerator() throws IOException {
        assertThat(training.succeeds().err())
                .isEqualTo(CLASSIFIER_NOTE
                        + "evaluations compare with the validation set, the last sixth of the training set, which the run is"
                        + " trained on, too\n");
        List<JsonNode> evaluations = evaluations("run");
        assertThat(evaluations)
                .extracting(line -> line.path("iteration").asInt())
                .containsExactly(3, 6, 8);
        assertThat(evaluations).allSatisfy(line -> {
            assertThat(line.path("samples").asInt()).isEqualTo(5000);
            assertThat(line.path("frechet_classifier_distance").asDouble()).isPositive();
        });
        JsonNode best = evaluations.stream()
                .min(Comparator.comparingDouble(
                        line -> line.path("frechet_classifier_distance").asDouble()))
                .orElseThrow();
        assertThat(metadata("run"))
                .containsEntry("iteration", best.path("iteration").asString())
                .containsEntry(
                        "frechet_classifier_distance",
                        best.path("frechet_classifier_distance").asString());
    }

    @Test
    void train_inTwoParts_writesTheSame() throws Exception {
        program.run(train("parts", "--epochs", "1", "--evaluate-every", "3")).succeeds();
        program.run(train("parts", "--epochs", "2", "--evaluate-every", "3")).succeeds();

        List<JsonNode> parts = evaluations("parts");
        assertThat(parts.remove(1).path("iteration").asInt())
                .as("the end of the first part")
                .isEqualTo(4);
        assertThat(parts).isEqualTo(evaluations("run"));
        assertThat(program.file("parts/checkpoints/latest.safetensors"))
                .hasSameBinaryContentAs(program.file("run/checkpoints/latest.safetensors"));
    }

    @Test
    void testSet_isForEvaluateAlone() throws Exception {
        Program other = new Program(home);
        SmallImages.write(other.file("own"));
        other.run(train("run", "--epochs", "1", "--evaluate-every", "3"))
                .succeeds(); // compares with the validation set
        other.run(evaluate("run"))
                .failsWith(ExitCode.BAD_FILE, "own: has neither t10k-images-idx3-ubyte.gz nor t10k-images-idx3-ubyte;");
    }

    @Test
    void json_hasEveryMetric_andIsTheSameForTheSameSeed() throws Exception {
        Program.Outcome outcome =
                program.run(evaluate("run", "--samples", "20", "--json")).succeeds();
        JsonNode answer = JsonMapper.shared().readTree(outcome.out());
        assertThat(answer.propertyNames())
                .containsExactly(
                        "frechet_classifier_distance",
                        "kernel_classifier_distance",
                        "classifier_score",
                        "precision",
                        "recall",
                        "density",
                        "coverage",
                        "random_precision",
                        "random_recall",
                        "random_density",
                        "random_coverage",
                        "class_entropy_bits",
                        "features",
                        "baseline_frechet_classifier_distance",
                        "classifier_score_deviation",
                        "classifier_accuracy",
                        "samples",
                        "seed",
                        "class_counts",
                        "intervals",
                        "near_training_image",
                        "near_training_image_interval",
                        "near_training_image_threshold",
                        "near_training_image_control",
                        "nearest_training_distance",
                        "control_nearest_training_distance",
                        "real_class_entropy_bits",
                        "model",
                        "dataset",
                        "split");
        assertThat(answer.at("/intervals/precision").size()).isEqualTo(2);
        assertThat(answer.path("near_training_image_control").asString()).isEqualTo("other_training_images");
        assertThat(answer.path("samples").asInt()).isEqualTo(20);
        assertThat(outcome.err()).as("the classifier is there").isEmpty();

        assertThat(program.run(evaluate("run", "--samples", "20", "--json")).out())
                .isEqualTo(outcome.out());
        assertThat(program.run(evaluate("run", "--samples", "20", "--json", "--seed", "1"))
                        .out())
                .isNotEqualTo(outcome.out());
    }

    @Test
    void table_hasAMetricInEachLine_andNeighborsAreAnImage() throws Exception {
        Program.Outcome outcome = program.run(
                        evaluate("run", "--samples", "40", "--neighbors", "neighbors.png", "--export", "neighbors"))
                .succeeds();
        assertThat(outcome.out().lines())
                .startsWith("40 images of run, compared with the test set of mnist (seed 0)")
                .anyMatch(line -> line.matches(
                        "Fréchet classifier distance +\\d+\\.\\d{4} \\(.*\\) +low is good; .*: \\d+\\.\\d\\d"))
                .anyMatch(line -> line.matches("near a training image +\\d\\.\\d{4} \\(.*\\) +fraction; .*"))
                .anyMatch(line -> line.matches("class entropy +.* bits; of the labels of real images: \\d\\.\\d{4}"))
                .anyMatch(line -> line.matches("  9 +\\d+ #*"))
                .allMatch(line -> line.length() <= 100);
        BufferedImage grid = ImageIO.read(program.file("neighbors.png").toFile());
        assertThat(List.of(grid.getWidth(), grid.getHeight())).containsExactly(242, 242);
        assertHasPairs(grid, program.file("neighbors/samples.npz"));
    }

    /** Requires the first images, each followed by that training image whose features are nearest, in the last half of a grid. */
    private static void assertHasPairs(BufferedImage grid, Path archive) throws IOException {
        try (ZipFile arrays = new ZipFile(archive.toFile())) {
            // The test set has the training images.
            byte[] training = array(arrays, "real_images", SmallImages.COUNT * PIXELS);
            List<float[]> trainingFeatures = features(arrays, "real_features", SmallImages.COUNT);
            List<float[]> features = features(arrays, "features", 40);
            for (int i = 0; i < 16; i++) {
                float[] own = features.get(i);
                int nearest = IntStream.range(0, SmallImages.COUNT)
                        .boxed()
                        .min(Comparator.comparingDouble(row -> squaredDistance(own, trainingFeatures.get(row))))
                        .orElseThrow();
                assertThat(tile(grid, 32 + 2 * i + 1))
                        .as("image %d", i)
                        .isEqualTo(Arrays.copyOfRange(training, nearest * PIXELS, (nearest + 1) * PIXELS))
                        .isNotEqualTo(tile(grid, 32 + 2 * i));
            }
        }
    }

    private static byte[] tile(BufferedImage grid, int place) {
        return pixels(grid.getSubimage(2 + place % 8 * 30, 2 + place / 8 * 30, 28, 28));
    }

    private static byte[] pixels(BufferedImage image) {
        byte[] pixels = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = (byte) image.getRaster().getSample(i % 28, i / 28, 0);
        }
        return pixels;
    }

    private static double squaredDistance(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum();
    }

    @Test
    void validationSplit_isNamed() throws Exception {
        assertThat(program.run(evaluate("run", "--samples", "20", "--split", "validation"))
                        .succeeds()
                        .out())
                .startsWith("20 images of run, compared with the validation set of mnist (seed 0)");
    }

    @Test
    void export_writesImagesAndArrays() throws Exception {
        program.run(evaluate("run", "--samples", "20", "--export", "exported")).succeeds();

        BufferedImage last =
                ImageIO.read(program.file("exported/images/00019.png").toFile());
        assertThat(List.of(last.getWidth(), last.getHeight())).containsExactly(28, 28);
        assertThat(program.file("exported/images/00020.png")).doesNotExist();
        List<String> names = new ArrayList<>();
        try (ZipFile arrays = new ZipFile(program.file("exported/samples.npz").toFile())) {
            arrays.stream().forEach(entry -> names.add(entry.getName()));
            byte[] images = array(arrays, "images", 20 * PIXELS);
            for (int i = 0; i < 20; i++) {
                Path file = program.file("exported/images/%05d.png".formatted(i));
                assertThat(pixels(ImageIO.read(file.toFile())))
                        .as("image %d", i)
                        .isEqualTo(Arrays.copyOfRange(images, i * PIXELS, (i + 1) * PIXELS));
            }
            byte[] test = Files.readAllBytes(program.file("own").resolve(SmallImages.TEST_IMAGES));
            assertThat(array(arrays, "real_images", SmallImages.COUNT * PIXELS))
                    .isEqualTo(Arrays.copyOfRange(test, 16, test.length));
            List<float[]> features = features(arrays, "features", 20);
            List<float[]> real = features(arrays, "real_features", SmallImages.COUNT);
            assertThat(features).doesNotContainAnyElementsOf(real).doesNotHaveDuplicates();
            assertThat(real.get(1)).isNotEqualTo(real.get(0));
        }
        assertThat(names).containsExactly("images.npy", "features.npy", "real_images.npy", "real_features.npy");
        program.run(evaluate("run", "--export", "exported/samples.npz"))
                .failsWith(ExitCode.USAGE, "--export is exported/samples.npz, a file, expected a directory");
    }

    /** Returns the elements of an array in an archive of NumPy, which follow its header. */
    private static byte[] array(ZipFile arrays, String name, int size) throws IOException {
        byte[] file = arrays.getInputStream(arrays.getEntry(name + ".npy")).readAllBytes();
        assertThat(file.length - size).as("the header of %s", name).isBetween(10, 200);
        return Arrays.copyOfRange(file, file.length - size, file.length);
    }

    private static List<float[]> features(ZipFile arrays, String name, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(array(arrays, name, count * FEATURES * Float.BYTES));
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] row = new float[FEATURES];
            bytes.slice(i * FEATURES * Float.BYTES, FEATURES * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(row);
            rows.add(row);
        }
        return rows;
    }

    @Test
    void generatorWithNaN_isRefused() throws Exception {
        // The last 16 numbers of the file become NaN: they are the bias or the weights of a layer.
        byte[] bytes = Files.readAllBytes(program.file("run/generator.safetensors"));
        for (int at = bytes.length - 64; at < bytes.length; at += 4) {
            bytes[at + 2] = (byte) 0xc0;
            bytes[at + 3] = (byte) 0x7f;
        }
        Files.write(program.file("nan.safetensors"), bytes);
        program.run(evaluate("nan.safetensors", "--samples", "6"))
                .failsWith(ExitCode.BAD_FILE, "nan.safetensors: fc2.weight has NaN at (", "its training diverged");
    }

    @Test
    void damagedConfig_isRefused() throws Exception {
        Program other = new Program(home);
        Files.createDirectories(other.file("run"));
        for (String config : new String[] {"{", "{}", "{\"dataset\":\"mnist\"}"}) {
            Files.writeString(other.file("run/config.json"), config);
            other.run(evaluate("run"))
                    .failsWith(
                            ExitCode.BAD_FILE,
                            "run/config.json: is not the configuration of a run (",
                            "; name the generator's file with --model, and its dataset with --dataset");
        }
    }

    @Test
    void otherTrainingImages_areRefused() throws Exception {
        Path other = SmallImages.write(program.file("other"));
        SmallImages.writeTest(other);
        Path images = other.resolve(SmallImages.IMAGES);
        byte[] bytes = Files.readAllBytes(images);
        bytes[bytes.length - 1] ^= 1;
        Files.write(images, bytes);

        program.run("evaluate", "--model", "run", "--data", "other", "--device", "cpu")
                .failsWith(
                        ExitCode.BAD_FILE,
                        "wgan evaluate: run: was trained on images other than those in other; name the directory of"
                                + " its images with --data");
    }

    @Test
    void labelOutOfRange_isNamed() throws Exception {
        Program other = new Program(home);
        SmallImages.write(other.file("own"));
        SmallImages.writeTest(other.file("own"));
        Path labels = other.file("own").resolve(SmallImages.TEST_LABELS);
        byte[] bytes = Files.readAllBytes(labels);
        bytes[2 * Integer.BYTES + 3] = 10;
        Files.write(labels, bytes);

        other.run(evaluate(program.file("run").toString()))
                .failsWith(
                        ExitCode.BAD_FILE,
                        "own: image 3 of the test set has the label 10, expected 0 to 9, those of the training"
                                + " set");
    }

    @Test
    void missingModel_isReportedWithTheRemedy() throws Exception {
        new Program(home)
                .run("evaluate", "--device", "cpu")
                .failsWith(ExitCode.BAD_FILE, "wgan evaluate: runs/wgan: there is no such file", "wgan train");
    }

    private static List<JsonNode> evaluations(String run) throws IOException {
        List<JsonNode> evaluations = new ArrayList<>();
        for (String line : Files.readAllLines(program.file(run + "/metrics.jsonl"))) {
            JsonNode metrics = JsonMapper.shared().readTree(line);
            if (metrics.has("frechet_classifier_distance")) {
                evaluations.add(((ObjectNode) metrics).without("seconds")); // differs from run to run
            }
        }
        return evaluations;
    }

    private static Map<String, String> metadata(String run) throws IOException {
        try (SafeTensors best = SafeTensors.open(program.file(run + "/generator-best.safetensors"))) {
            return best.metadata();
        }
    }

    private static String[] train(String out, String... more) {
        return with(
                List.of(more),
                ("train --dataset mnist --data own --batch-size 16 --critic-steps 1 --precision fp32 --device cpu --threads 1 --out "
                                + out)
                        .split(" "));
    }

    private static String[] evaluate(String model, String... more) {
        return with(List.of(more), "evaluate", "--model", model, "--data", "own", "--device", "cpu", "--threads", "1");
    }

    private static String[] with(List<String> more, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(more);
        return all.toArray(String[]::new);
    }
}
