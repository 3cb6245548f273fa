package wgan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wgan.bench.Comparison.MeasurementPlan;
import wgan.image.ImageShape;

/** The section that compares our training on images of several shapes, by the time for a multiply-add. */
final class ShapeSection {
    /** Its name in JSON and for {@code --only}. */
    static final String KEY = "shapes";

    /** The largest images that the networks have. */
    private static final ImageShape LARGEST = new ImageShape(ImageShape.RGB, 64, 64);

    private static final List<ImageShape> SHAPES =
            List.of(ImageShape.MNIST, new ImageShape(ImageShape.RGB, 32, 32), LARGEST);

    /** Each shape has each position in the order equally often. */
    private static final MeasurementPlan PLAN = new MeasurementPlan(5, 9, 2, Duration.ofMinutes(5));

    private static final double PICOS_IN_MILLI = 1e9;
    private static final double GIGA = 1e9;

    private ShapeSection() {}

    /**
     * Measures the iteration for each shape.
     *
     * @param batch images in a batch
     */
    static Section measure(Comparison comparison, int batch) throws IOException {
        List<Peer> peers = SHAPES.stream()
                .map(shape -> Peer.java(shape.toString(), "training-shape", IterationPeers.AUTO, batch, shape))
                .toList();
        Map<String, Result> results = comparison.run(peers, PLAN);
        Map<String, Double> multiplyAdds = new LinkedHashMap<>();
        SHAPES.forEach(shape -> multiplyAdds.put(shape.toString(), multiplyAdds(shape, batch)));
        List<Column> columns = new ArrayList<>(Column.summary("median ms", "%.1f"));
        columns.add(new Column("10⁹ multiply-adds", "%.1f", (name, result) -> multiplyAdds.get(name) / GIGA));
        columns.add(new Column("ps for each", "%.2f", (name, result) -> {
            Quantity time = Quantity.time(results, name);
            return time == null ? null : (Double) (time.value() * PICOS_IN_MILLI / multiplyAdds.get(name));
        }));
        columns.add(new Column("/ " + ImageShape.MNIST, "%.2f", (name, result) -> {
            Quantity ratio = ratio(results, ImageShape.parse(name));
            return ratio == null ? null : (Double) ratio.value();
        }));
        columns.add(Column.memory());
        return new Section(KEY, "auto, by shape, batch " + batch, results, columns);
    }

    private static double multiplyAdds(ImageShape shape, int batch) {
        return (double) batch * MultiplyAdds.ofIteration(shape);
    }

    /** Returns the time for a multiply-add with the largest images, divided by that with those of MNIST's shape. */
    static @Nullable Quantity ratioOfLargest(Map<String, Result> results) {
        return ratio(results, LARGEST);
    }

    private static @Nullable Quantity ratio(Map<String, Result> results, ImageShape shape) {
        Quantity ratio = Quantity.ratio(
                Quantity.time(results, shape.toString()), Quantity.time(results, ImageShape.MNIST.toString()));
        double more = (double) MultiplyAdds.ofIteration(shape) / MultiplyAdds.ofIteration(ImageShape.MNIST);
        return ratio == null ? null : ratio.dividedBy(more);
    }
}
