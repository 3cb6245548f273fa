package wgan.explore;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;

/** An answer of the server. */
final class Response {
    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Response(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
    }

    static Response of(String type, byte[] body) {
        return new Response(200, type, body);
    }

    static Response json(JsonNode json) {
        return of("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns one line of text for a request that has failed. */
    static Response failure(int status, String line) {
        return new Response(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a header. */
    Response with(String name, Object value) {
        headers.put(name, value.toString());
        return this;
    }

    /** Lets the client ask whether the body is still the same. */
    Response withTag(String tag) {
        return with("ETag", '"' + tag + '"').with("Cache-Control", "no-cache");
    }

    /** Lets the client ask whether the body is still the same, by a checksum. */
    Response withChecksum() {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return withTag(body.length + "-" + Long.toHexString(checksum.getValue()));
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
