package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The help of the commands, and their messages about invalid command lines. */
class UsageTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "report",
                "sample",
                "evaluate",
                "explore",
                "data",
                "data fetch",
                "data info",
                "data path",
                "data clean",
                "doctor",
                "help",
                "generate-completion"
            })
    void help_showsExamples(String command) {
        assertThat(run((command + " --help").strip())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("Usage: wgan").containsPattern("(?m)^Examples?:\\R  .*wgan " + command);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', wgan", "data, wgan data"})
    void noCommand_printsTheHelp(String arguments, String name) {
        assertThat(run(arguments)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("Usage: " + name).contains("Commands:");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "report",
                "sample",
                "evaluate",
                "explore",
                "data",
                "data fetch",
                "data info",
                "data clean",
                "doctor"
            })
    void help_listsTheExitCodes(String command) {
        run((command + " --help").strip());
        assertThat(out.toString())
                .containsPattern("Exit codes:\\R +0 +done;")
                .containsPattern("(?m)^ +5 +training diverged$");
    }

    @Test
    void commandLine_hasOnlyTheCommandThatIsGiven() {
        assertThat(Main.commandLine(Main.class, "sample", "--help").getSubcommands())
                .containsOnlyKeys("sample");
        for (String other : List.of("--help", "help", "generate-completion", "sampel", "@file")) {
            assertThat(Main.commandLine(Main.class, other).getSubcommands())
                    .containsOnlyKeys(
                            Main.commandLine(Main.class).getSubcommands().keySet());
        }
    }

    @Test
    void help_hasTheOptionsUnderHeadings() {
        run("train --help");
        List<String> headings = out.toString()
                .lines()
                .filter(line -> line.matches("[A-Z][a-z ]+:"))
                .toList();
        assertThat(headings)
                .containsExactly(
                        "Images:",
                        "Training:",
                        "Objective:",
                        "Run:",
                        "Device:",
                        "Output:",
                        "Other:",
                        "Exit codes:",
                        "Examples:");
        assertThat(out.toString()).containsPattern("Other:\\R +-h, --help");
    }

    @Test
    void completionScript_hasTheCommandsAndTheirOptions() {
        assertThat(run("generate-completion")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("#!")
                .contains("train sample evaluate report explore data doctor", "--critic-steps");
    }

    @Test
    void help_showsTheLabsValuesAsDefaults() {
        run("train --help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("in all (default: 30)")
                .contains("Images in a batch (default: 128)")
                .contains("generated from (default: 100)")
                .contains("gan, dcgan, wgan or wgan-gp (default: wgan)")
                .contains("each update of the generator (default: 5; gan, dcgan: 1)")
                .contains("fewer updates of the generator (default: same)")
                .contains("clamped to [-C, C]; only wgan (default: 0.01)")
                .contains("--[no-]clip-batch-norm")
                .contains("only wgan-gp (default: 10)")
                .contains("learning rate of the critic (default: 5e-4; wgan: 2e-5; wgan-gp: 1e-3)")
                .contains("learning rate of the generator (default: 5e-4; wgan: 4e-3; wgan-gp: 1e-3)")
                .contains("0 keeps them constant (default: 0)")
                .contains("runs/<objective>)")
                .contains("logs/experiment_<objective>; with --out, logs/<its name>)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "train", "report", "sample", "evaluate", "explore", "data", "data fetch", "doctor"})
    void version_isPrinted(String command) {
        assertThat(run((command + " --version").strip())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("wgan ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paint                         | wgan: there is no command 'paint', expected train, sample, evaluate, report, explore, data, doctor, generate-completion or help; see",
                "data paint                    | wgan data: there is no command 'paint', expected clean, fetch, info or path; see",
                "train more                    | wgan train: argument 'more' is not expected, only options are; see",
                "train --color                 | wgan train: there is no option '--color'; see",
                "train --device gpu            | wgan train: --device is 'gpu', expected auto, cpu, cuda or cuda:N",
                "train --threads 0             | wgan train: --threads is 0, expected 1 to 1024",
                "train --batch-size 0          | wgan train: --batch-size is 0, expected 2 or more",
                "train --batch-size 1          | wgan train: --batch-size is 1, expected 2 or more",
                "train --epochs 0              | wgan train: --epochs is 0, expected 1 to 100000",
                "train --epochs x              | wgan train: --epochs is 'x', expected a whole number; see",
                "train --limit -1              | wgan train: --limit is -1, expected 0 for all images, or a number of images",
                "train --latent-dim 0          | wgan train: --latent-dim is 0, expected 1 to ",
                "train --critic-steps 0        | wgan train: --critic-steps is 0, expected 1 to 1000",
                "train --clip 1e-50             | wgan train: --clip is 1.0E-50, expected a number that a float can hold",
                "train --objective gan --critic-batches fresh | wgan train: --critic-batches is fresh, expected same, since the critic has one update for each",
                "train --threads 1000000        | wgan train: --threads is 1000000, expected 1 to 1024",
                "train --clip 0                | wgan train: --clip is 0.0, expected a positive number",
                "train --lr-critic nan         | wgan train: --lr-critic is 'nan', expected a number; see",
                "train --lr-critic NaN         | wgan train: --lr-critic is NaN, expected a positive number",
                "train --lr-generator Infinity | wgan train: --lr-generator is Infinity, expected a positive number",
                "train --objective vae         | wgan train: --objective is vae, expected one of gan, dcgan, wgan, wgan-gp",
                "train --critic-batches all    | wgan train: --critic-batches is 'all', expected same or fresh; see",
                "train --critic-batches fresh --critic-steps 200 | wgan train: --critic-steps is 200, expected at most 100",
                "train --gradient-penalty 10   | wgan train: --gradient-penalty applies only to wgan-gp; see",
                "train --objective gan --clip 0.01 | wgan train: --clip applies only to wgan; see",
                "train --objective dcgan --critic-warmup initial | wgan train: --critic-warmup applies only to wgan and wgan-gp; see",
                "train --objective wgan-gp --clip 0.01 | wgan train: --clip applies only to wgan; see",
                "train --objective wgan-gp --no-clip-batch-norm | wgan train: --clip-batch-norm applies only to wgan; see",
                "train --objective wgan-gp --clip-batch-norm | wgan train: --clip-batch-norm applies only to wgan; see",
                "train --objective wgan-gp --gradient-penalty 0 | wgan train: --gradient-penalty is 0.0, expected a positive",
                "train --precision fp64        | wgan train: --precision is 'fp64', expected auto, fp32 or bf16",
                "train --dataset letters       | wgan train: ",
                "train --lr-decay 1 --lr-decay-epochs 3 | wgan train: --lr-decay and --lr-decay-epochs exclude each other; use one of them; see",
                "train --preset best           | wgan train: --preset is 'best', expected paper or tuned; see",
                "train --ema 1 | wgan train: --ema is 1.0, expected 0 for none, or a number below 1; see",
                "train --keep -1               | wgan train: --keep is -1, expected 0 or a number of checkpoints",
                "train --backend gloo          | wgan train: --backend is 'gloo', expected mpi or nccl; see",
                "train --backend nccl --device cpu | wgan train: --backend is nccl, which connects GPUs, but --device is cpu; expected",
                "train --on-divergence retry   | wgan train: --on-divergence is 'retry', expected stop or rollback",
                "train --evaluate-every -1     | wgan train: --evaluate-every is -1, expected 0 for never, or a number of",
                "report --objectives vae       | wgan report: --objectives has 'vae', expected a list of gan, dcgan, wgan, wgan-gp",
                "report --runs a,b,a           | wgan report: --runs is a,b,a, expected each of them once",
                "report --out pom.xml          | wgan report: --out is pom.xml, a file, expected a directory",
                "report --out pom.xml/a/b      | wgan report: --out is pom.xml/a/b, and pom.xml is a file, expected a directory",
                "train --out pom.xml           | wgan train: --out is pom.xml, a file, expected a directory",
                "train --log-dir pom.xml       | wgan train: --log-dir is pom.xml, a file, expected a directory",
                "evaluate --export pom.xml     | wgan evaluate: --export is pom.xml, a file, expected a directory",
                "report --objectives gan,gan   | wgan report: --objectives is gan,gan, expected each of them once",
                "report --epochs 0             | wgan report: --epochs is 0, expected 1 to 100000",
                "report --threads 0            | wgan report: --threads is 0, expected 1 to 1024",
                "report --runs a,b --epochs 5  | wgan report: --epochs is for training; omit it with --runs, which are trained",
                "report --samples 15           | wgan report: --samples is 15, expected 16 to 100000",
                "report --samples 100001       | wgan report: --samples is 100001, expected 16 to 100000",
                "report --clip 0.01            | wgan report: there is no option '--clip'; see",
                "evaluate --samples 5          | wgan evaluate: --samples is 5, expected 6 to 100000",
                "evaluate --samples 100001     | wgan evaluate: --samples is 100001, expected 6 to 100000",
                "evaluate --dataset letters    | wgan evaluate: ",
                "evaluate --device gpu         | wgan evaluate: --device is 'gpu', expected auto, cpu, cuda or cuda:N",
                "sample -n 0                   | wgan sample: -n is 0, expected 1 to 100000",
                "sample -n 2000000000          | wgan sample: -n is 2000000000, expected 1 to 100000",
                "sample --columns 0            | wgan sample: --columns is 0, expected 1 or more",
                "sample --threads 0            | wgan sample: --threads is 0, expected 1 to 1024",
                "sample --seeds 9-1            | wgan sample: --seeds is '9-1', expected seeds and ranges first-last, with at most 100000 seeds in all; see",
                "sample --seed 1 --seeds 2     | wgan sample: --seeds and --seed exclude each other; use one of them; see",
                "sample --out x.gz --columns 3 | wgan sample: --columns applies only to a grid, and x.gz is a file in MNIST's format",
                "sample --seeds 1 --latents z  | wgan sample: --seeds and --latents exclude each other; use one of them; see",
                "sample -n 3 --interpolate 1,2 | wgan sample: -n and --interpolate exclude each other; use one of them; see",
                "sample --steps 4              | wgan sample: --steps applies only to --interpolate, expected --interpolate=LIST; see",
                "sample --seed 1 --steps 4     | wgan sample: --steps applies only to --interpolate, expected --interpolate=LIST; see",
                "sample --interpolate 3        | wgan sample: --interpolate has 1, expected 2 to 50000 seeds",
                "sample --interpolate 1-50001  | wgan sample: --interpolate has 50001, expected 2 to 50000 seeds",
                "sample --interpolate 3,x      | wgan sample: --interpolate is '3,x', expected a list of seeds such as 0-63 or 3,17,42; see",
                "sample --interpolate 3,4 --steps 1 | wgan sample: --steps is 1, expected 2 to 50000 for 2 seeds",
                "sample --interpolate 1-10 --steps 10001 | wgan sample: --steps is 10001, expected 2 to 10000 for 10 seeds",
                "sample --interpolate 3,4 --columns 2 | wgan sample: --columns does not apply to --interpolate, which has --steps",
                "sample --out x.gif --columns 3 | wgan sample: --columns applies only to a grid, and x.gif is an animation",
                "sample --out x.png --save-latents x.png | wgan sample: --save-latents is x.png, expected another file than --out",
                "sample --out x.jpg            | wgan sample: --out is x.jpg, expected a name that ends in .png, .gif, -idx3-ubyte",
                "train --sample-out x.jpg      | wgan train: --sample-out is x.jpg, expected a name that ends in .png, .gif,",
                "evaluate --neighbors x.gif    | wgan evaluate: --neighbors is x.gif, expected a name that ends in .png",
                "explore --port -1              | wgan explore: --port is -1, expected 0 for any free port, or 1 to 65535",
                "explore --host 192.0.2.1       | wgan explore: --host is '192.0.2.1', expected an address or a name of this machine (",
                "explore --port 65536          | wgan explore: --port is 65536, expected 0 for any free port, or 1 to 65535",
                "explore --port http           | wgan explore: --port is 'http', expected a whole number; see",
                "explore --threads 0           | wgan explore: --threads is 0, expected 1 to 1024",
                "explore --model a --pretrained wgan | wgan explore: --model and --pretrained exclude each other",
                "train --epoch 3               | wgan train: there is no option '--epoch'; --epochs has a similar name; see",
                "train --batch=3               | wgan train: there is no option '--batch'; --batch-size has a similar name; see",
                "train --outt x                | wgan train: there is no option '--outt'; --out has a similar name; see",
                "train --epochs                | wgan train: --epochs has no value, expected --epochs=N; see",
                "train --epochs --json         | wgan train: --epochs has no value, expected --epochs=N; see",
                "train --epochs 1 --epochs 2   | wgan train: --epochs is given twice, expected it once; see",
                "train --json=x                | wgan train: --json is 'x', expected true or false; see",
                "train --seed 9223372036854775808 | wgan train: --seed is '9223372036854775808', expected a whole number from -9223372036854775808 to",
                "train --epochs 2147483648     | wgan train: --epochs is '2147483648', expected a whole number from -2147483648 to 2147483647",
                "train --critic-warmup x       | wgan train: --critic-warmup is 'x', expected none, initial or repeated; see",
                "train --clip-scale fan_in     | wgan train: --clip-scale is 'fan_in', expected none or fan-in; see",
                "train --batch-norm x          | wgan train: --batch-norm is 'x', expected sync or local; see",
                "evaluate --split train        | wgan evaluate: --split is 'train', expected validation or test; see",
                "report --language fr          | wgan report: --language is 'fr', expected en or zh; see",
                "sample --seeds 1 --text 2     | wgan sample: --seeds and --text exclude each other; use one of them; see",
                "sample -n3 --seeds 1          | wgan sample: --seeds and -n exclude each other; use one of them; see",
                "sample -n x                   | wgan sample: -n is 'x', expected a whole number; see",
                "sample --interpolate          | wgan sample: --interpolate has no value, expected --interpolate=LIST; see",
                "data clean --unused-days -1   | wgan data clean: --unused-days is -1, expected 0 or more; see 'wgan data clean",
                "data fetch --data x           | wgan data fetch: --data names own images, which are not downloaded, expected --dataset; see",
                "evaluate --neighbors x.jpg    | wgan evaluate: --neighbors is x.jpg, expected a name that ends in .png; see",
                "data info --sheet s.gif       | wgan data info: --sheet is s.gif, expected a name that ends in .png; see",
                "train --dataset fashion       | wgan train: --dataset is 'fashion', expected one of mnist, fashion-mnist,",
                "train --data x --resize 32    | wgan train: --resize is '32', expected HEIGHTxWIDTH, such as 32x32; see",
                "train --data x --resize 8x8   | wgan train: --resize: images have ",
                "train --data x --fit foo      | wgan train: --fit is 'foo', expected crop, pad or stretch; see",
                "train --data x --background red | wgan train: --background is 'red', expected #rrggbb",
                "sample --pretrained x         | wgan sample: --pretrained x: there is no such model, expected ",
                "data clean --unused-days x    | wgan data clean: --unused-days is 'x', expected a whole number; see",
                "help bogus                    | wgan help: there is no command 'bogus', expected train, sample, evaluate, report, explore, data, doctor, generate-completion or help; see",
                "help sample x                 | wgan help: argument 'x' is not expected, only options are; see",
                "help data x                   | wgan help: there is no command 'x', expected clean, fetch, info or path; see",
                "generate-completion bogus     | wgan generate-completion: argument 'bogus' is not expected, only options are; see",
                "generate-completion --json    | wgan generate-completion: there is no option '--json'; see",
                "explore --host=               | wgan explore: --host is '', expected an address or a name of this machine; see",
                "doctor --device cpu           | wgan doctor: there is no option '--device'; see",
            })
    void invalidCommandLine_isReportedInOneLine(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith(message)
                .containsOnlyOnce("\n")
                .containsPattern("; see 'wgan[ a-z-]* --help'\n$");
    }

    /** A variable of a script without a value must not become the current folder, which --fresh would delete. */
    @ParameterizedTest
    @CsvSource({
        "train, --out",
        "train, --log-dir",
        "train, --config",
        "train, --sample-out",
        "train, --data",
        "report, --out",
        "report, --runs",
        "report, --data",
        "sample, --model",
        "sample, --out",
        "sample, --save-latents",
        "sample, --latents",
        "evaluate, --model",
        "evaluate, --neighbors",
        "evaluate, --export",
        "evaluate, --data",
        "explore, --model",
        "data fetch, --data",
        "data info, --data",
        "data info, --sheet",
        "data path, --data"
    })
    void emptyPath_isRefused(String command, String option) {
        assertThat(run(command + " " + option + "=")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err)
                .hasToString(
                        "wgan %1$s: %2$s is '', expected a path; see 'wgan %1$s --help'\n".formatted(command, option));
    }

    /** A value of the help must be one that the option accepts, and the reverse. */
    @Test
    void choicesOfTheHelp_areThoseOfTheOptions() {
        List<OptionSpec> choices = Main.commandLine(Main.class).getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.type().isEnum())
                .toList();
        assertThat(choices).extracting(OptionSpec::longestName).contains("--preset", "--clip-scale", "--split");
        for (OptionSpec option : choices) {
            assertThat(option.paramLabel().split("\\|"))
                    .as(option.longestName())
                    .containsExactly(Stream.of(option.type().getEnumConstants())
                            .map(Object::toString)
                            .toArray(String[]::new));
        }
    }

    @Test
    void helpCommand_showsTheHelpOfACommand() {
        run("data fetch --help");
        String expected = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("help data fetch")).isEqualTo(ExitCode.DONE);
        assertThat(out).hasToString(expected);
        out.getBuffer().setLength(0);
        assertThat(run("help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("Usage: wgan [");
        out.getBuffer().setLength(0);
        assertThat(run("help --help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).containsOnlyOnce("Options:");
    }

    private int run(String arguments) {
        CommandLine program =
                Main.commandLine(Main.class).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return program.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
