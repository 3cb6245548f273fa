package wgan.explore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectory;

/**
 * What the page shows of a run directory: its configuration, its curves and its sample images. It reads when it is asked, so there is no
 * thread that has to be stopped, and a run that has ended costs nothing. Thread-safe.
 */
final class RunWatcher {
    /** The names of sample images: no other file of the directory is ever sent. */
    private static final Pattern SAMPLE_NAME = Pattern.compile("(?:epoch|step)-(\\d{3,18})\\.png");

    /** The greatest number of sample images that are listed; the oldest are left out. */
    private static final int MAX_SAMPLES = 1000;

    /** The greatest size of a sample image that is sent: the lab's grid has some 60 KB. */
    private static final long MAX_IMAGE = 4 << 20;

    private final Path directory;
    private final MetricsTail metrics;

    /** Watches a run directory, whose files do not need to exist yet. */
    RunWatcher(Path directory) {
        this.directory = directory;
        this.metrics = new MetricsTail(RunDirectory.metricsIn(directory));
    }

    /** A sample image. */
    record Sample(String name, long iteration, long modified) {}

    /**
     * Returns the state of the run.
     *
     * @param generatorVersion of the generator that the page draws with
     * @throws IOException if a file cannot be read
     */
    synchronized ObjectNode state(int generatorVersion) throws IOException {
        ObjectNode state = JsonMapper.shared().createObjectNode();
        state.put("directory", directory.toString()).put("generator", generatorVersion);
        Optional<RunConfiguration> configuration = configuration();
        configuration.ifPresent(run -> state.putObject("configuration")
                .put("title", run.title())
                .put("critic", run.estimatesWassersteinDistance()) // else it is called a discriminator
                .put("dataset", run.dataset().name())
                .put("epochs", run.epochs())
                .put("steps", run.steps())
                .put("seed", run.seed().value()));
        metrics.read();
        MetricsTail.Progress progress = metrics.progress();
        state.put("epoch", progress.epoch())
                .put("iteration", progress.iteration())
                .put("seconds", progress.seconds())
                .put("modified", modified(RunDirectory.metricsIn(directory)));
        ObjectNode curves = state.putObject("curves");
        for (String key : MetricsTail.KEYS) {
            ArrayNode points = curves.putArray(key);
            metrics.points(key)
                    .forEach(point -> points.addArray().add(point.iteration()).add(point.value()));
        }
        ArrayNode samples = state.putArray("samples");
        long steps = configuration.map(RunConfiguration::steps).orElse(1);
        for (Sample sample : samples(steps)) {
            samples.addObject()
                    .put("name", sample.name())
                    .put("iteration", sample.iteration())
                    .put("modified", sample.modified());
        }
        return state;
    }

    private Optional<RunConfiguration> configuration() {
        try {
            return Optional.of(RunConfiguration.read(directory.resolve(RunConfiguration.FILE)));
        } catch (IOException missingOrOfAnotherVersion) {
            return Optional.empty(); // the curves and the images are shown nevertheless
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException missing) {
            return 0;
        }
    }

    /** Returns the sample images in the order of training. */
    private List<Sample> samples(long steps) throws IOException {
        List<Sample> samples = new ArrayList<>();
        Path folder = RunDirectory.samplesIn(directory);
        if (!Files.isDirectory(folder)) {
            return samples;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Matcher matcher = SAMPLE_NAME.matcher(name);
                if (matcher.matches()) {
                    long number = Long.parseLong(matcher.group(1));
                    long iteration = name.startsWith("step") ? number : (number + 1) * steps;
                    samples.add(new Sample(name, iteration, modified(file)));
                }
            }
        }
        samples.sort(Comparator.comparingLong(Sample::iteration).thenComparing(Sample::name));
        return samples.subList(Math.max(0, samples.size() - MAX_SAMPLES), samples.size());
    }

    /** A file's content, and a text that changes with it. */
    static final class Image {
        private final byte[] bytes;
        private final String tag;

        private Image(byte[] bytes, String tag) {
            this.bytes = bytes;
            this.tag = tag;
        }

        byte[] bytes() {
            return bytes;
        }

        String tag() {
            return tag;
        }
    }

    /**
     * Reads a sample image.
     *
     * @param name of one of the files that are listed
     * @throws RequestException if there is none of this name
     */
    Image image(String name) throws IOException {
        Path file = SAMPLE_NAME.matcher(name).matches()
                ? RunDirectory.samplesIn(directory).resolve(name)
                : null;
        BasicFileAttributes attributes = attributes(file);
        if (file == null || attributes == null || !attributes.isRegularFile() || attributes.size() > MAX_IMAGE) {
            throw new RequestException(
                    404,
                    "sample image: there is no '" + Parameters.shorten(name) + "', expected a name that is listed");
        }
        String tag = attributes.size() + "-" + attributes.lastModifiedTime().toMillis();
        return new Image(Files.readAllBytes(file), tag);
    }

    private static @Nullable BasicFileAttributes attributes(@Nullable Path file) throws IOException {
        try {
            return file == null ? null : Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException missing) {
            return null;
        }
    }
}
