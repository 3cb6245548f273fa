package wgan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part of the report: results that are shown in one table.
 *
 * @param key its name in JSON and for {@code --only}
 * @param title the heading of the first column
 * @param results by the name of the peer
 * @param columns the other columns of the table
 */
record Section(String key, String title, Map<String, Result> results, List<Column> columns) {
    private static final String GAP = "  ";

    /** Returns the table: a line for each peer, then a line with the reason for each missing peer. */
    String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(title, columns.stream().map(Column::heading).toList()));
        results.forEach((name, result) -> rows.add(row(
                name, columns.stream().map(column -> column.cell(name, result)).toList())));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(width(rows, i) - row.get(i).length());
                line.append(i == 0 ? row.get(i) + space : GAP + space + row.get(i)); // names left, numbers right
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
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

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        return row;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
