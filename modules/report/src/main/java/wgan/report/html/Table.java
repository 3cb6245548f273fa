package wgan.report.html;

import java.util.List;

/** A table that scrolls horizontally if the page is narrower. */
final class Table {
    private Table() {}

    /**
     * Returns a table with a heading for each row and each column.
     *
     * @param caption its title
     * @param columns the headings, first that of the row headings
     * @param rows each with as many cells as there are columns; the first is the heading
     */
    static Html of(String caption, List<String> columns, List<List<Html>> rows) {
        return Html.of(
                """
                <figure class="table">
                <figcaption>{}</figcaption>
                <div class="scroll" tabindex="0" role="region" aria-label="{}">
                <table>
                <thead><tr>{}</tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </div>
                </figure>
                """,
                caption,
                caption,
                columns.stream()
                        .map(column -> Html.of("<th scope=\"col\">{}</th>", column))
                        .toList(),
                rows.stream().map(Table::row).toList());
    }

    private static Html row(List<Html> cells) {
        return Html.of(
                "<tr><th scope=\"row\">{}</th>{}</tr>\n",
                cells.getFirst(),
                cells.subList(1, cells.size()).stream()
                        .map(cell -> Html.of("<td>{}</td>", cell))
                        .toList());
    }

    /** Returns a cell with text. */
    static Html text(Object value) {
        return Html.of("{}", value);
    }
}
