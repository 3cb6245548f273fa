package wgan.report.html;

import java.util.List;
import java.util.stream.Stream;
import wgan.report.analysis.MemorizationCheck;
import wgan.report.analysis.ModeCollapse;

/** Answers to the lab's three questions: what these runs measured, and separately what theory predicts. */
final class AnswersSection {
    private AnswersSection() {}

    static Html of(ConclusionSentences sentences) {
        return Html.of(
                """
                <section id="answers">
                <h2>The three questions of the lab</h2>
                <h3>How does WGAN differ from the original GAN, and why does it train more stably?</h3>
                <p><em>Measured.</em> {}</p>
                <p><em>In theory.</em> The discriminator of a GAN estimates the probability that an image is real, and is trained with
                cross-entropy. An optimal discriminator measures the Jensen–Shannon divergence between the generated images and the
                real ones (Goodfellow et al. 2014). Both kinds of images lie on low-dimensional sets that hardly intersect. There that
                divergence has its greatest value however near the sets are, and its gradient has no information for the generator
                (Arjovsky and Bottou 2017). WGAN has a critic instead. Its score may be any real number, and its slope is bounded. The
                greatest difference between its mean scores is the Wasserstein-1 distance, up to a factor (Arjovsky, Chintala and
                Bottou 2017). That distance decreases steadily as the generated images approach the real ones. Therefore the critic
                can be trained well, with five updates for each update of the generator, and its gradient remains useful. The slope is
                bounded by clipping the critic’s parameters, for which RMSprop is used instead of an optimizer with momentum, or by a
                penalty on the gradient (WGAN-GP, Gulrajani et al. 2017).</p>
                <h3>What do the loss curves of GAN, DCGAN and WGAN show?</h3>
                <p><em>Measured.</em> {} See <a href="#losses">the curves</a> and <a href="#distance">the correlations</a>.</p>
                <p><em>In theory.</em> The two losses of a GAN only show which network is better than the other at the moment. They may stay
                constant while both networks improve. The loss of a WGAN’s critic estimates a distance, so it should decrease as the
                images improve. It is only an estimate: it depends on how near the critic is to its optimum, and clipping changes its
                scale.</p>
                <h3>What do the images show, and why?</h3>
                <p><em>Measured.</em> {} See <a href="#images">the images</a> and <a href="#metrics">the metrics</a>.</p>
                <p><em>In theory.</em> The generator of a GAN is trained to make images that the discriminator classifies as real. A few
                kinds of images are sufficient until the discriminator rejects them, so the generator may collapse to few modes. A
                distance between distributions also counts what is missing. Fully connected layers have no information about which
                pixels are neighbors, so their images have speckles. Transposed convolutions have this information (DCGAN, Radford, Metz and
                Chintala 2016).</p>
                <p class="note"><strong>Method</strong>: A generator has collapsed if its class entropy is {} bit or more below that of
                real images, as with half as many classes. It has partly collapsed if a class has less than {} of its
                frequency among real images. It has collapsed within the classes if its coverage is below {} or its recall is below {},
                although its precision is {} or more. It has memorized training images if its images are less than {} times as far from
                training images as unseen real images are.</p>
                </section>
                """,
                paragraph(sentences.stability()),
                paragraph(sentences.correlations()),
                paragraph(Stream.of(sentences.ranking(), sentences.modeCollapse(), sentences.memorization())
                        .flatMap(List::stream)
                        .toList()),
                Numbers.fixed(ModeCollapse.MISSING_BITS, 0),
                ModeCollapse.LEAST_FREQUENCY,
                ModeCollapse.LEAST_COVERAGE,
                ModeCollapse.LEAST_RECALL,
                ModeCollapse.LEAST_PRECISION,
                MemorizationCheck.LEAST_RATIO);
    }

    private static Html paragraph(List<String> sentences) {
        return LossSymbols.html(String.join(" ", sentences));
    }
}
