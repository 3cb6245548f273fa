package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Generating images with a generator from a file. */
class SampleCommandTests {
    private static final int IMAGE_SIZE = 28 * 28;

    /** A run directory with a generator. */
    private static Path run;

    @TempDir
    private Path home;

    @BeforeAll
    static void train(@TempDir Path trainHome) throws Exception {
        Program program = new Program(trainHome);
        SmallImages.write(program.file("own"));
        program.run(
                        "train --dataset mnist --data own --batch-size 16 --epochs 1 --critic-steps 1 --device cpu --threads 1 --precision fp32 --out run"
                                .split(" "))
                .succeeds();
        run = program.file("run");
    }

    @Test
    void image_isAGridOfTheRequestedSize() throws Exception {
        Program program = new Program(home);
        Program.Outcome outcome = program.run(sample("--out", "ten.png", "-n", "10", "--columns", "5"))
                .succeeds();
        assertThat(outcome.out()).isEqualTo("wrote 10 images to ten.png\n");
        assertThat(outcome.err()).isEmpty();
        BufferedImage image = ImageIO.read(program.file("ten.png").toFile());
        assertThat(image.getWidth()).isEqualTo(5 * (28 + 2) + 2);
        assertThat(image.getHeight()).isEqualTo(2 * (28 + 2) + 2);
        assertThat(program.files()).containsExactly("ten.png");
    }

    @Test
    void sameSeed_givesTheSameBytesAloneOrInAList() throws Exception {
        Program program = new Program(home);
        program.run(sample("--out", "one.png", "--seed", "7", "-n", "1")).succeeds();
        program.run(sample("--out", "list.png", "--seeds", "7")).succeeds();
        program.run(sample("--out", "other.png", "--seeds", "8")).succeeds();
        assertThat(program.file("list.png")).hasSameBinaryContentAs(program.file("one.png"));
        assertThat(Files.mismatch(program.file("other.png"), program.file("one.png")))
                .isNotNegative();
    }

