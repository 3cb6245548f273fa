package wgan.report;

import java.util.List;
import java.util.stream.Stream;

/** The lab's three questions: what was measured in these runs, and apart from it what theory has to say. */
final class AnswersSection {
    private AnswersSection() {}

    /** The findings in short, for the top of the page. */
    static Html summary(Conclusions findings) {
        List<String> sentences = Stream.of(
                        List.of(findings.best()), findings.tracking(), findings.collapse(), findings.copying())
                .flatMap(List::stream)
                .toList();
        return Html.of(
                """
                <section class="summary" aria-label="In short">
                <ul>
                {}</ul>
                </section>
                """,
                sentences.stream()
                        .map(sentence -> Html.of("<li>{}</li>\n", Symbols.html(sentence)))
                        .toList());
    }

    static Html of(Conclusions findings) {
        return Html.of(
                """
                <section id="answers">
                <h2>The three questions of the lab</h2>
                <h3>How does WGAN differ from the original GAN, and why does it train more stably?</h3>
                <p><em>Measured.</em> {}</p>
                <p><em>In theory.</em> A GAN’s discriminator says how probable it is that a image is real, and is trained by
                cross-entropy. At its best it measures the Jensen–Shannon divergence of the generated images from the real ones
                (Goodfellow et al. 2014). Images of either kind lie on thin sets that hardly meet; there that divergence is as great
                as it can be however near the sets are, and its gradient tells the generator nothing (Arjovsky and Bottou 2017). WGAN
                has a critic instead, whose score may be any number and whose slope is bounded. The greatest difference of its mean
                scores is the Wasserstein-1 distance, up to a factor (Arjovsky, Chintala and Bottou 2017): it falls steadily as the
                images come nearer, so that the critic can be trained well, five updates to one, and still has a gradient to give.
                The bound is kept by clipping the critic’s parameters, for which RMSprop is used rather than an optimizer with
                momentum, or by a penalty on its slope (WGAN-GP, Gulrajani et al. 2017).</p>
                <h3>What do the loss curves of GAN, DCGAN and WGAN show?</h3>
                <p><em>Measured.</em> {} See <a href="#losses">the curves</a> and <a href="#distance">the correlations</a>.</p>
                <p><em>In theory.</em> The two losses of a GAN are the state of a game: they say who is ahead, and may stay where they
                are while both get better. That of a WGAN’s critic estimates a distance, so it should shrink as the images
                improve. It is no more than an estimate: only as good as the critic is near its best, and clipping changes its
                scale.</p>
                <h3>What do the images show, and why?</h3>
                <p><em>Measured.</em> {} See <a href="#images">the images</a> and <a href="#quality">the metrics</a>.</p>
                <p><em>In theory.</em> What a GAN’s generator is asked for is images that the discriminator takes for real; a few kinds
                of them will do, until the discriminator has learnt to reject those: so it may collapse onto few modes. A distance between
                distributions counts what is missing, too. Fully connected layers know nothing of neighbouring pixels, which shows as
                speckles; transposed convolutions do (DCGAN, Radford, Metz and Chintala 2016).</p>
                <p class="note">A generator is said to have collapsed if the entropy of its classes is {} bit or more below that of real
                images, as that of half as many classes is; in part, if a class has less than {} of its share among real images; or if
                its coverage is below {} or its recall below {} although its precision is {} or more; and to repeat what it was shown if
                its images are less than {} times as far from those trained on as unseen real ones are.</p>
                </section>
                """,
                paragraph(findings.stability()),
                paragraph(findings.tracking()),
                paragraph(Stream.of(List.of(findings.best()), findings.collapse(), findings.copying())
                        .flatMap(List::stream)
                        .toList()),
                Numbers.fixed(ModeCollapse.MISSING_BITS, 0),
                ModeCollapse.LEAST_SHARE,
                ModeCollapse.LEAST_COVERAGE,
                ModeCollapse.LEAST_RECALL,
                ModeCollapse.LEAST_PRECISION,
                Conclusions.COPYING);
    }

    private static Html paragraph(List<String> sentences) {
        return Symbols.html(String.join(" ", sentences));
    }
}
