package wgan.report.html;

import java.util.List;
import java.util.stream.Stream;

/** The conclusions in short, at the top of the page. */
final class SummarySection {
    private SummarySection() {}

    static Html of(ConclusionSentences sentences) {
        List<String> items = Stream.of(
                        List.of(String.join(" ", sentences.ranking())),
                        sentences.correlations(),
                        sentences.modeCollapse(),
                        sentences.memorization())
                .flatMap(List::stream)
                .toList();
        return Html.of(
                """
                <section class="summary" aria-label="Summary">
                <ul>
                {}</ul>
                </section>
                """,
                items.stream()
                        .map(item -> Html.of("<li>{}</li>\n", LossSymbols.html(item)))
                        .toList());
    }
}
