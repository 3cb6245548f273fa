package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wgan.bench.Comparison.MeasurementPlan;

/** The program behind {@code bench/run}. */
@Command(
        name = "bench/run",
        description = {
            "Compare training with libtorch's autograd, PyTorch and the roofline on this machine. Also measure operator calls,"
                    + " sampling and the start of the program.",
            "The table goes to standard output, progress to standard error."
        },
        footer = {"", "Examples:", "  bench/run --short", "  bench/run --only auto,fp32,javacpp_tuned --rounds 10"})
final class Benchmark implements Callable<Integer> {
    private static final List<String> EVERYTHING = Stream.concat(
                    IterationPeers.NAMES.stream(), SectionMeasurements.SECTIONS.stream())
            .toList();
    private static final List<String> SHORT =
            Stream.concat(IterationPeers.SHORT.stream(), Stream.of("calls")).toList();
    /** Iterations before the first round; after them Java's compiler has compiled the calls of operators, and is idle. */
    private static final int WARM_UP = 25;

    /** The short form has no time for that. */
    private static final int SHORT_WARM_UP = 2;

    /** Enough for a confidence interval. */
    private static final int MIN_ROUNDS = 9;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else.")
    private boolean json;

    @Option(
            names = "--short",
            description =
                    "About a minute and a half: shorter rounds, fewer peers, one setting of JavaCPP's thread pools, and the operator"
                            + " calls. PyTorch is measured only if the full form has installed it.")
    private boolean brief;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Measure only these, separated by commas: peers of the iteration (auto, auto_ema, fp32, bf16,"
                            + " javacpp_tuned, javacpp_untuned, pytorch_eager_fp32, pytorch_tuned_fp32,"
                            + " pytorch_compile_fp32, pytorch_autocast, pytorch_tuned_bf16, pytorch_compile, roofline_bf16,"
                            + " roofline_fp32) and sections (calls, batches, objectives, shapes, threads, samples, onednn, heap, busy, start).")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Rounds of the iteration (default: as many as there are peers, or a multiple of that, 9 or more).")
    private @Nullable Integer rounds;

    private Benchmark() {}

    /** Measures and ends the process. Its exit code is 0, 1 if our own training cannot be measured, or 2 for wrong options. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmark()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException {
        validate();
        PrintWriter progress = spec.commandLine().getErr();
        Machine machine = Machine.here();
        Path root = Path.of(System.getProperty("wgan.bench.root", ""));
        Report report = measure(machine, new SectionMeasurements(machine, root, progress));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + "\n" : report.text());
        out.flush();
        return report.misses(IterationPeers.OURS) ? 1 : 0;
    }

    private void validate() {
        for (String name : only) {
            if (!EVERYTHING.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only has '" + name + "', expected some of " + String.join(",", EVERYTHING));
            }
        }
        if (rounds != null && rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is " + rounds + ", expected 1 or more");
        }
    }

    private Report measure(Machine machine, SectionMeasurements measuring) throws IOException {
        List<Section> sections = new ArrayList<>();
        Map<String, String> tuning = IterationPeers.tunings(machine.cores()).getFirst();
        List<String> wanted = wanted();
        List<String> peers =
                IterationPeers.NAMES.stream().filter(wanted::contains).toList();
        if (!peers.isEmpty()) {
            if (!brief && peers.contains(IterationPeers.JAVACPP_TUNED)) {
                tuning = measuring.bestTuning();
            }
            sections.add(measuring.iteration(peers, tuning, !brief, plan(peers.size())));
        }
        for (String name : SectionMeasurements.SECTIONS) {
            if (wanted.contains(name)) {
                sections.addAll(measuring.section(name));
            }
        }
        return new Report(machine, tuning, sections);
    }

    private List<String> wanted() {
        if (!only.isEmpty()) {
            return only;
        }
        return brief ? SHORT : EVERYTHING;
    }

    /** Returns a plan in which each peer has each position equally often, unless the user asks for another number of rounds. */
    private MeasurementPlan plan(int peers) {
        int balanced = peers * Math.ceilDiv(MIN_ROUNDS, peers);
        int count = rounds == null ? balanced : rounds;
        return brief
                ? new MeasurementPlan(SHORT_WARM_UP, count, 1, Duration.ofSeconds(70))
                : new MeasurementPlan(WARM_UP, count, 3, Duration.ofMinutes(8));
    }
}
