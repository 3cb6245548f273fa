package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a real browser, on a wide screen and on a phone, light and dark, and on paper. What it looks like is then in
 * {@code target/images}, for people to see.
 */
class BrowserTests {
    /** Tells the page around this one what has become of it, once all is loaded. */
    private static final String INSPECTION = """
            <script>
            addEventListener('load', () => {
              const images = [...document.images];
              const charts = [...document.querySelectorAll('svg.chart')].map(chart => chart.getBoundingClientRect());
              const root = document.documentElement;
              parent.postMessage(Object.entries({
                images: images.length,
                broken: images.filter(image => !(image.complete && image.naturalWidth > 0)).length,
                charts: charts.length,
                flat: charts.filter(box => !(box.width > 50 && box.height > 30)).length,
                overflow: Math.max(0, root.scrollWidth - root.clientWidth),
                width: root.clientWidth,
                height: root.scrollHeight,
                background: getComputedStyle(document.body).backgroundColor,
              }).map(entry => entry.join('=')).join(';'), '*');
            });
            </script>
            </body>
            """;

    /** A window within the window, as narrow as that of a phone; what is in it has the colour scheme of its element. */
    private static final String FRAME = """
            <!DOCTYPE html>
            <html>
            <body style="margin: 0">
            <script>addEventListener('message', event => document.body.setAttribute('data-found', event.data));</script>
            <iframe src="inspected.html" style="border: 0; width: %dpx; height: %dpx; color-scheme: %s"></iframe>
            </body>
            </html>
            """;

    /** How the browser's log has what the page's console was told, as older and newer ones write it. */
    private static final Pattern CONSOLE = Pattern.compile(":CONSOLE[:(]");

    private static final Pattern FOUND = Pattern.compile("data-found=\"([^\"]*)\"");
    private static final Path IMAGES = Path.of("target", "images");

    @TempDir
    Path directory;

    private Browser browser;
    private String page;

    @BeforeEach
    void writePage() throws IOException {
        assumeTrue(Browser.find().isPresent(), "there is no Chromium here; the package is called chromium");
        browser = new Browser(Browser.find().orElseThrow(), directory);
        Path file = Files.createDirectories(IMAGES).resolve("index.html");
        FabricatedPages.ofFour(directory).write(file);
        page = Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource({
        "1280, light, 'rgb(253, 252, 249)'", //
        "1280, dark, 'rgb(23, 22, 20)'",
        "360, light, 'rgb(253, 252, 249)'",
        "360, dark, 'rgb(23, 22, 20)'"
    })
    void page_isShownWholeAndFitsTheWidth(int width, String scheme, String background)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("inspected.html"), page.replace("</body>", INSPECTION));
        Path frame = directory.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(width, 900, scheme));

        Browser.Outcome outcome = browser.load(frame);

        assertThat(outcome.log()).doesNotContainPattern(CONSOLE);
        Map<String, String> found = found(outcome.out());
        assertThat(found)
                .containsEntry("images", "28") // four games: five grids, the nearest images and a walk of each
                .containsEntry("broken", "0")
                .containsEntry(
                        "charts", "19") // four games: two losses, a scatter and a histogram; two estimates; distances
                .containsEntry("flat", "0")
                .containsEntry("overflow", "0")
                .containsEntry("width", Integer.toString(width))
                .containsEntry("background", background);
        int height = Integer.parseInt(found.get("height"));
        Files.writeString(frame, FRAME.formatted(width, height, scheme));
        browser.photograph(
                frame, Math.max(width, 500), height, IMAGES.resolve("page-" + width + "-" + scheme + ".png"));
    }

    @Test
    void page_canBePrinted() throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        Files.writeString(file, page);

        browser.print(file, IMAGES.resolve("page.pdf"));
    }

    @Test
    void brokenImage_isNoticed() throws IOException, InterruptedException {
        String broken = page.replaceFirst("src=\"data:image/png;base64,[^\"]*\"", "src=\"missing.png\"");
        Files.writeString(directory.resolve("inspected.html"), broken.replace("</body>", INSPECTION));
        Path frame = directory.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(360, 900, "light"));

        assertThat(found(browser.load(frame).out())).containsEntry("broken", "1");
    }

    @Test
    void errorOnTheConsole_isNoticed() throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        Files.writeString(file, page.replace("</body>", "<script>console.error('here I am')</script></body>"));

        assertThat(browser.load(file).log()).containsPattern(CONSOLE).contains("here I am");
    }

    private static Map<String, String> found(String html) {
        Matcher found = FOUND.matcher(html);
        assertThat(found.find()).as("what the page tells of itself").isTrue();
        Map<String, String> values = new TreeMap<>();
        for (String entry : found.group(1).split(";", -1)) {
            values.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return values;
    }
}
