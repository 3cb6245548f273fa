/**
 * A local web page that shows what a generator draws, and a run while it trains.
 *
 * <p>An {@link wgan.explore.Explorer} is a small web server for one generator: a page with a grid of digits, their neighborhoods,
 * walks between them, sums and differences of their latent vectors, and the directions of the latent space. Its pages are plain HTML,
 * style sheets and ECMAScript modules, all resources of this module.
 */
@org.jspecify.annotations.NullMarked
module wgan.explore {
    // The API has types of both: Generator, Device. Run directories are those of wgan.train.
    requires transitive wgan.model;
    requires wgan.train;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports wgan.explore;
}
