package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a generator, and the commands that it offers. */
class ExploreCommandTests {
    @TempDir
    private Path home;

    /** Each command that the page offers to copy writes the file that the page offers to download. */
    @Test
    void copiedCommands_drawWhatThePageShows() throws Exception {
        Program program = new Program(home);
        try (Program.Running running = program.start(
                "explore", "--no-browser", "--json", "--pretrained", "wgan-gp", "--device", "cpu", "--threads", "1")) {
            URI page = page(running);
            for (String view : new String[] {
                "view=seeds&first=0&count=64",
                "view=seeds&first=8&count=6&columns=3",
                "view=points&z=3&z=17&z=18&z=5",
                "view=points&z=norm(3%2B17-0.5*42)",
                "view=walk&from=3&to=17&steps=8",
                "view=walk&from=3&to=slerp(17,4,0.5)&steps=4",
                "view=neighborhood&z=3&across=100&down=101&step=0.2&size=3",
                "view=direction&z=3&index=12&reach=3&count=5",
            }) {
                assertDrawsTheSame(page, view, "png", home);
            }
            assertDrawsTheSame(page, "view=walk&from=3&to=17&steps=4&closed=true", "gif", home);
            assertDrawsTheSame(page, "view=walk&from=3&to=slerp(17,4,0.5)&steps=4&closed=true", "gif", home);
            assertDrawsTheSame(page, "view=seeds&first=0&count=9&columns=3", "gif", home);
        }
    }

    private static void assertDrawsTheSame(URI page, String view, String format, Path home) throws Exception {
        JsonNode answer = JsonMapper.shared().readTree(get(page, "/api/command?format=" + format + "&" + view));
        Path folder = Files.createTempDirectory(home, "copied-");
        Program program = new Program(folder);
        if (answer.has("latents")) {
            Files.write(program.file(answer.path("latents").asString()), get(page, "/api/latents.safetensors?" + view));
        }
        String command = answer.path("command").asString();
        assertThat(command).startsWith("wgan sample --pretrained wgan-gp --device cpu --threads 1 ");
        program.run(command.substring("wgan ".length()).split(" ")).succeeds();
        assertThat(Files.readAllBytes(program.file("images." + format)))
                .as(command + " for " + view)
                .isEqualTo(get(page, "/api/images." + format + "?" + view));
    }

    @Test
    void line_hasTheAddressOfThePage() throws Exception {
        Program program = new Program(home);
        try (Program.Running running = program.start("explore", "--no-browser", "--device", "cpu", "--threads", "1")) {
            running.awaitOutput("\n");
            String out = Files.readString(home.resolve("stdout.txt"));
            assertThat(out)
                    .matches("exploring pretrained wgan-gp at http://127\\.0\\.0\\.1:\\d+/ \\(Ctrl-C ends\\)\\R");
            URI page = URI.create(out.replaceAll("(?s).* at (\\S+) .*", "$1"));
            assertThat(new String(get(page, "/"), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
            assertThat(Files.readString(home.resolve("stderr.txt")))
                    .isEqualTo("there is no run in runs/wgan: using the pretrained generator wgan-gp\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
    void signal_endsIt(String signal, int exitCode) throws Exception {
        Program program = new Program(home);
        if (OS.LINUX.isCurrentOs()) {
            // A process that a shell starts in the background ignores SIGINT; so may this build.
            program.startedBy("env", "--default-signal=INT");
        }
        try (Program.Running running =
                program.start("explore", "--no-browser", "--json", "--pretrained", "wgan-gp", "--threads", "1")) {
            get(page(running), "/");
            running.signal(signal);
            Program.Outcome outcome = running.outcome();
            assertThat(outcome.exitCode()).as(outcome::toString).isEqualTo(exitCode);
        }
    }

    @Test
    void runWithoutGenerator_isShown() throws Exception {
        Program program = new Program(home);
        Files.createDirectories(program.file("run"));
        program.run("explore", "--no-browser", "--model", "run")
                .failsWith(ExitCode.BAD_FILE, "wgan explore: run/generator.safetensors: there is no such file");
        Files.writeString(program.file("run/.lock"), "1");
        try (Program.Running running = program.start(
                "explore", "--no-browser", "--json", "--model", "run", "--device", "cpu", "--threads", "1")) {
            JsonNode model = JsonMapper.shared().readTree(get(page(running), "/api/model"));
            assertThat(model.path("run").asBoolean()).isTrue();
            assertThat(model.path("version").asInt()).isZero();
        }
    }

    @Test
    void addressThatCannotBeUsed_isReportedInOneLine() throws Exception {
        Program program = new Program(home);
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(used.getLocalPort());
            Program.Outcome outcome = program.run(
                    "explore", "--pretrained", "wgan-gp", "--device", "cpu", "--no-browser", "--port", port);
            outcome.failsWith(
                    ExitCode.USAGE,
                    "wgan explore: --port is " + port
                            + ", expected one that is free at 127.0.0.1, or 0 for any free port (",
                    "see 'wgan explore --help'");
        }
        program.run("explore", "--pretrained", "wgan-gp", "--device", "cpu", "--no-browser", "--host", "192.0.2.1")
                .failsWith(
                        ExitCode.USAGE,
                        "wgan explore: --host is '192.0.2.1', expected an address or a name of this machine (");
        program.run("explore", "--no-browser", "--host", "no.such.host.invalid")
                .failsWith(ExitCode.USAGE, "wgan explore: --host is 'no.such.host.invalid', expected an address");
    }

    @Test
    void hostThatOthersReach_isWarnedAbout() throws Exception {
        Program program = new Program(home);
        try (Program.Running running = program.start(
                "explore",
                "--no-browser",
                "--json",
                "--pretrained",
                "wgan-gp",
                "--threads",
                "1",
                "--port",
                "0",
                "--host",
                "0.0.0.0")) {
            URI page = page(running);
            assertThat(page.getHost()).isEqualTo("localhost");
            assertThat(Files.readString(home.resolve("stderr.txt")))
                    .contains("warning: --host 0.0.0.0 lets other machines open the page; it has no password\n");
        }
    }

    private URI page(Program.Running running) throws IOException, InterruptedException {
        running.awaitOutput("}\n");
        return URI.create(JsonMapper.shared()
                .readTree(Files.readString(home.resolve("stdout.txt")))
                .path("url")
                .asString());
    }

    private static byte[] get(URI page, String path) throws IOException {
        try (InputStream body = page.resolve(path).toURL().openStream()) { // fails if the answer is not 200
            return body.readAllBytes();
        }
    }
}
