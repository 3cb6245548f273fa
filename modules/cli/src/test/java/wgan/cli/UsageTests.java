package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands say of themselves, and of what they do not understand. */
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
                "data",
                "data fetch",
                "data info",
                "data path",
                "doctor"
            })
    void help_showsExamples(String command) {
        assertThat(run((command + " --help").strip())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("Usage: wgan").containsPattern("(?m)^Examples?:\\R  .*wgan " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_showsTheLabsValuesAsDefaults() {
        run("train --help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("over all (default: 30)")
                .contains("Images in a batch (default: 128)")
                .contains("drawn from (default: 100)")
                .contains("gan, dcgan, wgan or wgan-gp (default: wgan)")
                .contains("to one of the generator (default: 5; gan, dcgan: 1)")
                .contains("updates in an epoch (default: same)")
                .contains("critic's parameters; for wgan (default: 0.01)")
                .contains("--[no-]clip-batch-norm")
                .contains("for wgan-gp (default: 10)")
                .contains("critic's learning rate (default: 5e-4; wgan: 2e-5; wgan-gp: 1e-3)")
                .contains("generator's learning rate (default: 5e-4; wgan: 2e-3; wgan-gp: 1e-3)")
                .contains("after e epochs; 0 for never (default: 0; wgan, wgan-gp: 0.5)")
                .contains("runs/<objective>)")
                .contains("logs/experiment_<objective>; with --out, logs/<its name>)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "train", "report", "sample", "evaluate", "data", "data fetch", "doctor"})
    void version_isTold(String command) {
        assertThat(run((command + " --version").strip())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("wgan ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | wgan: no command given",
                "paint                         | wgan: Unmatched argument at index 0: 'paint'",
                "data                          | wgan data: no command given; expected fetch, info or path",
                "data paint                    | wgan data: Unmatched argument at index 1: 'paint'",
                "train more                    | wgan train: Unmatched argument at index 1: 'more'",
                "train --colour                | wgan train: Unknown option: '--colour'",
                "train --device gpu            | wgan train: --device is 'gpu', expected auto, cpu, cuda or cuda:N",
                "train --threads 0             | wgan train: --threads is 0, expected 1 to 1024",
                "train --batch-size 0          | wgan train: --batch-size is 0, expected 2 or more",
                "train --batch-size 1          | wgan train: --batch-size is 1, expected 2 or more",
                "train --epochs 0              | wgan train: --epochs is 0, expected 1 to 100000",
                "train --epochs x              | wgan train: Invalid value for option '--epochs': 'x' is not an int",
                "train --limit -1              | wgan train: --limit is -1, expected 0 for all images, or how many",
                "train --latent-dim 0          | wgan train: --latent-dim is 0, expected 1 to ",
                "train --critic-steps 0        | wgan train: --critic-steps is 0, expected 1 to 1000",
                "train --clip 1e-50             | wgan train: --clip is 1.0E-50, expected a number that a float can hold",
                "train --objective gan --critic-batches fresh | wgan train: --critic-batches is fresh, expected same, since the critic has a single update on each",
                "train --threads 1000000        | wgan train: --threads is 1000000, expected 1 to 1024",
                "train --clip 0                | wgan train: --clip is 0.0, expected a positive number",
                "train --lr-critic nan         | wgan train: Invalid value for option '--lr-critic': 'nan' is not a double",
                "train --lr-critic NaN         | wgan train: --lr-critic is NaN, expected a positive number",
                "train --lr-generator Infinity | wgan train: --lr-generator is Infinity, expected a positive number",
                "train --objective vae         | wgan train: --objective is vae, expected one of gan, dcgan, wgan, wgan-gp",
                "train --critic-batches all    | wgan train: Invalid value for option '--critic-batches': expected one of [",
                "train --critic-batches fresh --critic-steps 200 | wgan train: --critic-steps is 200, expected at most 100",
                "train --gradient-penalty 10   | wgan train: --gradient-penalty is 10.0, expected nothing, since wgan has",
                "train --objective gan --clip 0.01 | wgan train: --clip is 0.01, expected nothing, since gan has no use for it",
                "train --objective dcgan --critic-warmup | wgan train: --critic-warmup is true, expected nothing, since dcgan",
                "train --objective wgan-gp --clip 0.01 | wgan train: --clip is 0.01, expected nothing, since wgan-gp has no",
                "train --objective wgan-gp --no-clip-batch-norm | wgan train: --clip-batch-norm is false, expected nothing",
                "train --objective wgan-gp --clip-batch-norm | wgan train: --clip-batch-norm is true, expected nothing",
                "train --objective wgan-gp --gradient-penalty 0 | wgan train: --gradient-penalty is 0.0, expected a positive",
                "train --precision fp64        | wgan train: --precision is 'fp64', expected auto, fp32 or bf16",
                "train --dataset letters       | wgan train: ",
                "train --evaluate-every -1     | wgan train: --evaluate-every is -1, expected 0 for never, or a number of",
                "report --objectives vae       | wgan report: --objectives: objective is vae, expected one of gan, dcgan, wgan, wgan-gp",
                "report --runs a,b,a           | wgan report: --runs is a,b,a, expected each of them once",
                "report --out pom.xml          | wgan report: --out is pom.xml, a file, expected a directory",
                "report --objectives gan,gan   | wgan report: --objectives is gan,gan, expected each of them once",
                "report --epochs 0             | wgan report: --epochs is 0, expected 1 to 100000",
                "report --threads 0            | wgan report: --threads is 0, expected 1 to 1024",
                "report --runs a,b --epochs 5  | wgan report: --epochs is for training; omit it with --runs, which are trained",
                "report --clip 0.01            | wgan report: Unknown option",
                "evaluate --samples 5          | wgan evaluate: --samples is 5, expected 6 to 100000",
                "evaluate --samples 100001     | wgan evaluate: --samples is 100001, expected 6 to 100000",
                "evaluate --dataset letters    | wgan evaluate: ",
                "evaluate --device gpu         | wgan evaluate: --device is 'gpu', expected auto, cpu, cuda or cuda:N",
                "sample -n 0                   | wgan sample: -n is 0, expected 1 to 100000",
                "sample -n 2000000000          | wgan sample: -n is 2000000000, expected 1 to 100000",
                "sample --columns 0            | wgan sample: --columns is 0, expected 1 or more",
                "sample --threads 0            | wgan sample: --threads is 0, expected 1 to 1024",
                "sample --seeds 9-1            | wgan sample: Invalid value for option '--seeds'",
                "sample --seed 1 --seeds 2     | wgan sample: ",
                "sample --out x.gz --columns 3 | wgan sample: --columns is for a grid, but x.gz is a file in MNIST's format",
                "sample --seeds 1 --latents z  | wgan sample: ",
                "sample -n 3 --interpolate 1,2 | wgan sample: ",
                "sample --steps 4              | wgan sample: ",
                "sample --seed 1 --steps 4     | wgan sample: ",
                "sample --interpolate 3        | wgan sample: --interpolate has 1, expected 2 to 50000 seeds",
                "sample --interpolate 1-50001  | wgan sample: --interpolate has 50001, expected 2 to 50000 seeds",
                "sample --interpolate 3,x      | wgan sample: Invalid value for option '--interpolate'",
                "sample --interpolate 3,4 --steps 1 | wgan sample: --steps is 1, expected 2 to 50000 for 2 seeds",
                "sample --interpolate 1-10 --steps 10001 | wgan sample: --steps is 10001, expected 2 to 10000 for 10 seeds",
                "sample --interpolate 3,4 --columns 2 | wgan sample: --columns is given, but --interpolate has as many",
                "sample --out x.gif --columns 3 | wgan sample: --columns is for a grid, but x.gif is an animation",
                "sample --out x --save-latents x | wgan sample: --save-latents is x, expected another file than --out",
                "doctor --device cpu           | wgan doctor: Unknown option",
            })
    void mistake_isToldInOneLine(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith(message)
                .containsOnlyOnce("\n")
                .containsPattern("; see 'wgan( \\w+)? --help'\n$");
    }

    private int run(String arguments) {
        CommandLine program =
                Main.commandLine(Main.class).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return program.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
