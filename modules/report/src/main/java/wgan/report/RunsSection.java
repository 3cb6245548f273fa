package wgan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was run: how, where, with what values, and how long it took. */
final class RunsSection {
    /** Values that make runs comparable if they have the same. */
    private static final List<String> SHARED =
            List.of("dataset", "limit", "epochs", "batch-size", "latent-dim", "seed", "precision");

    private RunsSection() {}

    static Html of(Page page, List<LabeledRun> subjects) {
        return Html.of(
                """
                <section id="runs">
                <h2>What was run</h2>
                <dl>
                {}<dt>{}</dt><dd>{}</dd>
                </dl>
                {}{}{}</section>
                """,
                circumstances(page),
                subjects.size() > 1 ? "all runs" : "the run",
                shared(subjects),
                unfinished(subjects),
                differences(subjects),
                table(subjects));
    }

    private static List<Html> circumstances(Page page) {
        List<Html> list = new ArrayList<>();
        page.command().ifPresent(command -> list.add(circumstance("command", command)));
        page.environment().ifPresent(environment -> {
            list.add(circumstance(
                    "machine",
                    "%s %s, %d processors"
                            .formatted(
                                    environment.operatingSystem(),
                                    environment.architecture(),
                                    environment.processors())));
            list.add(circumstance(
                    "libtorch",
                    "%s on %s, %d threads"
                            .formatted(environment.libtorch(), environment.device(), environment.threads())));
            list.add(circumstance("Java", environment.java()));
        });
        page.diverged().forEach((objective, reason) -> list.add(circumstance("without " + objective.title(), reason)));
        return list;
    }

    private static Html circumstance(String name, String value) {
        return Html.of("<dt>{}</dt><dd>{}</dd>\n", name, value);
    }

    /** What makes the runs compare badly, if anything does. */
    private static Html differences(List<LabeledRun> subjects) {
        List<String> differing = new ArrayList<>(
                SHARED.stream().filter(option -> !agree(option, subjects)).toList());
        boolean alike = subjects.stream()
                        .map(subject -> subject.run().epochs())
                        .distinct()
                        .count()
                == 1;
        if (!alike && !differing.contains("epochs")) {
            differing.add("epochs done");
        }
        return differing.isEmpty()
                ? Html.NONE
                : Html.of(
                        "<p><strong>These runs are not alike:</strong> they differ in {}. What the figures below differ in may come of that.</p>\n",
                        Sentences.list(differing));
    }

    private static List<Html> unfinished(List<LabeledRun> subjects) {
        return subjects.stream()
                .filter(subject -> subject.run().isUnfinished())
                .map(subject -> Html.of(
                        "<p><strong>{} is not done:</strong> it stands in epoch {} of {}. All of it, below, is what is done so far.</p>\n",
                        subject.name(),
                        Numbers.whole(subject.run().epochs()),
                        subject.run().config("epochs")))
                .toList();
    }

    /** The options that the runs do not all have the same value of, or that they all have: whether they agree. */
    private static List<String> options(List<LabeledRun> subjects, boolean agreed) {
        return subjects.stream()
                .flatMap(subject -> subject.run().configuration().values().keySet().stream())
                .filter(option -> !option.equals("objective"))
                .distinct()
                .filter(option -> agree(option, subjects) == agreed)
                .toList();
    }

    private static boolean agree(String option, List<LabeledRun> subjects) {
        return subjects.stream()
                        .map(subject -> subject.run().config(option))
                        .distinct()
                        .count()
                == 1;
    }

    private static String shared(List<LabeledRun> subjects) {
        return options(subjects, true).stream()
                .map(option -> option + " " + subjects.getFirst().run().config(option))
                .collect(Collectors.joining(" · "));
    }

    private static Html table(List<LabeledRun> subjects) {
        List<List<Html>> rows = new ArrayList<>();
        rows.add(row("time", subjects, subject -> Numbers.duration(subject.run().seconds())));
        rows.add(row(
                "iterations", subjects, subject -> Numbers.whole(subject.run().iterations())));
        for (String option : options(subjects, false)) {
            rows.add(row(option, subjects, subject -> subject.run().config(option)));
        }
        List<String> columns = new ArrayList<>(List.of(""));
        subjects.forEach(subject -> columns.add(subject.name()));
        return Table.of(
                "How long each run took, with its evaluations, and what the runs differ in, by the names of the command line’s options; a dash is an option that the game has no use for.",
                columns,
                rows);
    }

    private static List<Html> row(String heading, List<LabeledRun> subjects, Function<LabeledRun, String> cell) {
        List<Html> row = new ArrayList<>(List.of(Table.text(heading)));
        subjects.forEach(subject -> row.add(Table.text(cell.apply(subject))));
        return row;
    }
}
