package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.RunDifferences;

/**
 * The machine, the settings and the duration of the runs.
 *
 * @param texts of the page
 * @param page with all of them
 */
record RunsSection(Texts texts, Page page) {

    Html html() {
        RunDifferences differences = new RunDifferences(page.runs());
        return Html.of(
                """
                <section id="runs">
                <h2>{}</h2>
                <dl>
                {}<dt>{}</dt><dd>{}</dd>
                </dl>
                {}{}</section>
                """,
                texts.get("runs.title"),
                metadata(),
                texts.get(page.runs().size() > 1 ? "runs.shared" : "runs.shared.one"),
                differences.shared().entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(" · ")),
                confounding(differences),
                table(differences));
    }

    private List<Html> metadata() {
        List<Html> entries = new ArrayList<>();
        page.command().ifPresent(command -> entries.add(entry(texts.get("runs.command"), command)));
        page.environment().ifPresent(environment -> {
            entries.add(entry(
                    texts.get("runs.machine"),
                    texts.get(
                            "runs.machine.text",
                            environment.operatingSystem(),
                            environment.architecture(),
                            environment.processors())));
            entries.add(entry(
                    texts.get("runs.libtorch"),
                    texts.get(
                            "runs.libtorch.text",
                            environment.libtorch(),
                            environment.device(),
                            environment.threads())));
            entries.add(entry(texts.get("runs.java"), environment.java()));
        });
        page.diverged()
                .forEach((objective, reason) -> entries.add(entry(texts.get("runs.without", objective), reason)));
        return entries;
    }

    private static Html entry(String name, String value) {
        return Html.of("<dt>{}</dt><dd>{}</dd>\n", name, value);
    }

    /** Returns a warning for each run that is not finished. */
    List<Html> unfinished() {
        return page.runs().stream()
                .filter(run -> run.run().isUnfinished())
                .map(run -> Html.of(
                        "<p><strong>{}</strong></p>\n",
                        texts.get(
                                "runs.unfinished",
                                run.name(),
                                Numbers.whole(run.run().epochs()),
                                run.run().configuration().epochs())))
                .toList();
    }

    private Html confounding(RunDifferences differences) {
        List<String> keys = new ArrayList<>(differences.confounding());
        if (differences.isDoneDifferently()) {
            keys.add(texts.get("runs.confounding.epochs"));
        }
        return keys.isEmpty()
                ? Html.NONE
                : Html.of("<p><strong>{}</strong></p>\n", texts.get("runs.confounding", texts.list(keys)));
    }

    private Html table(RunDifferences differences) {
        List<List<Html>> rows = new ArrayList<>();
        rows.add(row(texts.get("runs.time"), run -> Numbers.duration(run.run().seconds())));
        rows.add(
                row(texts.get("runs.iterations"), run -> Numbers.whole(run.run().iterations())));
        rows.add(row(
                texts.get("runs.preset"),
                run -> run.run().preset().map(Object::toString).orElse(Numbers.UNKNOWN)));
        for (String key : differences.differing()) {
            rows.add(row(key, run -> run.run().setting(key).orElse(Numbers.UNKNOWN)));
        }
        List<String> columns = new ArrayList<>(List.of(""));
        page.runs().forEach(run -> columns.add(run.name()));
        return Table.of(texts.get("runs.caption"), columns, rows);
    }

    private List<Html> row(String heading, Function<LabeledRun, String> cell) {
        List<Html> row = new ArrayList<>(List.of(Table.text(heading)));
        page.runs().forEach(run -> row.add(Table.text(cell.apply(run))));
        return row;
    }
}
