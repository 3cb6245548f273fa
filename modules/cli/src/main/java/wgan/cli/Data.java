package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.AtomicFile;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.FileState;
import wgan.data.NamedSource;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.data.images.ContactSheet;
import wgan.data.images.ImageCache;
import wgan.data.images.ImageFilesSource;
import wgan.data.images.ImageSurvey;
import wgan.random.Seed;
import wgan.train.StatusLine;

/** The commands that download and check the files of datasets. */
@Command(
        name = "data",
        description = "Download datasets, check their files, and clean the cache.",
        footer = {
            "",
            "Examples:",
            "  wgan data fetch",
            "  wgan data info --dataset fashion-mnist --json",
            "  wgan data info --data my-photos --resize 32x32",
            "  wgan data clean --dry-run"
        })
public final class Data implements Runnable {
    private static final int SHEET_COLUMNS = 10;

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
        DataSource source = dataset.source(new Seed(0), new TransferProgress(err, StatusLine.onStandardError()));
        if (!(source instanceof NamedSource named)) {
            throw new ParameterException(
                    Main.innermost(spec.commandLine()),
                    "--data names own images, which are not downloaded, expected --dataset");
        }
        Datasets.fetch(named.dataset(), named.options());
        infoOfNamed(named, json);
        return ExitCode.DONE;
    }

    @Command(
            name = "info",
            description = {
                "Show the files of a dataset, and whether they are the original ones.",
                "For own images (--data without --dataset): their number, sizes, classes, mean, and what they become."
            },
            footer = {
                "",
                "Examples:",
                "  wgan data info --dataset fashion-mnist --json",
                "  wgan data info --data my-photos --resize 64x64 --sheet sheet.png"
            })
    int info(
            @Mixin DatasetOptions dataset,
            @Option(
                            names = "--sheet",
                            paramLabel = "FILE",
                            description = "Also write a PNG grid of the first images of each class.")
                    @Nullable
                    Path sheet,
            @Mixin JsonOption json)
            throws IOException {
        if (sheet != null) {
            OutputFormat.requirePng(sheet, "--sheet", Main.innermost(spec.commandLine()));
        }
        PrintWriter err = spec.commandLine().getErr();
        DataSource source = dataset.source(new Seed(0), new TransferProgress(err, StatusLine.onStandardError()));
        boolean isUsable = switch (source) {
            case NamedSource named -> infoOfNamed(named, json);
            case ImageFilesSource own -> infoOfOwn(own, json);
            default -> throw new AssertionError(source);
        };
        if (isUsable && sheet != null) {
            byte[] png = ContactSheet.png(source.open(Split.TRAIN), SHEET_COLUMNS);
            AtomicFile.write(sheet, out -> out.write(png));
        }
        return isUsable ? ExitCode.DONE : ExitCode.BAD_FILE;
    }

    private boolean infoOfNamed(NamedSource source, JsonOption json) throws IOException {
        DatasetName name = source.dataset();
        List<FileState> files = files(source);
        if (json.isRequested()) {
            print(json(name, files).toString());
        } else if (files.isEmpty()) {
            print(name + " has no files: its images are generated when they are used");
        } else {
            print(files.stream().map(Data::line).collect(joining(System.lineSeparator())));
            if (name.isUntested()) {
                print("untested: the files of this dataset were never downloaded by the developers");
            }
        }
        return true;
    }

    /** Returns whether the images can be used. */
    private boolean infoOfOwn(ImageFilesSource source, JsonOption json) throws IOException {
        ImageSurvey survey = source.survey();
        Dataset training = survey.problem().isEmpty() ? source.open(Split.TRAIN) : null;
        OwnImagesInfo info = new OwnImagesInfo(survey, training);
        print(json.isRequested() ? info.json().toString() : info.text());
        if (training == null) {
            source.open(Split.TRAIN); // throws the reason
        }
        return training != null;
    }

    @Command(
            name = "path",
            description = "Print the directory of a dataset's files.",
            footer = {"", "Example:", "  ls \"$(wgan data path)\""})
    int path(@Mixin DatasetOptions dataset, @Mixin JsonOption json) {
        DataSource source = dataset.source(new Seed(0), TransferListener.NONE);
        String directory = source.location().toString();
        print(
                json.isRequested()
                        ? JsonMapper.shared()
                                .createObjectNode()
                                .put("dataset", source.name())
                                .put("path", directory)
                                .toString()
                        : directory);
        return ExitCode.DONE;
    }

    @Command(
            name = "clean",
            description = {
                "Remove decoded own images, and what was computed from them, that were not used for some days.",
                "They are made again when they are needed. Downloaded datasets and your own files stay."
            },
            footer = {"", "Examples:", "  wgan data clean --dry-run", "  wgan data clean --unused-days 0"})
    int clean(
            @Option(
                            names = "--unused-days",
                            paramLabel = "N",
                            defaultValue = "30",
                            description =
                                    "Remove what was not used for N days; 0 removes everything (default: ${DEFAULT-VALUE}).")
                    int days,
            @Option(names = "--dry-run", description = "Only show what would be removed.") boolean isDryRun,
            @Mixin JsonOption json)
            throws IOException {
        if (days < 0) {
            throw new ParameterException(
                    Main.innermost(spec.commandLine()), "--unused-days is " + days + ", expected 0 or more");
        }
        ImageCache cache = ImageCache.in(DataOptions.defaults().cache());
        CacheCleaning cleaning =
                CacheCleaning.run(cache, days, isDryRun, spec.commandLine().getErr());
        print(json.isRequested() ? cleaning.json().toString() : cleaning.text());
        return ExitCode.DONE;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private static List<FileState> files(NamedSource source) throws IOException {
        return source.dataset() == DatasetName.SYNTHETIC
                ? List.of()
                : Datasets.files(source.dataset(), source.options());
    }

    private static String line(FileState file) {
        return String.format(Locale.ROOT, "%-9s %,12d  %s", check(file), file.bytes(), file.path());
    }

    private static String check(FileState file) {
        return file.check().toString().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(DatasetName name, List<FileState> files) {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("dataset", name.toString());
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
