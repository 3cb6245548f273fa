package wgan.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: the first column is aligned left, the others right. */
final class TextTable {
    /** The text of a cell without a number. */
    static final String NONE = "–";

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Begins a table with its headings. */
    TextTable(String... headings) {
        add(headings);
    }

    /** Adds a row with as many cells as there are headings. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(width(i) - row.get(i).length());
                line.append(i == 0 ? row.get(i) + space : GAP + space + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
