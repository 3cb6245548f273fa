package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

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
    void page_isWellFormed_andAllIsSaidInText() throws Exception {
        Document page = parse(write(FabricatedPages.ofFour(directory)));

        assertThat(texts(page, "h1")).containsExactly("GAN, DCGAN, WGAN and WGAN-GP on MNIST");
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "What was run",
                        "The losses",
                        "Does a loss tell how good the images are?",
                        "How good the generators are",
                        "The images",
                        "The three questions of the lab");
        assertThat(attributes(page, "img", "alt")).hasSize(28).doesNotContain("");
        assertThat(attributes(page, "svg", "role")).contains("img");
        assertThat(texts(page, "dt"))
                .containsExactly("command", "machine", "libtorch", "Java", "without DCGAN", "all runs");
        assertThat(texts(page, "dd"))
                .startsWith(
                        "wgan report --epochs 4 --out \"<a&b>'s\"",
                        "Linux amd64, 2 processors",
                        "2.13.0 on cpu, 2 threads",
                        "OpenJDK 64-Bit Server VM 25.0.1",
                        "training diverged: the losses are NaN");
    }

    @Test
    void page_loadsNothing() throws Exception {
        String html = write(FabricatedPages.ofFour(directory));
        Document page = parse(html);

        assertThat(attributes(page, "img", "src")).allMatch(source -> source.startsWith("data:image/png;base64,"));
        assertThat(attributes(page, "a", "href")).isNotEmpty().allMatch(target -> target.startsWith("#"));
        assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "<link", "<script", "<iframe");
    }

    @Test
    void links_leadSomewhere() throws Exception {
        Document page = parse(write(FabricatedPages.ofFour(directory)));

        List<String> ids = attributes(page, "section", "id");
        assertThat(attributes(page, "a", "href")).allMatch(target -> ids.contains(target.substring(1)));
    }

    @Test
    void runWithoutEvaluations_isSaidToHaveNone() throws Exception {
        String html = write(run("wgan").withEvaluations(0));

        parse(html);
        assertThat(html)
                .contains("No distance was measured during these runs, so nothing can be said of that.")
                .contains("the critic’s estimate of the Wasserstein distance, up to a factor");
    }

    @Test
    void differingRuns_areSaidToDiffer() throws Exception {
        assertThat(write(run("gan"), run("wgan"))).doesNotContain("These runs are not alike");

        String html = write(run("gan"), run("wgan").withSeed(3));

        parse(html);
        assertThat(html).contains("<strong>These runs are not alike:</strong> they differ in seed.");
    }

    @Test
    void unfinishedRun_isSaidToBe() throws Exception {
        assertThat(write(run("gan"))).doesNotContain("is not done");

        String html = write(run("gan"), run("wgan").withEpochsAskedFor(30));

        parse(html);
        assertThat(html)
                .contains("<strong>WGAN is not done:</strong> it stands in epoch 4 of 30.", "they differ in epochs.");
    }

    @Test
    void lossThatIsNoNumber_isSaidToBeNone() throws Exception {
        String html = write(run("wgan").withGeneratorLoss(done -> Double.NaN));

        parse(html);
        assertThat(html).contains("<p>No loss of WGAN’s generator is a finite number.</p>");
    }

    @Test
    void missingImage_isSaidToBeMissing() throws Exception {
        Run run = run("wgan").run();
        Files.delete(directory.resolve("wgan/samples/step-002000.png"));
        Page page = page(Map.of(Run.read(run.directory()), run("wgan").portrait()));

        assertThat(write(page)).containsOnlyOnce("no image");
    }

    @Test
    void imageThatIsNone_isNamed() throws IOException {
        Run run = run("wgan").run();
        Path image = directory.resolve("wgan/samples/step-002000.png");
        Files.writeString(image, "not a image");
        Page page = page(Map.of(run, run("gan").portrait()));

        assertThatIOException()
                .isThrownBy(() -> write(page))
                .withMessage(image + ": is no PNG file; delete it, and the report does without");
        assertThat(directory.resolve("index.html")).doesNotExist();
    }

    @Test
    void bytesThatAreNoImage_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Png.of(new byte[3]))
                .withMessage("png: 3 bytes do not begin as a PNG file does");
    }

    @Test
    void pageOfNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page(Map.of()))
                .withMessage("report: there are no runs, expected one at least");
    }

    private static Page page(Map<Run, GeneratorResult> portraits) {
        return new Page(Optional.empty(), Optional.empty(), Map.of(), portraits, FabricatedPages.REAL);
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
