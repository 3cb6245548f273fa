package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.DataOptions;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.FileState;
import wgan.data.TransferListener;
import wgan.train.StatusLine;

/** The commands about the datasets' files. */
@Command(
        name = "data",
        description = "Fetch datasets and look after their files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Examples:", "  wgan data fetch", "  wgan data info --dataset fashion-mnist --json"})
public final class Data implements Runnable {
    @Spec
    private CommandSpec spec;

    private Data() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Data(), arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; expected fetch, info or path");
    }

    @Command(
            name = "fetch",
            description = "Fetch what is missing of a dataset into the cache, each file checked by its SHA-256.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Example:", "  wgan data fetch --dataset fashion-mnist"})
    int fetch(@Mixin DataSource source) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Datasets.fetch(source.name(), source.options(new TransferProgress(err, StatusLine.onStandardError())));
        return info(source, false);
    }

    @Command(
            name = "info",
            description = "Show a dataset's files and whether they are the original ones.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Example:", "  wgan data info --data my-digits --json"})
    int info(
            @Mixin DataSource source,
            @Option(names = "--json", description = "Print one JSON object on standard output.") boolean json)
            throws IOException {
        DatasetName name = source.name();
        List<FileState> files = files(source);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(name, files));
        } else if (files.isEmpty()) {
            out.println(name + " has no files: it is drawn when it is needed");
        }
        for (FileState file : json ? List.<FileState>of() : files) {
            out.printf(
                    Locale.ROOT,
                    "%-9s %,12d  %s%n",
                    file.check().toString().toLowerCase(Locale.ROOT),
                    file.bytes(),
                    file.path());
        }
        out.flush();
        return ExitCode.DONE;
    }

    @Command(
            name = "path",
            description = "Print the directory that a dataset's files are in.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Example:", "  ls \"$(wgan data path)\""})
    int path(@Mixin DataSource source) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Datasets.folder(source.name(), source.options(TransferListener.NONE)));
        out.flush();
        return ExitCode.DONE;
    }

    private static List<FileState> files(DataSource source) throws IOException {
        DataOptions options = source.options(TransferListener.NONE);
        return source.name() == DatasetName.SYNTHETIC ? List.of() : Datasets.files(source.name(), options);
    }

    private static ObjectNode asJson(DatasetName name, List<FileState> files) {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("dataset", name.toString());
        ArrayNode list = node.putArray("files");
        for (FileState file : files) {
            list.addObject()
                    .put("path", file.path().toString())
                    .put("bytes", file.bytes())
                    .put("check", file.check().toString().toLowerCase(Locale.ROOT));
        }
        return node;
    }
}
