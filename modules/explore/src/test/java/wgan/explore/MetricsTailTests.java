package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTailTests {
    @TempDir
    private Path folder;

    private Path file;
    private MetricsTail tail;

    @BeforeEach
    void open() {
        file = folder.resolve("metrics.jsonl");
        tail = new MetricsTail(file);
    }

    @Test
    void missingFile_hasNoPoints() throws IOException {
        tail.read();
        assertThat(losses()).isEmpty();
        assertThat(tail.progress()).isEqualTo(MetricsTail.Progress.NONE);
    }

    @Test
    void growingFile_isReadFurther() throws IOException {
        append(line(100, 1.5));
        tail.read();
        assertThat(losses()).containsExactly(new Curve.Point(100, 1.5));
        append(line(200, 2.5) + "\n" + line(300, 3.5));
        tail.read();
        tail.read();
        assertThat(losses())
                .containsExactly(new Curve.Point(100, 1.5), new Curve.Point(200, 2.5), new Curve.Point(300, 3.5));
        assertThat(tail.progress()).isEqualTo(new MetricsTail.Progress(3, 300, 150));
    }

    @Test
    void incompleteLine_isReadWhenItIsComplete() throws IOException {
        String second = line(200, 2.5);
        append(line(100, 1.5) + second.substring(0, 20));
        tail.read();
        assertThat(losses()).hasSize(1);
        append(second.substring(20));
        tail.read();
        assertThat(losses()).containsExactly(new Curve.Point(100, 1.5), new Curve.Point(200, 2.5));
    }

    /** As a run that resumes does it: the lines past its checkpoint are removed, then others are written. */
    @Test
    void fileThatWasCutAndGrewAgain_isReadFromItsBeginning() throws IOException {
        append(line(100, 1) + line(200, 2) + line(300, 3));
        tail.read();
        Files.writeString(file, line(100, 1));
        append(line(200, 7) + line(300, 8) + line(400, 9));
        tail.read();
        assertThat(losses()).extracting(Curve.Point::value).containsExactly(1.0, 7.0, 8.0, 9.0);
    }

    @Test
    void fileThatWasDeleted_isForgotten() throws IOException {
        append(line(100, 1));
        tail.read();
        Files.delete(file);
        tail.read();
        assertThat(losses()).isEmpty();
    }

    @Test
    void otherLines_areSkipped() throws IOException {
        append("\nnot JSON\n{\"iteration\":\"x\"}\n{\"iteration\":5,\"loss_critic\":\"NaN\"}\n[1]\n"
                + "x".repeat(200_000) + "\n" + line(100, 1));
        tail.read();
        assertThat(losses()).containsExactly(new Curve.Point(100, 1));
    }

    @Test
    void longRun_hasABoundedNumberOfPointsOverAllOfIt() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            lines.append(line(i, i));
        }
        append(lines.toString());
        tail.read();
        List<Curve.Point> points = losses();
        assertThat(points).hasSizeBetween(Curve.MAX_POINTS / 2, Curve.MAX_POINTS);
        assertThat(points.getFirst().iteration()).isLessThan(50);
        assertThat(points.getLast().iteration()).isGreaterThan(9_950);
        double meanOfAll =
                points.stream().mapToDouble(Curve.Point::value).average().orElseThrow();
        assertThat(meanOfAll).isBetween(4_900.0, 5_100.0);
    }

    private List<Curve.Point> losses() {
        return tail.points("loss_critic");
    }

    private static String line(long iteration, double loss) {
        return "{\"epoch\":%d,\"step\":1,\"iteration\":%d,\"loss_critic\":%s,\"loss_generator\":0.5,\"seconds\":%s}\n"
                .formatted(iteration / 100, iteration, loss, iteration * 0.5);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
