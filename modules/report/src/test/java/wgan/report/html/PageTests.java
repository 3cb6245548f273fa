package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import wgan.evaluate.FeatureExtractor;
import wgan.report.analysis.FabricatedRun;
import wgan.report.analysis.GeneratorResult;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Run;

class PageTests {
    @TempDir
    Path directory;

    private String write(Page page) throws IOException {
        Path file = directory.resolve("index.html");
        page.write(file);
        return Files.readString(file);
    }

    private String write(FabricatedRun... runs) throws IOException {
        return write(FabricatedPages.of(List.of(runs)));
    }

    private FabricatedRun run(String objective) {
        return new FabricatedRun(directory.resolve(objective), objective);
    }

    @Test
    void page_isWellFormed_andHasTextForEverything() throws Exception {
        Document page = parse(write(FabricatedPages.ofFour(directory)));

        assertThat(texts(page, "h1")).containsExactly("GAN, DCGAN, WGAN and WGAN-GP on MNIST");
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "Images",
                        "Metrics by the features of a classifier",
                        "Curves",
                        "Answers to the three questions of the lab",
                        "Method",
                        "Runs");
        assertThat(attributes(page, "img", "alt")).hasSize(32).doesNotContain("");
        assertThat(attributes(page, "svg", "role")).contains("img");
        assertThat(texts(page, "dt")).endsWith("command", "machine", "libtorch", "Java", "without DCGAN", "all runs");
        assertThat(texts(page, "dd"))
                .contains(
                        "wgan report --epochs 4 --out \"<a&b>'s\"",
                        "Linux amd64, processors: 2",
                        "2.13.0 on cpu, threads: 2",
                        "OpenJDK 64-Bit Server VM 25.0.1",
                        "training diverged: the losses are NaN");
    }

    @Test
    void page_inChinese_hasNoEnglishSentence() throws Exception {
        Document page = parse(write(FabricatedPages.ofFour("zh", directory)));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("zh");
        assertThat(texts(page, "h1")).containsExactly("GAN、DCGAN、WGAN和WGAN-GP：MNIST");
        for (String tag : List.of("h2", "h3", "p", "li", "figcaption")) {
            assertThat(texts(page, tag))
                    .as(tag)
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text.replaceAll("（[^）]*）", ""))
                            .as("words in a row that are not names")
                            .doesNotContainPattern("[a-z]{2,} [a-z]{2,} [a-z]{2,}"));
        }
    }

    @Test
    void severalSeeds_areOneColumn() throws Exception {
        List<FabricatedRun> runs = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            double shift = seed;
            runs.add(new FabricatedRun(directory.resolve("gan" + seed), "gan")
                    .withSeed(seed)
                    .withDistance(done -> 40 + shift));
            runs.add(new FabricatedRun(directory.resolve("wgan" + seed), "wgan")
                    .withSeed(seed)
                    .withDistance(done -> 20 + shift));
        }
        String html = write(FabricatedPages.of(runs));
        Document page = parse(html);

        assertThat(texts(page, "h1")).containsExactly("GAN and WGAN on MNIST");
        assertThat(texts(page, "td")).contains("41.00 ± 1.00", "21.00 ± 1.00");
        assertThat(html)
                .contains("± is the standard deviation over 3 training seeds.")
                .doesNotContain("These runs have different settings");
    }

    @Test
    void imagesWithoutLabels_areComparedByRandomFeatures_andThatIsSaid() throws Exception {
        String html = write(FabricatedPages.ofPhotos("en", directory));
        Document page = parse(html);

        assertThat(texts(page, "h1")).containsExactly("DCGAN and WGAN on photos");
        assertThat(texts(page, "h2")).contains("Metrics by the features of a random network");
        assertThat(texts(page, "h3"))
                .contains("Fréchet random-feature distance to real images", "Classes of the images");
        assertThat(texts(page, "p")).contains("The images have no labels, so there are no classes to count.");
        assertThat(texts(page, "figcaption").stream().filter(text -> text.startsWith("The metrics")))
                .singleElement()
                .asString()
                .contains(
                        "There is no test set: the real images are those of the validation set",
                        "They are among the images that DCGAN was trained on,");
        assertThat(texts(page, "th"))
                .contains(
                        "Fréchet random-feature distance (low is good)", "kernel random-feature distance (low is good)")
                .noneMatch(heading -> heading.contains("class"));
        assertThat(texts(page, "li"))
                .contains(
                        "Mode collapse, because the images resemble real ones, but few of them: DCGAN (precision 90\u00a0%,"
                                + " coverage 10\u00a0%, recall 85\u00a0%).");
        assertThat(html).doesNotContain("classifier distance", "class entropy", "the test set");
    }

    @Test
    void threeClasses_haveTheirNamesAndTheirLimits() throws Exception {
        String html = write(FabricatedPages.ofThreeClasses("en", directory));
        Document page = parse(html);

        assertThat(texts(page, "th"))
                .contains(
                        "Fréchet classifier distance (low is good)",
                        "classifier score (high is good; at most 3)",
                        "class entropy, bits (near that of real images is good; at most 1.58)");
        assertThat(attributes(page, "svg", "aria-label"))
                .contains("Images of GAN in each class: cat: 5900, dog: 4000 and guinea pig & co: 100");
        assertThat(texts(page, "text")).contains("cat", "dog", "guinea pig …");
        assertThat(texts(page, "li"))
                .anyMatch(sentence -> sentence.contains("less than a tenth as frequent")
                        && sentence.endsWith("GAN (almost without guinea pig & co)."));
    }

    @ParameterizedTest
    @CsvSource({"en, true", "en, false", "zh, true", "zh, false"})
    void page_ofOtherData_hasAllTexts(String language, boolean hasLabels) throws Exception {
        String html = write(
                hasLabels
                        ? FabricatedPages.ofThreeClasses(language, directory)
                        : FabricatedPages.ofPhotos(language, directory));

        String body = html.substring(html.indexOf("</style>"));
        parse(html);
        assertThat(body).doesNotContain("{").doesNotContainPattern(">[a-z]+(\\.[A-Za-z_]+)+<");
        FeatureExtractor features = hasLabels ? FeatureExtractor.CLASSIFIER : FeatureExtractor.RANDOM;
        assertThat(body).contains(Texts.of(language, features).get("frechet", features));
    }

    /** The size of an image on the page follows from its width: see the style sheet. */
    @Test
    void images_haveTheirShapeAndColors() throws Exception {
        Document page = parse(write(FabricatedPages.ofPhotos("en", directory)));

        BufferedImage nearest = image(page, "Images of WGAN that are nearest to a training image");
        assertThat(nearest.getWidth()).isEqualTo(16 * (64 + 2) + 2);
        assertThat(nearest.getHeight()).isEqualTo(2 * (64 + 2) + 2);
        assertThat(nearest.getRaster().getNumBands()).isEqualTo(3);
        assertThat(attributes(page, "figure", "class").stream().filter("wide"::equals))
                .as("two runs with two rows of neighbors and an interpolation")
                .hasSize(6);
        assertThat(attributes(page, "div", "class")).contains("grids large");

        Document small = parse(write(FabricatedPages.ofFour(directory)));
        assertThat(attributes(small, "figure", "class")).doesNotContain("wide");
        assertThat(attributes(small, "div", "class")).contains("grids");
    }

    private static BufferedImage image(Document page, String description) throws IOException {
        String source = elements(page, "img").stream()
                .filter(image -> image.getAttribute("alt").startsWith(description))
                .findFirst()
                .orElseThrow()
                .getAttribute("src");
        byte[] png = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void page_loadsNothing() throws Exception {
        String html = write(FabricatedPages.ofFour(directory));
        Document page = parse(html);

        assertThat(attributes(page, "img", "src")).allMatch(source -> source.startsWith("data:image/png;base64,"));
        assertThat(attributes(page, "a", "href")).allMatch(target -> target.startsWith("#"));
        assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "<link", "<script", "<iframe");
    }

    @Test
    void runWithoutEvaluations_leavesTheQuestionOpen() throws Exception {
        String html = write(run("wgan").withEvaluations(0));

        parse(html);
        assertThat(html)
                .contains("The generators were not evaluated during these runs, so there is no such curve.")
                .contains("WGAN: −");
    }

    @Test
    void differingSettings_areNamed() throws Exception {
        assertThat(write(run("gan"), run("wgan"))).doesNotContain("These runs have different settings");

        String html = write(run("gan"), run("wgan").withSeed(3)); // not one objective with several seeds

        parse(html);
        assertThat(html).contains("<strong>These runs have different settings (seed).");
    }

    @Test
    void unfinishedRun_isNamed() throws Exception {
        assertThat(write(run("gan"))).doesNotContain("is not finished");

        String html = write(run("gan"), run("wgan").withEpochsAskedFor(30));

        parse(html);
        assertThat(html)
                .contains("<strong>WGAN is not finished: it is in epoch 4 of 30.", "different settings (epochs).");
    }

    @Test
    void lossThatIsNotFinite_isNamed() throws Exception {
        String html = write(run("wgan").withGeneratorLoss(done -> Double.NaN));

        parse(html);
        assertThat(html).contains("<p>WGAN: no loss of the generator is a finite number.</p>");
    }

    @Test
    void missingImage_isNamed() throws Exception {
        Run run = run("wgan").run();
        Files.delete(directory.resolve("wgan/samples/step-002000.png"));
        Page page = page(Map.of(Run.read(run.directory()), run("wgan").result()));

        assertThat(write(page)).containsOnlyOnce("no image");
    }

    @Test
    void fileThatIsNotAnImage_isRejected() throws IOException {
        Run run = run("wgan").run();
        Path image = directory.resolve("wgan/samples/step-002000.png");
        Files.writeString(image, "not an image");
        Page page = page(Map.of(run, run("gan").result()));

        assertThatIOException()
                .isThrownBy(() -> write(page))
                .withMessage(image + ": is not a PNG file; delete it to make the report without it");
        assertThat(directory.resolve("index.html")).doesNotExist();
    }

    @Test
    void pageWithoutRuns_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page(Map.of()))
                .withMessage("report: there are no runs, expected at least one");
    }

    private static Page page(Map<Run, GeneratorResult> results) {
        return new Page("en", Optional.empty(), Optional.empty(), Map.of(), LabeledRun.of(results), FabricatedRun.REAL);
    }

    /** As XML, which is stricter than HTML. */
    private static Document parse(String html) throws ParserConfigurationException, IOException, SAXException {
        byte[] xml = html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> texts(Document page, String tag) {
        return elements(page, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<String> attributes(Document page, String tag, String name) {
        return elements(page, tag).stream()
                .map(element -> element.getAttribute(name))
                .toList();
    }
}
