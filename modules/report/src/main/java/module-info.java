/**
 * Several runs side by side: their losses, how good their images are, and what follows from it, in one HTML file.
 *
 * <p>{@link wgan.report.Run} reads what training left behind, {@link wgan.report.GeneratorEvaluator} looks at the generator that came of it,
 * and {@link wgan.report.Page} tells of both, in text whose every sentence follows from the figures of these runs.
 */
@org.jspecify.annotations.NullMarked
module wgan.report {
    requires transitive wgan.evaluate; // with training, the networks and the data
    requires org.apache.commons.statistics.ranking;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports wgan.report;
}
