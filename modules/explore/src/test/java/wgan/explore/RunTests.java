package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wgan.data.ImageGrid;
import wgan.image.ImageShape;
import wgan.torch.Device;
import wgan.train.Losses;
import wgan.train.MetricsLog;
import wgan.train.Progress;
import wgan.train.RunDirectory;
import wgan.train.SampleImageWriter;
import wgan.train.Samples;

/** A run directory while a run writes it, as training does, by the same classes. */
class RunTests {
    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private RunDirectory run;
    private Explorer explorer;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        run = RunDirectory.open(folder.resolve("run"));
        explorer = Explorer.start(run.path(), Device.CPU, Explorer.Options.DEFAULT.withLog(log::add));
        client = new Client(explorer.uri());
    }

    @AfterEach
    void stop() throws IOException {
        explorer.close();
        run.close();
        assertThat(log).isEmpty();
    }

    @Test
    void runWithoutGenerator_isWaitedFor() throws Exception {
        assertThat(client.json("/api/model").path("version").asInt()).isZero();
        HttpResponse<byte[]> early = client.get("/api/images?view=seeds&first=0&count=1");
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(Client.text(early)).startsWith("there is no generator yet: training writes generator.safetensors");

        SmallGenerator.write(run.generatorFile(), 3);
        assertThat(client.json("/api/model").path("latent_dim").asInt()).isEqualTo(SmallGenerator.LATENT_DIM);
        assertThat(client.body("/api/images?view=seeds&first=0&count=1")).hasSize(ImageShape.MNIST.numel());
        assertThat(client.json("/api/run").path("generator").asInt()).isEqualTo(1);
        SmallGenerator.write(run.generatorFile(), 4);
        assertThat(client.json("/api/run").path("generator").asInt()).isEqualTo(2);
    }

    @Test
    void losses_areShownAsTheyAreWritten() throws Exception {
        assertThat(client.json("/api/run").path("iteration").asLong()).isZero();
        MetricsLog metrics = new MetricsLog(run.metricsFile());
        metrics.started(new Progress(0, 1, 0, 300));
        metrics.logged(new Progress(0, 1, 100, 300), losses(-0.5, 0.25));
        JsonNode first = client.json("/api/run");
        assertThat(first.path("curves").path("loss_critic")).hasToString("[[100,-0.5]]");
        assertThat(first.path("curves").path("loss_generator")).hasToString("[[100,0.25]]");
        metrics.logged(new Progress(0, 1, 200, 300), losses(-0.75, 0.5));
        JsonNode second = client.json("/api/run");
        assertThat(second.path("curves").path("loss_critic")).hasToString("[[100,-0.5],[200,-0.75]]");
        assertThat(second.path("iteration").asLong()).isEqualTo(200);
        metrics.close();
    }

    @Test
    void samples_areShownAsTheyAreWritten() throws Exception {
        assertThat(client.json("/api/run").path("samples")).isEmpty();
        float[] pixels = new float[ImageShape.MNIST.numel()];
        SampleImageWriter writer = new SampleImageWriter(run);
        writer.sampled(new Progress(0, 1, 0, 300), new Samples(pixels, ImageShape.MNIST));
        writer.epochFinished(new Progress(0, 1, 300, 300), losses(0, 0), new Samples(pixels, ImageShape.MNIST));
        assertThat(client.json("/api/run").path("samples").findValuesAsString("name"))
                .containsExactly("step-000000.png", "epoch-000.png");
        HttpResponse<byte[]> image = client.get("/api/run/samples/epoch-000.png");
        assertThat(image.body()).isEqualTo(ImageGrid.LAB.png(pixels, ImageShape.MNIST));
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(image.headers().firstValue("ETag")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch-999.png",
                "..%2fgenerator.safetensors",
                "../config.json",
                "secret.png",
                "epoch-1.png",
                "",
                "epoch-000.png%00"
            })
    void otherFile_isNeverSent(String name) throws Exception {
        Files.writeString(run.path().resolve("config.json"), "{}");
        Files.writeString(RunDirectory.samplesIn(run.path()).resolve("secret.png"), "secret");
        Files.writeString(RunDirectory.samplesIn(run.path()).resolve("epoch-1.png"), "secret");
        assertThat(client.get("/api/run/samples/" + name).statusCode()).isEqualTo(404);
    }

    @Test
    void unchangedState_isNotSentAgain() throws Exception {
        var first = client.get("/api/run");
        assertThat(client.get("/api/run").headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
        Files.writeString(run.metricsFile(), "{\"iteration\":1,\"loss_critic\":1}\n");
        assertThat(client.get("/api/run").headers().firstValue("ETag"))
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    private static Losses losses(double critic, double generator) {
        return new Losses(critic, OptionalDouble.empty(), generator);
    }
}
