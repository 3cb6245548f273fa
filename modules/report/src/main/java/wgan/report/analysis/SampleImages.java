package wgan.report.analysis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sample images that training wrote in the course of a run.
 *
 * @param files by the iteration after which they were generated
 */
record SampleImages(SortedMap<Long, Path> files) {
    private static final Pattern NAME = Pattern.compile("(epoch|step)-(\\d{1,18})\\.png");

    /** The greatest distance of an image from the point of the run that it represents, as a fraction of the run. */
    private static final double TOLERANCE = 0.06;

    /**
     * Finds the images in a folder; none if there is no such folder.
     *
     * @param stepsPerEpoch iterations in an epoch
     */
    static SampleImages in(Path folder, long stepsPerEpoch) throws IOException {
        SortedMap<Long, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return new SampleImages(found);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    long number = Long.parseLong(name.group(2));
                    found.put(name.group(1).equals("step") ? number : (number + 1) * stepsPerEpoch, file);
                }
            }
        }
        return new SampleImages(found);
    }

    /** Returns the image nearest to a fraction of the run; empty if there is none near. */
    Optional<Path> at(double fraction, long iterations) {
        double point = fraction * iterations;
        return files.entrySet().stream()
                .min(Comparator.comparingDouble(file -> Math.abs(file.getKey() - point)))
                .filter(nearest -> Math.abs(nearest.getKey() - point) <= TOLERANCE * iterations)
                .map(Map.Entry::getValue);
    }
}