    @Test
    void nameOfMnistsFormat_selectsItRawOrCompressed() throws Exception {
        Program program = new Program(home);
        Path model = run.resolve("generator.safetensors");
        program.run(sampleFrom(model, "--out", "ten-idx3-ubyte", "--seeds", "0-8,40"))
                .succeeds();
        program.run(sampleFrom(model, "--out", "ten.gz", "--seeds", "0-8,40")).succeeds();
        byte[] raw = Files.readAllBytes(program.file("ten-idx3-ubyte"));
        byte[] header = SmallImages.header(10);
        assertThat(raw).startsWith(header).hasSize(header.length + 10 * IMAGE_SIZE);
        try (var decompressed =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(program.file("ten.gz"))))) {
            assertThat(decompressed.readAllBytes()).isEqualTo(raw);
        }
    }

    @Test
    void interpolation_isAGridOrAnAnimationByTheNameOfTheFile() throws Exception {
        Program program = new Program(home);
        program.run(sample("--out", "walk.png", "--interpolate", "3,17,42", "--steps", "5"))
                .succeeds();
        BufferedImage strip = ImageIO.read(program.file("walk.png").toFile());
        assertThat(strip.getWidth()).isEqualTo(5 * (28 + 2) + 2);
        assertThat(strip.getHeight()).isEqualTo(2 * (28 + 2) + 2);
        assertThat(program.run(sample("--out", "walk.gif", "--interpolate", "3,17,42", "--steps", "5"))
                        .succeeds()
                        .out())
                .isEqualTo("wrote 15 images to walk.gif\n");
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(program.file("walk.gif").toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(3 * 5);
        }
    }

    @Test
    void savedLatents_giveTheSameImages() throws Exception {
        Program program = new Program(home);
        Program.Outcome outcome = program.run(
                        sample("--out", "first.png", "--seeds", "3,17", "--save-latents", "z.safetensors", "--json"))
                .succeeds();
        assertThat(JsonMapper.shared().readTree(outcome.out()).path("latents").asString())
                .isEqualTo("z.safetensors");
        assertThat(program.run(sample(
                                "--out", "again.png", "--latents", "z.safetensors", "--save-latents", "z2.safetensors"))
                        .succeeds()
                        .out())
                .isEqualTo("wrote 2 images to again.png and their latent vectors to z2.safetensors\n");
        assertThat(program.file("again.png")).hasSameBinaryContentAs(program.file("first.png"));
        assertThat(program.file("z2.safetensors")).hasSameBinaryContentAs(program.file("z.safetensors"));
    }

    @Test
    void latentsFileThatCannotBeReadOrWritten_isRefused() throws Exception {
        Program program = new Program(home);
        String header = "{\"z\":{\"dtype\":\"F32\",\"shape\":[2,64],\"data_offsets\":[0,512]}}";
        Files.write(program.file("z.safetensors"), safetensors(header, 512));
        program.run(sample("--latents", "z.safetensors"))
                .failsWith(ExitCode.BAD_FILE, "wgan sample: z.safetensors: z is f32 (2, 64), expected f32 (n, 100)");
        program.run(sample("--latents", "none")).failsWith(ExitCode.BAD_FILE, "wgan sample: none: there is no such");
        program.run(sample("-n", "1", "--save-latents", "missing/z"))
                .failsWith(ExitCode.BAD_FILE, "wgan sample: missing/z: cannot be written (", "a folder that exists");
    }

    @Test
    void json_isAllOfStandardOutput() throws Exception {
        Program.Outcome outcome = new Program(home)
                .withMain("wgan.cli/wgan.cli.Sample")
                .run("--model", run.toString(), "-n", "3", "--device", "auto", "--threads", "1", "--json")
                .succeeds();
        JsonNode answer = JsonMapper.shared().readTree(outcome.out());
        assertThat(outcome.out()).containsOnlyOnce("\n");
        assertThat(answer.propertyNames()).containsExactly("out", "count", "model", "device");
        assertThat(answer.path("out").asString()).isEqualTo("digits.png");
        assertThat(answer.path("count").asInt()).isEqualTo(3);
        assertThat(outcome.err())
                .as("the choice of auto")
                .startsWith("device: " + answer.path("device").asString() + ", because ")
                .containsOnlyOnce("\n");
    }

    @Test
    void missingModel_isReportedWithTheRemedy() throws Exception {
        Program program = new Program(home);
        program.run("sample", "--device", "cpu", "--model", "runs/wgan")
                .failsWith(
                        ExitCode.BAD_FILE,
                        "wgan sample: runs/wgan: there is no such file",
                        "'wgan train --epochs 1'",
                        "--model",
                        "--pretrained");
        program.run(
                        "sample",
                        "--device",
                        "cpu",
                        "--model",
                        run.resolve("samples").toString())
                .failsWith(ExitCode.BAD_FILE, "generator.safetensors: there is no such file", "wgan train");
        assertThat(program.files()).isEmpty();
    }

    @Test
    void withoutARun_thePretrainedGeneratorIsUsed() throws Exception {
        Program program = new Program(home);
        Program.Outcome outcome = program.run("sample", "-n", "4", "--device", "cpu", "--threads", "1", "--json")
                .succeeds();
        assertThat(outcome.err()).isEqualTo("there is no run in runs/wgan: using the pretrained generator wgan-gp\n");
        assertThat(JsonMapper.shared().readTree(outcome.out()).path("model").asString())
                .isEqualTo("pretrained wgan-gp");
        byte[] image = Files.readAllBytes(program.file("digits.png"));

        program.run("sample", "-n", "4", "--device", "cpu", "--threads", "1", "--pretrained", "wgan-gp")
                .succeeds();
        assertThat(program.file("digits.png")).hasBinaryContent(image);
        program.run("sample", "-n", "4", "--device", "cpu", "--threads", "1", "--pretrained", "wgan")
                .succeeds();
        assertThat(Files.readAllBytes(program.file("digits.png"))).isNotEqualTo(image);

        Files.createDirectories(program.file("runs/wgan"));
        program.run("sample", "--device", "cpu")
                .failsWith(ExitCode.BAD_FILE, "runs/wgan/generator.safetensors: there is no such file");
    }

    @Test
    void pretrainedGeneratorThatDoesNotExist_isRefused() throws Exception {
        Program program = new Program(home);
        program.run("sample", "--pretrained", "vgan")
                .failsWith(ExitCode.USAGE, "--pretrained vgan: there is no such model, expected wgan or wgan-gp");
        program.run("sample", "--pretrained", "wgan", "--model", "run")
                .failsWith(ExitCode.USAGE, "--model and --pretrained exclude each other");
    }

    @Test
    void fileOfAnotherKind_isRefused() throws Exception {
        assertRefused(
                "This is a letter, not a model.".getBytes(StandardCharsets.UTF_8),
                "is text, expected a safetensors file; give the file that has the tensors");
    }

    @Test
    void truncatedModel_isRefused() throws Exception {
        byte[] whole = Files.readAllBytes(run.resolve("generator.safetensors"));
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "is at bytes ", "truncated");
    }

    @Test
    void headerWithAWrongLength_isRefused() throws Exception {
        byte[] header = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1L << 40)
                .array();
        assertRefused(header, "header length at byte 0 is 1099511627776, expected 2 to 8 in a file of 16 bytes");
    }

    @Test
    void headerWithAWrongShape_isRefused() throws Exception {
        assertRefused(
                safetensors("{\"fc1.weight\":{\"dtype\":\"F32\",\"shape\":[1024,100],\"data_offsets\":[0,16]}}", 16),
                "tensor fc1.weight has 16 bytes, expected 409600 for");
    }

    /** The critic has a tensor with the name of the generator's first; its shape differs. */
    @Test
    void anotherNetwork_isRefused() throws Exception {
        assertRefused(
                safetensors("{\"fc2.weight\":{\"dtype\":\"F32\",\"shape\":[1,4],\"data_offsets\":[0,16]}}", 16),
                "has no tensor fc1.weight",
                "it is part of another network");
        assertRefused(
                safetensors(
                        "{\"fc1.weight\":{\"dtype\":\"F32\",\"shape\":[1024,3136],\"data_offsets\":[0,12845056]}}",
                        12845056),
                "it is part of another network");
    }

    @Test
    void checkpointAsAModel_isRefused() throws Exception {
        Program program = new Program(home);
        program.run(sampleFrom(run.resolve("checkpoints/latest.safetensors"), "--out", "x.png"))
                .failsWith(ExitCode.BAD_FILE, "latest.safetensors: has no tensor fc1.weight", "another network");
        assertThat(program.files()).isEmpty();
    }

    @Test
    void unwritableFile_isRefused() throws Exception {
        Program program = new Program(home);
        Files.writeString(program.file("notes"), "text");
        for (String out : new String[] {"missing/x.png", "notes/x-idx3-ubyte"}) {
            program.run(sample("--out", out))
                    .failsWith(
                            ExitCode.BAD_FILE, "wgan sample: " + out + ": cannot be written (", "a folder that exists");
        }
        assertThat(program.files()).containsExactly("notes");
    }

    private void assertRefused(byte[] model, Object... words) throws Exception {
        Program program = new Program(home);
        Path file = Files.write(program.file("model.safetensors"), model);
        program.run(sampleFrom(file, "--out", "x.png")).failsWith(ExitCode.BAD_FILE, words);
        assertThat(program.files()).containsExactly("model.safetensors");
    }

    private static byte[] safetensors(String header, int bytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static String[] sample(String... more) {
        return sampleFrom(run, more);
    }

    private static String[] sampleFrom(Path model, String... more) {
        return Stream.concat(
                        Stream.of("sample", "--model", model.toString(), "--device", "cpu", "--threads", "1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
