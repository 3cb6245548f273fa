/**
 * Compares several runs: their losses, the metrics of their generators, and what follows from them, in one HTML file.
 *
 * <p>A {@link wgan.report.RunComparison} reads run directories and evaluates their generators. The
 * {@link wgan.report.ComparisonReport} that results has the metrics and writes the page.
 */
@org.jspecify.annotations.NullMarked
module wgan.report {
    requires transitive wgan.evaluate; // with training, the networks and the data
    requires org.apache.commons.statistics.ranking;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    // Not exported: wgan.report.analysis, whose decisions contain no sentence, and wgan.report.html, which has all of
    // them.
    exports wgan.report;
}
