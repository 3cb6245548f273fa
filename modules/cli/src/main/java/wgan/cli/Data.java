package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

/** The commands that download and check the files of datasets. */
@Command(
        name = "data",
        description = "Download datasets, and check their files.",
        footer = {"", "Examples:", "  wgan data fetch", "  wgan data info --dataset fashion-mnist --json"})
public final class Data implements Runnable {
    @Spec
    private CommandSpec spec;

    private Data() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Data(), arguments);
    }

    /** Prints the help: no command is given. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "fetch",
            description = "Download the missing files of a dataset into the cache. Each is checked by its SHA-256.",
            footer = {"", "Example:", "  wgan data fetch --dataset fashion-mnist"})
    int fetch(@Mixin DatasetOptions dataset, @Mixin JsonOption json) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Datasets.fetch(dataset.name(), dataset.options(new TransferProgress(err, StatusLine.onStandardError())));
        return info(dataset, json);
    }

    @Command(
            name = "info",
            description = "Show the files of a dataset, and whether they are the original ones.",
            footer = {"", "Example:", "  wgan data info --data my-digits --json"})
    int info(@Mixin DatasetOptions dataset, @Mixin JsonOption json) throws IOException {
        DatasetName name = dataset.name();
        List<FileState> files = files(dataset);
        if (json.isRequested()) {
            print(json(name, files).toString());
        } else if (files.isEmpty()) {
            print(name + " has no files: its images are generated when they are used");
        } else {
            print(files.stream().map(Data::line).collect(joining(System.lineSeparator())));
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "path",
            description = "Print the directory of a dataset's files.",
            footer = {"", "Example:", "  ls \"$(wgan data path)\""})
    int path(@Mixin DatasetOptions dataset, @Mixin JsonOption json) {
        DatasetName name = dataset.name();
        Path directory = Datasets.folder(name, dataset.options(TransferListener.NONE));
        print(json.isRequested() ? json(name).put("path", directory.toString()).toString() : directory.toString());
        return ExitCode.DONE;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private static List<FileState> files(DatasetOptions dataset) throws IOException {
        DataOptions options = dataset.options(TransferListener.NONE);
        return dataset.name() == DatasetName.SYNTHETIC ? List.of() : Datasets.files(dataset.name(), options);
    }

    private static String line(FileState file) {
        return String.format(Locale.ROOT, "%-9s %,12d  %s", check(file), file.bytes(), file.path());
    }

    private static String check(FileState file) {
        return file.check().toString().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(DatasetName name) {
        return JsonMapper.shared().createObjectNode().put("dataset", name.toString());
    }

    private static ObjectNode json(DatasetName name, List<FileState> files) {
        ObjectNode node = json(name);
        ArrayNode list = node.putArray("files");
        for (FileState file : files) {
            list.addObject()
                    .put("path", file.path().toString())
                    .put("bytes", file.bytes())
                    .put("check", check(file));
        }
        return node;
    }
}
