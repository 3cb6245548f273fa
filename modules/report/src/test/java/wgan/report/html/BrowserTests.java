package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.evaluate.FeatureExtractor;

/**
 * The page in a real browser: on a wide screen and on a phone, light and dark, and on paper. Screenshots are left in
 * {@code target/images}.
 */
class BrowserTests {
    /** Posts the state of the page to the page around it, when everything is loaded. */
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

    /** A frame as narrow as the window of a phone. The page in it has the color scheme of the frame. */
    private static final String FRAME = """
            <!DOCTYPE html>
            <html>
            <body style="margin: 0">
            <script>addEventListener('message', event => document.body.setAttribute('data-state', event.data));</script>
            <iframe src="inspected.html" style="border: 0; width: %dpx; height: %dpx; color-scheme: %s"></iframe>
            </body>
            </html>
            """;

    /** A message of the page's console in the browser's log, of older and newer browsers. */
    private static final Pattern CONSOLE = Pattern.compile(":CONSOLE[:(]");

    private static final Pattern CHART = Pattern.compile("<svg class=\"chart\" viewBox=\"0 0 \\d+ (\\d+)\"[^>]*>");
    private static final Pattern STATE = Pattern.compile("data-state=\"([^\"]*)\"");
    private static final Path IMAGES = Path.of("target", "images");

    @TempDir
    Path directory;

    private Browser browser;
    private String page;

    @BeforeEach
    void writePage() throws IOException {
        assumeTrue(Browser.find().isPresent(), "Chromium is not installed; its package is chromium");
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
    void page_isCompleteAndFitsTheWidth(int width, String scheme, String background)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("inspected.html"), page.replace("</body>", INSPECTION));
        Path frame = directory.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(width, 900, scheme));

        Browser.Outcome outcome = browser.load(frame);

        assertThat(outcome.log()).doesNotContainPattern(CONSOLE);
        Map<String, String> state = state(outcome.out());
        assertThat(state)
                .containsEntry(
                        "images", "32") // four objectives: five grids, two rows of neighbors and an interpolation each
                .containsEntry("broken", "0")
                // Four objectives: two losses, an estimate, a scatter plot and a histogram each; the distances.
                .containsEntry("charts", "21")
                .containsEntry("flat", "0")
                .containsEntry("overflow", "0")
                .containsEntry("width", Integer.toString(width))
                .containsEntry("background", background);
        int height = Integer.parseInt(state.get("height"));
        Files.writeString(frame, FRAME.formatted(width, height, scheme));
        browser.screenshot(
                frame, Math.max(width, 500), height, IMAGES.resolve("page-" + width + "-" + scheme + ".png"));
    }

    /** Large images and small ones, with and without classes; and more classes than a narrow chart has room for. */
    @ParameterizedTest
    @CsvSource({
        "photos, en, 1280, 16, 9", // of two runs: the same as above, without histograms
        "photos, zh, 360, 16, 9",
        "classes, zh, 1280, 16, 11",
        "classes, en, 360, 16, 11"
    })
    void page_ofOtherData_isCompleteAndFitsTheWidth(String data, String language, int width, int images, int charts)
            throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        Page other = data.equals("photos")
                ? FabricatedPages.ofPhotos(language, directory.resolve(data))
                : FabricatedPages.ofThreeClasses(language, directory.resolve(data));
        other.write(file);
        Files.writeString(
                directory.resolve("inspected.html"), Files.readString(file).replace("</body>", INSPECTION));
        Path frame = directory.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(width, 900, "light"));

        Browser.Outcome outcome = browser.load(frame);

        assertThat(outcome.log()).doesNotContainPattern(CONSOLE);
        Map<String, String> state = state(outcome.out());
        assertThat(state)
                .containsEntry("images", Integer.toString(images))
                .containsEntry("broken", "0")
                .containsEntry("charts", Integer.toString(charts))
                .containsEntry("flat", "0")
                .containsEntry("overflow", "0");
        int height = Integer.parseInt(state.get("height"));
        Files.writeString(frame, FRAME.formatted(width, height, "light"));
        browser.screenshot(
                frame,
                Math.max(width, 500),
                height,
                IMAGES.resolve("page-" + data + "-" + language + "-" + width + ".png"));
    }

    /** Each chart gets a word at its upper and at its lower edge, which must be printed on one page. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void page_printsWithoutCuttingAChart(String language) throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        FabricatedPages.ofFour(language, directory.resolve(language)).write(file);
        int[] charts = {0};
        String marked = CHART.matcher(Files.readString(file)).replaceAll(chart -> {
            charts[0]++;
            return chart.group()
                    + "<text x=\"0\" y=\"9\">upper%d,</text><text x=\"0\" y=\"%s\">lower%d,</text>"
                            .formatted(charts[0], chart.group(1), charts[0]);
        });
        Files.writeString(file, marked);
        Path pdf = IMAGES.resolve("page-" + language + ".pdf");

        browser.print(file, pdf);

        List<String> pages = pages(pdf);
        assertThat(charts[0]).isEqualTo(21);
        for (int chart = 1; chart <= charts[0]; chart++) {
            String upper = "upper" + chart + ",";
            String lower = "lower" + chart + ",";
            assertThat(pages)
                    .as("chart %d", chart)
                    .filteredOn(page -> page.contains(upper))
                    .singleElement(STRING)
                    .contains(lower);
        }
        Texts texts = Texts.of(language, FeatureExtractor.CLASSIFIER);
        assertThat(String.join("", pages)).contains(texts.get("images.title"), texts.get("method.title"));
    }

    private static List<String> pages(Path pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                pages.add(text.getText(document));
            }
        }
        return pages;
    }

    @Test
    void brokenImage_isFound() throws IOException, InterruptedException {
        String broken = page.replaceFirst("src=\"data:image/png;base64,[^\"]*\"", "src=\"missing.png\"");
        Files.writeString(directory.resolve("inspected.html"), broken.replace("</body>", INSPECTION));
        Path frame = directory.resolve("frame.html");
        Files.writeString(frame, FRAME.formatted(360, 900, "light"));

        assertThat(state(browser.load(frame).out())).containsEntry("broken", "1");
    }

    @Test
    void errorOnTheConsole_isFound() throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        Files.writeString(file, page.replace("</body>", "<script>console.error('broken script')</script></body>"));

        assertThat(browser.load(file).log()).containsPattern(CONSOLE).contains("broken script");
    }

    private static Map<String, String> state(String html) {
        Matcher state = STATE.matcher(html);
        assertThat(state.find()).as("the state that the page posts").isTrue();
        Map<String, String> values = new TreeMap<>();
        for (String entry : state.group(1).split(";", -1)) {
            values.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return values;
    }
}
