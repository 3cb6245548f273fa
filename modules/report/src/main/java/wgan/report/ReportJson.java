package wgan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.AtomicFile;
import wgan.report.analysis.Correlation;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.LossCorrelation;
import wgan.report.analysis.MemorizationCheck;
import wgan.report.analysis.Metric;
import wgan.report.analysis.ModeCollapse;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.Run;
import wgan.report.analysis.RunGroup;
import wgan.report.analysis.Series;

/**
 * The figures of a report, for programs.
 *
 * @param metadata how the report was made
 * @param runs in the order of the report
 * @param real the real images that generated ones are compared with
 */
record ReportJson(ReportMetadata metadata, List<LabeledRun> runs, RealImages real) {

    /** Writes the file, whole or not at all. */
    void write(Path file) throws IOException {
        byte[] json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures());
        AtomicFile.write(file, out -> out.write(json));
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        metadata.command().ifPresent(command -> figures.put("command", command));
        figures.put("diverged", metadata.diverged());
        figures.put("features", real.features().toString());
        figures.put("image_shape", real.shape().toString());
        figures.put("classes", real.classNames());
        real.split().ifPresent(split -> figures.put("split", split.toString()));
        figures.put("groups", RunGroup.of(runs).stream().map(this::group).toList());
        figures.put("runs", runs.stream().map(this::run).toList());
        figures.put("real", real.metrics().asMap());
        return figures;
    }

    /** Returns the means over the seeds. */
    private Map<String, Object> group(RunGroup group) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Metric metric : Metric.in(real.metrics())) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("mean", group.of(metric).value());
            value.put("standard_deviation", finite(group.deviation(metric)));
            metrics.put(metric.key(real.features()), value);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", group.name());
        map.put("runs", group.runs().stream().map(LabeledRun::name).toList());
        map.put("metrics", metrics);
        return map;
    }

    private Map<String, Object> run(LabeledRun labeled) {
        Run run = labeled.run();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", labeled.name());
        map.put("run", run.directory().toString());
        run.preset().ifPresent(preset -> map.put("preset", preset.toString()));
        map.put("settings", run.configuration().values());
        map.put("iterations", run.iterations());
        map.put("seconds", run.seconds());
        map.put("is_unfinished", run.isUnfinished());
        map.put("metrics", labeled.metrics().asMap());
        map.putAll(labeled.result().memorization().asMap());
        map.put("memorization", lowerCase(MemorizationCheck.of(labeled.result())));
        map.put("mode_collapse", lowerCase(ModeCollapse.of(labeled.metrics(), real.metrics())));
        if (!real.classNames().isEmpty()) {
            map.put("missing_classes", ModeCollapse.missingClasses(labeled.metrics(), real.metrics()));
        }
        map.put("steadiness", steadiness(labeled));
        map.put("critic_estimate", correlation(labeled.criticCorrelation()));
        map.put("generator_loss", correlation(labeled.generatorCorrelation()));
        map.put("compared_with_unseen", labeled.result().isRealUnseen());
        map.put(Metric.FRECHET_DISTANCE.key(real.features()) + "_over_iterations", points(run.frechetDistance()));
        return map;
    }

    private static Map<String, Object> steadiness(LabeledRun run) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("evaluations", run.stability().evaluations());
        map.put("median_distance", finite(run.stability().median()));
        map.put("relative_spread", finite(run.stability().relativeSpread()));
        map.put("final_learning_rate_fraction", run.run().finalLearningRateFraction());
        return map;
    }

    private static Map<String, Object> correlation(LossCorrelation correlation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("values", correlation(correlation.ofValues()));
        map.put("changes", correlation(correlation.ofChanges()));
        map.put("changes_in_second_half", correlation(correlation.ofChangesInSecondHalf()));
        map.put("result", lowerCase(correlation.outcome()));
        return map;
    }

    private static Map<String, Object> correlation(Correlation correlation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rho", finite(correlation.rho()));
        map.put("pairs", correlation.pairs());
        if (correlation.isKnown()) {
            map.put(
                    "interval",
                    List.of(correlation.interval().low(), correlation.interval().high()));
        }
        return map;
    }

    private static List<List<Double>> points(Series series) {
        List<List<Double>> points = new ArrayList<>();
        series.points().forEach(point -> points.add(List.of(point.iteration(), point.value())));
        return points;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
