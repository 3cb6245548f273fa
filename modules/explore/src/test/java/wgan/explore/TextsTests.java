package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of the page in both languages. */
class TextsTests {
    private static final Pattern VALUE = Pattern.compile("\\{\\d}");
    private static final Pattern IN_PAGE = Pattern.compile("data-(?:text|label)=\"([^\"]+)\"");
    private static final Pattern IN_SCRIPT = Pattern.compile("'([a-z]+(?:\\.[a-z_]+)+)'");
    private static final Set<String> OTHER_NAMES = Set.of("latents.safetensors", "images.png", "images.gif");

    @Test
    void languages_haveTheSameTextsWithTheSameValues() throws IOException {
        JsonNode english = texts("en");
        JsonNode chinese = texts("zh");
        assertThat(chinese.propertyNames()).containsExactlyElementsOf(english.propertyNames());
        for (Map.Entry<String, JsonNode> text : english.properties()) {
            JsonNode translated = chinese.path(text.getKey());
            assertThat(values(translated)).as(text.getKey()).isEqualTo(values(text.getValue()));
            assertThat(translated.asString()).as(text.getKey()).isNotBlank();
        }
    }

    @Test
    void texts_areThoseThatThePageUses() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String name : Assets.NAMES) {
            Pattern pattern = name.endsWith(".html") ? IN_PAGE : name.endsWith(".js") ? IN_SCRIPT : null;
            if (pattern != null) {
                Matcher matcher = pattern.matcher(read(name));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        used.removeAll(OTHER_NAMES);
        used.addAll(List.of(
                "curve.loss_critic",
                "curve.loss_discriminator",
                "curve.loss_generator",
                "curve.frechet_classifier_distance",
                "curve.frechet_random_distance"));
        Set<String> oneWord = Set.of("title", "language", "tools", "failed", "waiting", "seed", "copied");
        used.addAll(oneWord);
        assertThat(new TreeSet<>(texts("en").propertyNames())).isEqualTo(used);
    }

    private static Set<String> values(JsonNode text) {
        return VALUE.matcher(text.asString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode texts(String language) throws IOException {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(read("texts_" + language + ".json"));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
