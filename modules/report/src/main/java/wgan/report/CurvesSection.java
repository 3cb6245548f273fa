package wgan.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import wgan.report.Chart.Curve;
import wgan.report.Chart.Style;

/** The losses of both networks of each run. */
final class CurvesSection {
    /** The share of raw losses at either end that need not fit on the axis: single ones may be far off. */
    private static final double OFF_AXIS = 0.01;

    private CurvesSection() {}

    static Html of(List<LabeledRun> subjects) {
        return Html.of("""
                <section id="losses">
                <h2>The losses</h2>
                <p>Faint: the losses as they were recorded, of single steps where there are any. Strong: their running median.
                <i>L</i><sub>D</sub> of GAN and DCGAN is the sum of two cross-entropies, 2 ln 2 ≈ 1.39 where the discriminator
                cannot tell real from generated; of WGAN and WGAN-GP it is the mean score of generated images less
                that of real ones, and for WGAN-GP the penalty. So the losses of different games are not to be compared, only their
                courses.</p>
                <div class="charts">
                {}</div>
                </section>
                """, subjects.stream().map(CurvesSection::pair).toList());
    }

    private static Html pair(LabeledRun subject) {
        return Html.of(
                "{}{}",
                figure(subject, subject.criticName(), "L_D", subject.run().criticLoss()),
                figure(subject, "generator", "L_G", subject.run().generatorLoss()));
    }

    private static Html figure(LabeledRun subject, String network, String symbol, Series loss) {
        if (loss.isEmpty()) {
            return Html.of("<p>No loss of {}’s {} is a finite number.</p>\n", subject.name(), network);
        }
        int window = loss.usualWindow();
        Series filtered = loss.medianFiltered(window);
        Axis y = axis(loss, filtered);
        Chart chart = new Chart(
                "%s of %s's %s over the iterations, raw and as a running median: it goes from %s to %s."
                        .formatted(
                                symbol,
                                subject.name(),
                                network,
                                Numbers.fixed(filtered.points().getFirst().value(), 3),
                                Numbers.fixed(filtered.points().getLast().value(), 3)),
                Axis.ofIterations(subject.run().iterations()),
                "iteration",
                y,
                symbol,
                List.of(
                        new Curve(loss, Style.RAW, subject.colour()),
                        new Curve(filtered, Style.LINE, subject.colour())));
        return Html.of("""
                <figure>
                {}<figcaption>{}: the {}’s loss. Running median of {} of {} losses.{}</figcaption>
                </figure>
                """, chart.svg(), subject.name(), network, window, Numbers.whole(loss.size()), offAxis(loss, y));
    }

    /** Room for the running median and nearly all of the raw losses. */
    static Axis axis(Series loss, Series filtered) {
        double[] sorted = loss.values().sorted().toArray();
        int off = (int) (OFF_AXIS * sorted.length);
        DoubleStream most = Arrays.stream(sorted, off, sorted.length - off);
        return Axis.around(DoubleStream.concat(most, filtered.values()).toArray());
    }

    private static String offAxis(Series loss, Axis y) {
        long off = loss.values()
                .filter(value -> value < y.low() || value > y.high())
                .count();
        return off == 0 ? "" : " %d of them %s outside of the axis.".formatted(off, off == 1 ? "lies" : "lie");
    }
}
