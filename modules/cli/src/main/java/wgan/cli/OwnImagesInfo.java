package wgan.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.data.images.DatasetSummary;
import wgan.data.images.ImageSurvey;
import wgan.data.images.ImageSurvey.Part;

/**
 * Formats what own images are, as text or as JSON.
 *
 * @param survey what was found
 * @param training the training set; null if it cannot be read
 */
record OwnImagesInfo(ImageSurvey survey, @Nullable Dataset training) {
    /** More classes, sizes or corrupt files than these are counted only. */
    private static final int LISTED = 12;

    /** Returns lines for a terminal. */
    String text() {
        Optional<DatasetSummary> summary = Optional.ofNullable(training).map(DatasetSummary::of);
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(survey.location() + ": " + survey.format());
        survey.parts().forEach((split, part) -> {
            lines.add(row(
                    name(split),
                    String.format(Locale.ROOT, "%,d images, %,d in color", part.images(), part.colorImages())));
            lines.add(row("  sizes", sizes(part)));
            int undecoded = split == Split.TRAIN ? undecoded(part, summary) : 0;
            if (undecoded > 0) {
                lines.add(row(
                        "  decoded",
                        String.format(
                                Locale.ROOT,
                                "%,d images; %,d whose pixels are corrupt %s skipped",
                                part.images() - undecoded,
                                undecoded,
                                undecoded == 1 ? "is" : "are")));
            }
            List<Integer> byClass = imagesByClass(split, part, summary);
            if (!byClass.isEmpty()) {
                lines.add(row("  classes", classes(byClass)));
            }
        });
        if (survey.classNames().isEmpty()) {
            lines.add(row("labels", "none; they are not required"));
        }
        if (survey.ignored() > 0) {
            lines.add(row("ignored", survey.ignored() + " files that are hidden or are not images"));
        }
        for (String line : survey.corrupt().stream().limit(LISTED).toList()) {
            lines.add(row("corrupt", line));
        }
        if (survey.corrupt().size() > LISTED) {
            lines.add(row("corrupt", (survey.corrupt().size() - LISTED) + " more"));
        }
        survey.shape().ifPresent(shape -> lines.add(row("become", shape + " (channels x height x width)")));
        summary.ifPresent(known -> {
            lines.add(row("mean", decimals(known.mean()) + " (of each channel; black is -1, white is 1)"));
            lines.add(row("deviation", decimals(known.deviation())));
        });
        return lines.toString();
    }

    /** Returns the number of images whose header is that of an image, but whose pixels cannot be decoded. */
    private static int undecoded(Part part, Optional<DatasetSummary> training) {
        return training.map(summary -> part.images() - summary.images()).orElse(0);
    }

    /** Returns the number of images of each class: in the training set those that can be decoded, if it has been. */
    private static List<Integer> imagesByClass(Split split, Part part, Optional<DatasetSummary> training) {
        return split == Split.TRAIN
                ? training.map(DatasetSummary::imagesByClass).orElse(part.imagesByClass())
                : part.imagesByClass();
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-14s %s", name, value);
    }

    private static String name(Split split) {
        return split == Split.TRAIN ? "training set" : "test set";
    }

    private static String sizes(Part part) {
        return listed(part.sizes().entrySet().stream()
                .map(size -> size.getKey() + " in " + size.getValue())
                .toList());
    }

    private String classes(List<Integer> counts) {
        return counts.size() + ": "
                + listed(IntStream.range(0, counts.size())
                        .mapToObj(i -> survey.classNames().get(i) + " " + counts.get(i))
                        .toList());
    }

    private static String listed(List<String> items) {
        return items.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (items.size() > LISTED ? ", and " + (items.size() - LISTED) + " more" : "");
    }

    private static String decimals(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.3f", value))
                .collect(Collectors.joining(", "));
    }

    /** Returns the same as a JSON object. */
    ObjectNode json() {
        Optional<DatasetSummary> summary = Optional.ofNullable(training).map(DatasetSummary::of);
        ObjectNode node = JsonMapper.shared()
                .createObjectNode()
                .put("path", survey.location().toString())
                .put("format", survey.format());
        ObjectNode parts = node.putObject("parts");
        survey.parts().forEach((split, part) -> {
            ObjectNode one = parts.putObject(split == Split.TRAIN ? "train" : "test")
                    .put("images", part.images())
                    .put("color_images", part.colorImages());
            ObjectNode sizes = one.putObject("sizes");
            for (Map.Entry<String, Integer> size : part.sizes().entrySet()) {
                sizes.put(size.getKey(), size.getValue());
            }
            ArrayNode classes = one.putArray("images_by_class");
            imagesByClass(split, part, summary).forEach(classes::add);
            if (split == Split.TRAIN) {
                summary.ifPresent(known -> one.put("decoded_images", known.images()));
            }
        });
        ArrayNode names = node.putArray("class_names");
        survey.classNames().forEach(names::add);
        node.put("ignored", survey.ignored());
        ArrayNode corrupt = node.putArray("corrupt");
        survey.corrupt().forEach(corrupt::add);
        survey.shape().ifPresent(shape -> node.put("image_shape", shape.toString()));
        survey.problem().ifPresent(problem -> node.put("problem", problem));
        summary.ifPresent(known -> {
            ArrayNode mean = node.putArray("mean");
            known.mean().forEach(mean::add);
            ArrayNode deviation = node.putArray("deviation");
            known.deviation().forEach(deviation::add);
        });
        return node;
    }
}
