package wgan.data;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shapes of the ten handwritten digits: a few styles for each, as lists of strokes, which are lists of points.
 *
 * <p>The coordinates of the points are 0 to 100, x to the right and y down. A stroke is a smooth curve through its points;
 * at a sharp turn, one stroke ends and the next begins at the same point.
 */
final class DigitStrokes {

    /** A digit written in one style. */
    record Style(List<List<Point2D>> strokes) {}

    private static final List<List<Style>> STYLES = List.of(
            List.of(
                    style("56,2 32,8 14,32 10,60 22,88 46,98 74,88 90,60 87,30 72,8 52,3"),
                    style("62,6 42,0 20,16 8,46 14,80 38,99 66,94 88,68 92,34 76,10 52,4 38,12")),
            List.of(
                    style("52,0 51,35 50,70 49,100"),
                    style("50,0 51,50 50,100"),
                    style("30,24 44,14 55,0", "55,0 53,50 51,100"),
                    style("32,22 44,14 54,0", "54,0 53,50 52,98", "28,99 52,98 76,98")),
            List.of(
                    style("14,24 28,6 54,0 78,12 80,34 62,58 38,78 12,97", "12,97 46,94 90,97"),
                    style("16,20 36,2 64,4 78,24 68,52 44,78 22,92 8,88 16,76 36,80 60,94 78,97 94,86")),
            List.of(
                    style("16,12 40,0 70,6 77,25 62,42 38,47", "38,47 66,50 85,70 74,92 44,100 14,88"),
                    style("14,4 48,3 82,4", "82,4 62,24 42,42", "42,42 70,46 84,68 72,92 42,100 14,90"),
                    style("20,16 42,2 68,6 74,24 60,40 42,46 58,48 78,60 80,82 60,98 34,99 12,86")),
            List.of(
                    style("22,4 18,30 14,54", "14,54 45,56 88,50", "74,0 68,50 64,100"),
                    style("62,0 36,34 8,64", "8,64 50,62 94,61", "64,0 65,50 66,100"),
                    style("20,2 16,26 20,48 44,54 74,44", "78,2 76,40 72,70 70,100")),
            List.of(
                    style("30,4 56,3 86,1", "30,4 26,24 22,45", "22,45 46,37 72,46 83,68 70,92 42,100 12,90"),
                    style("84,2 58,2 34,5 28,22 24,44 50,38 76,50 80,76 60,97 34,99 14,86")),
            List.of(
                    style("70,1 46,14 25,42 15,70 27,94 54,99 76,83 73,62 52,54 30,64 17,80"),
                    style("56,0 36,26 22,56 20,82 38,99 66,96 82,78 72,62 48,62 24,78")),
            List.of(
                    style("10,8 48,7 88,4", "88,4 66,38 50,70 42,100"),
                    style("12,16 14,6 50,6 86,5", "86,5 72,40 56,72 50,100"),
                    style("10,8 48,7 88,4", "88,4 66,38 50,70 42,100", "32,54 56,51 80,50")),
            List.of(
                    style("79,16 54,1 26,12 26,32 50,48 76,66 76,88 50,100 22,88 24,68 50,49 74,32 79,14"),
                    style("50,47 28,36 26,14 50,1 74,12 74,34 50,47", "50,47 22,62 20,88 48,100 78,90 80,62 50,47")),
            List.of(
                    style("80,20 58,3 30,10 17,32 30,52 56,50 76,32 81,18", "81,18 78,55 70,80 60,100"),
                    style("78,24 60,4 34,6 18,28 28,50 52,52 74,34 80,14 82,44 76,76 54,98 24,94"),
                    style("76,14 50,4 24,18 22,42 44,52 68,40 78,16", "78,16 76,58 74,100")));

    private DigitStrokes() {}

    /** Returns the styles of a digit from 0 to 9. */
    static List<Style> of(int digit) {
        return STYLES.get(digit);
    }

    private static Style style(String... strokes) {
        return new Style(Arrays.stream(strokes).map(DigitStrokes::points).toList());
    }

    private static List<Point2D> points(String stroke) {
        List<Point2D> points = new ArrayList<>();
        for (String point : stroke.split(" ", -1)) {
            int comma = point.indexOf(',');
            points.add(new Point2D.Double(
                    Integer.parseInt(point.substring(0, comma)), Integer.parseInt(point.substring(comma + 1))));
        }
        return List.copyOf(points);
    }
}
