package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.RunDifferences;

/** The machine, the settings and the duration of the runs. */
final class RunsSection {
    private RunsSection() {}

    static Html of(Page page) {
        RunDifferences differences = new RunDifferences(page.runs());
        return Html.of(
                """
                <section id="runs">
                <h2>Runs</h2>
                <dl>
                {}<dt>{}</dt><dd>{}</dd>
                </dl>
                {}{}{}</section>
                """,
                metadata(page),
                page.runs().size() > 1 ? "all runs" : "the run",
                differences.shared().entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(" · ")),
                unfinished(page.runs()),
                confounding(differences),
                table(page.runs(), differences));
    }

    private static List<Html> metadata(Page page) {
        List<Html> entries = new ArrayList<>();
        page.command().ifPresent(command -> entries.add(entry("command", command)));
        page.environment().ifPresent(environment -> {
            entries.add(entry(
                    "machine",
                    "%s %s, %s"
                            .formatted(
                                    environment.operatingSystem(),
                                    environment.architecture(),
                                    Sentences.count(environment.processors(), "processor", "processors"))));
            entries.add(entry(
                    "libtorch",
                    "%s on %s, %s"
                            .formatted(
                                    environment.libtorch(),
                                    environment.device(),
                                    Sentences.count(environment.threads(), "thread", "threads"))));
            entries.add(entry("Java", environment.java()));
        });
        page.diverged().forEach((objective, reason) -> entries.add(entry("without " + objective, reason)));
        return entries;
    }

    private static Html entry(String name, String value) {
        return Html.of("<dt>{}</dt><dd>{}</dd>\n", name, value);
    }

    private static List<Html> unfinished(List<LabeledRun> runs) {
        return runs.stream()
                .filter(run -> run.run().isUnfinished())
                .map(run -> Html.of(
                        "<p><strong>{} is not finished:</strong> it is in epoch {} of {}. Everything below is about the part that is done.</p>\n",
                        run.name(),
                        Numbers.whole(run.run().epochs()),
                        run.run().configuration().epochs()))
                .toList();
    }

    private static Html confounding(RunDifferences differences) {
        List<String> keys = new ArrayList<>(differences.confounding());
        if (differences.isDoneDifferently()) {
            keys.add("epochs done");
        }
        return keys.isEmpty()
                ? Html.NONE
                : Html.of(
                        "<p><strong>These runs have different settings:</strong> they differ in {}. That may be the cause of any difference below.</p>\n",
                        Sentences.list(keys));
    }

    private static Html table(List<LabeledRun> runs, RunDifferences differences) {
        List<List<Html>> rows = new ArrayList<>();
        rows.add(row("time", runs, run -> Numbers.duration(run.run().seconds())));
        rows.add(row("iterations", runs, run -> Numbers.whole(run.run().iterations())));
        for (String key : differences.differing()) {
            rows.add(row(key, runs, run -> run.run().setting(key).orElse(Numbers.UNKNOWN)));
        }
        List<String> columns = new ArrayList<>(List.of(""));
        runs.forEach(run -> columns.add(run.name()));
        return Table.of(
                "The duration of each run, including its evaluations, and the settings in which the runs differ, by their keys in config.json. A dash is a setting that the objective does not have.",
                columns,
                rows);
    }

    private static List<Html> row(String heading, List<LabeledRun> runs, Function<LabeledRun, String> cell) {
        List<Html> row = new ArrayList<>(List.of(Table.text(heading)));
        runs.forEach(run -> row.add(Table.text(cell.apply(run))));
        return row;
    }
}
