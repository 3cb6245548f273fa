package wgan.explore;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose Host header names another host, and those that a page of another site makes. A page of a foreign site could let its own name point to this machine
 * (DNS rebinding), and would then be allowed to read the answers; but its requests still name that site. An address cannot be made to
 * point elsewhere, so every address is accepted, with any port: a tunnel may have another one.
 *
 * @param name the host that the server was started with
 */
record HostCheck(String name) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(?:\\.\\d{1,3}){3}");

    /**
     * Checks the header.
     *
     * @param header null if there is none
     * @throws RequestException if it names another host
     */
    void requireHost(@Nullable String header) {
        Matcher matcher = HOST.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            throw RequestException.badRequest("Host: is '" + Parameters.shorten(String.valueOf(header))
                    + "', expected a host, such as localhost:8080");
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean isKnown = host.equals("localhost")
                || host.equals(name.toLowerCase(Locale.ROOT))
                || ADDRESS.matcher(host).matches();
        if (!isKnown) {
            throw new RequestException(
                    403, "Host: is '" + Parameters.shorten(host) + "', expected localhost, an address or " + name);
        }
    }

    /**
     * Checks the header that a browser adds to the requests of scripts, forms and fonts of another site. The origin must be the server that
     * the Host header names, by the same name and port.
     *
     * @param origin null if there is none, as of a page that the user opens
     * @param host the Host header, which was checked
     * @throws RequestException if it is another origin, also if the browser keeps it secret ({@code null})
     */
    static void requireOrigin(@Nullable String origin, String host) {
        if (origin == null) {
            return;
        }
        // https if a tunnel or a proxy adds it
        if (!origin.equalsIgnoreCase("http://" + host) && !origin.equalsIgnoreCase("https://" + host)) {
            throw new RequestException(
                    403, "Origin: is '" + Parameters.shorten(origin) + "', expected that of this server, " + host);
        }
    }
}
