package wgan.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of the page: resources of this module, of which only those that are listed here are ever sent. */
final class Assets {
    /** All files. The first is the page itself. */
    static final List<String> NAMES = List.of(
            "page.html",
            "page.css",
            "favicon.svg",
            "main.js",
            "actions.js",
            "arithmetic.js",
            "chart.js",
            "current.js",
            "digits.js",
            "directions.js",
            "grid.js",
            "latent.js",
            "neighborhood.js",
            "server.js",
            "tabs.js",
            "texts.js",
            "training.js",
            "walk.js",
            "texts_en.json",
            "texts_zh.json");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final Map<String, byte[]> files = new HashMap<>();

    /** Reads all files. */
    Assets() {
        for (String name : NAMES) {
            try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("explore: " + name + ", a resource of this module, cannot be read", e);
            }
        }
    }

    /** Returns a file; empty if there is none of this name. */
    Optional<Response> get(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Optional.ofNullable(files.get(name))
                .map(bytes -> Response.of(Objects.requireNonNull(type), bytes).withChecksum());
    }
}
