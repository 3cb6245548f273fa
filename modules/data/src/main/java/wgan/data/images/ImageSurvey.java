package wgan.data.images;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wgan.data.DataException;
import wgan.data.Split;
import wgan.image.ImageShape;

/**
 * What {@link ImageFilesSource#survey} found in a folder or a file, by the headers of the images.
 *
 * @param location the folder or the file
 * @param format in words, such as "folder of images"
 * @param parts the training set, and the test set if there is one
 * @param classNames the name of each class, in the order of class numbers; empty without labels
 * @param ignored the number of files that are left out: hidden ones, and those that are not images
 * @param corrupt a line for each image whose header is malformed or whose format is not supported: its path and the reason; those whose
 *     pixels are corrupt are known only after decoding
 * @param shape what the images become with the options of the source; empty if they are refused
 * @param problem why they are refused, in one line; empty if they are not
 */
public record ImageSurvey(
        Path location,
        String format,
        Map<Split, Part> parts,
        List<String> classNames,
        int ignored,
        List<String> corrupt,
        Optional<ImageShape> shape,
        Optional<String> problem) {

    /** The sizes that a message names. */
    private static final int NAMED_SIZES = 3;

    /**
     * The images of one part.
     *
     * @param images their number, without the corrupt ones
     * @param imagesByClass the number of images of each class; empty without labels
     * @param sizes the number of images of each size, as HEIGHTxWIDTH, the most frequent first
     * @param colorImages the number of images in color; the others are gray
     */
    public record Part(int images, List<Integer> imagesByClass, Map<String, Integer> sizes, int colorImages) {}

    /** Returns whether there is a test set. */
    public boolean hasTestSet() {
        return parts.containsKey(Split.TEST);
    }

    /** Returns the survey with the shape that the options give, or the reason why they give none. */
    ImageSurvey with(ImageImport options) {
        try {
            return with(Optional.of(shape(options)), Optional.empty());
        } catch (DataException e) {
            return with(Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    private ImageSurvey with(Optional<ImageShape> newShape, Optional<String> newProblem) {
        return new ImageSurvey(location, format, parts, classNames, ignored, corrupt, newShape, newProblem);
    }

    /**
     * Returns the shape that the options give.
     *
     * @throws DataException if there is no image, a corrupt one, or none without another size
     */
    ImageShape shape(ImageImport options) throws DataException {
        if (!corrupt.isEmpty() && !options.skipCorrupt()) {
            String others = corrupt.size() == 1 ? "" : " (and %d other images)".formatted(corrupt.size() - 1);
            throw new DataException(DataException.Reason.CORRUPT_IMAGE, corrupt.get(0) + others);
        }
        for (Map.Entry<Split, Part> part : parts.entrySet()) {
            if (part.getValue().images() == 0) {
                throw new DataException("%s: no image in the %s set can be read%s"
                        .formatted(
                                location,
                                part.getKey() == Split.TRAIN ? "training" : "test",
                                corrupt.isEmpty() ? "" : "; the first: " + corrupt.get(0)));
            }
        }
        boolean isColor = parts.values().stream().anyMatch(part -> part.colorImages() > 0);
        int channels = options.channels().orElse(isColor ? ImageShape.RGB : 1);
        ImageImport.Size size = options.resize().isPresent() ? options.resize().get() : onlySize(options.transpose());
        return new ImageShape(channels, size.height(), size.width());
    }

    private ImageImport.Size onlySize(boolean transpose) throws DataException {
        Map<String, Integer> sizes = sizes();
        String first = sizes.keySet().iterator().next();
        String[] sides = first.split("x", 2);
        int height = Integer.parseInt(sides[transpose ? 1 : 0]);
        int width = Integer.parseInt(sides[transpose ? 0 : 1]);
        if (sizes.size() > 1) {
            throw new DataException(
                    DataException.Reason.IMAGE_SIZE,
                    "%s: images have %d sizes (%s), expected one; resize them all to one, such as 32x32 or 64x64"
                            .formatted(location, sizes.size(), named(sizes)));
        }
        if (!ImageShape.isSupported(height, width)) {
            throw new DataException(
                    DataException.Reason.IMAGE_SIZE,
                    "%s: %s; resize them".formatted(location, new Unsupported(height, width).reason()));
        }
        return new ImageImport.Size(height, width);
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        parts.values().forEach(part -> part.sizes().forEach((size, count) -> sizes.merge(size, count, Integer::sum)));
        return byCount(sizes);
    }

    /** Returns a map with the largest counts first. */
    static Map<String, Integer> byCount(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }

    private static String named(Map<String, Integer> sizes) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> size :
                sizes.entrySet().stream().limit(NAMED_SIZES).toList()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(size.getKey())
                    .append(" in ")
                    .append(size.getValue());
        }
        return text + (sizes.size() > NAMED_SIZES ? ", …" : "");
    }
}
