package wgan.cli;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.Dataset;
import wgan.model.LayerSummary;
import wgan.train.TrainingConfig;
import wgan.train.TrainingEstimate;

/** Formats what a run needs, as text or as JSON. */
record EstimateFormatter(TrainingConfig config, Dataset dataset, TrainingEstimate estimate) {
    private static final double MEGABYTE = 1e6;
    private static final int MINUTE = 60;

    /** Returns lines for a terminal of 100 columns. */
    String table() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add(String.format(
                Locale.ROOT,
                "%,d images of %s (%s), batches of %d, %s",
                dataset.size(),
                dataset.name(),
                dataset.shape(),
                config.batchSize(),
                config.precision()));
        addLayers(lines, "generator", "(" + config.latentDim() + ")", estimate.generator());
        String critic = config.objective().estimatesWassersteinDistance() ? "critic" : "discriminator";
        addLayers(lines, critic, shape(dimensions()), estimate.critic());
        lines.add("");
        lines.add(String.format(Locale.ROOT, "parameters of both networks  %,15d", estimate.parameters()));
        lines.add(megabytes("parameters, gradients, optimizers, averages", estimate.stateBytes()));
        lines.add(megabytes("outputs of all layers in an update of the " + critic, estimate.activationBytes()));
        lines.add(String.format(
                Locale.ROOT,
                "time: %.1f ms for a step (mean of %d steps), %s for an epoch of %,d steps, %s for %d epochs",
                1e3 * estimate.secondsPerStep(),
                estimate.measuredSteps(),
                duration(estimate.secondsPerEpoch()),
                estimate.start().steps(),
                duration(estimate.secondsPerEpoch() * config.epochs()),
                config.epochs()));
        lines.add("nothing was written");
        return lines.toString();
    }

    private List<Long> dimensions() {
        return List.of((long) dataset.shape().channels(), (long) dataset.shape().height(), (long)
                dataset.shape().width());
    }

    private static void addLayers(StringJoiner lines, String network, String input, List<LayerSummary> layers) {
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-14s %-12s %18s %13s", network, "layer", "output", "parameters"));
        lines.add(String.format(Locale.ROOT, "%-14s %-12s %18s", "input", "", input));
        for (LayerSummary layer : layers) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-14s %-12s %18s %,13d",
                    layer.name(),
                    layer.kind(),
                    shape(layer.output()),
                    layer.parameters()));
        }
        lines.add(String.format(Locale.ROOT, "%-14s %-12s %18s %,13d", "total", "", "", totalParameters(layers)));
    }

    private static long totalParameters(List<LayerSummary> layers) {
        return layers.stream().mapToLong(LayerSummary::parameters).sum();
    }

    private static String shape(List<Long> dimensions) {
        return dimensions.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String megabytes(String what, long bytes) {
        return String.format(Locale.ROOT, "memory: %,.1f MB for %s", bytes / MEGABYTE, what);
    }

    private static String duration(double seconds) {
        return seconds < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }

    /** Returns the same as a JSON object. */
    ObjectNode json() {
        ObjectNode node = JsonMapper.shared()
                .createObjectNode()
                .put("dataset", dataset.name())
                .put("dataset_size", dataset.size())
                .put("image_shape", dataset.shape().toString())
                .put("objective", config.objective().name())
                .put("batch_size", config.batchSize())
                .put("precision", config.precision().toString());
        addLayers(node.putArray("generator"), estimate.generator());
        addLayers(node.putArray("critic"), estimate.critic());
        return node.put("parameters", estimate.parameters())
                .put("state_bytes", estimate.stateBytes())
                .put("activation_bytes", estimate.activationBytes())
                .put("steps", estimate.start().steps())
                .put("measured_steps", estimate.measuredSteps())
                .put("seconds_per_step", estimate.secondsPerStep())
                .put("seconds_per_epoch", estimate.secondsPerEpoch());
    }

    private static void addLayers(ArrayNode array, List<LayerSummary> layers) {
        for (LayerSummary layer : layers) {
            ObjectNode node = array.addObject().put("name", layer.name()).put("layer", layer.kind());
            ArrayNode output = node.putArray("output");
            layer.output().forEach(output::add);
            node.put("parameters", layer.parameters());
        }
    }
}
