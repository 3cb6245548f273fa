package wgan.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Series;
import wgan.report.html.Chart.Curve;
import wgan.report.html.Chart.Style;

/** The losses of both networks of each run. */
final class LossCurvesSection {
    /** The fraction of the raw losses at either end that need not fit on the axis: single losses may be extreme. */
    private static final double OFF_AXIS = 0.01;

    private LossCurvesSection() {}

    static Html of(List<LabeledRun> runs) {
        return Html.of("""
                <section id="losses">
                <h2>Losses</h2>
                <p>Thin lines: the losses as recorded, of single steps if the run recorded them. Thick lines: their running median.
                <i>L</i><sub>D</sub> of GAN and DCGAN is the sum of two cross-entropies. It is 2 ln 2 ≈ 1.39 where the discriminator
                cannot distinguish real images from generated ones. <i>L</i><sub>D</sub> of WGAN and WGAN-GP is the mean score of
                generated images minus that of real ones, for WGAN-GP plus the gradient penalty. Losses of different objectives have
                different units: compare their shapes, not their values.</p>
                <div class="charts">
                {}</div>
                </section>
                """, runs.stream().map(LossCurvesSection::pair).toList());
    }

    private static Html pair(LabeledRun run) {
        String critic =
                run.run().isWasserstein() ? "critic" : "discriminator"; // as the paper on the objective calls it
        return Html.of(
                "{}{}",
                figure(run, critic, "L_D", run.run().criticLoss()),
                figure(run, "generator", "L_G", run.run().generatorLoss()));
    }

    private static Html figure(LabeledRun run, String network, String symbol, Series loss) {
        if (loss.isEmpty()) {
            return Html.of("<p>The {} of {} has no loss that is a finite number.</p>\n", network, run.name());
        }
        int window = loss.medianWindow();
        Series filtered = loss.medianFiltered(window);
        Axis y = axis(loss, filtered);
        Chart chart = new Chart(
                "%s of the %s of %s over the iterations, raw and as a running median: from %s at the beginning to %s at the end."
                        .formatted(
                                symbol,
                                network,
                                run.name(),
                                Numbers.fixed(filtered.points().getFirst().value(), 3),
                                Numbers.fixed(filtered.points().getLast().value(), 3)),
                Axis.ofIterations(run.run().iterations()),
                "iteration",
                y,
                symbol,
                List.of(
                        new Curve(loss, Style.RAW, RunColors.of(run)),
                        new Curve(filtered, Style.LINE, RunColors.of(run))));
        return Html.of("""
                <figure>
                {}<figcaption>{}: loss of the {}. Running median of {} of {} losses.{}</figcaption>
                </figure>
                """, chart.svg(), run.name(), network, window, Numbers.whole(loss.size()), offAxis(loss, y));
    }

    /** Fits the running median and nearly all of the raw losses. */
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
        return off == 0 ? "" : " %d of them %s outside the axis.".formatted(off, off == 1 ? "is" : "are");
    }
}
