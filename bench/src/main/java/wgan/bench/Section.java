package wgan.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of the report: results that are shown in one table.
 *
 * @param key its name in JSON and for {@code --only}
 * @param title the heading of the first column
 * @param results by the name of the peer
 * @param columns the other columns of the table
 */
record Section(String key, String title, Map<String, Result> results, List<Column> columns) {
    /** Returns the table: a line for each peer, then a line with the reason for each missing peer. */
    String table() {
        TextTable table = new TextTable(row(title, columns.stream().map(Column::heading)));
        results.forEach((name, result) ->
                table.add(row(name, columns.stream().map(column -> column.cell(name, result)))));
        StringBuilder text = new StringBuilder(table.toString());
        results.forEach((name, result) -> {
            if (result.missing() != null) {
                text.append(name)
                        .append(" is missing: ")
                        .append(result.missing())
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static String[] row(String name, Stream<String> cells) {
        return Stream.concat(Stream.of(name), cells).toArray(String[]::new);
    }
}
