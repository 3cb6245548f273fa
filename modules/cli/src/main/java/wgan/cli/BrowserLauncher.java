package wgan.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a page in the user's browser, by the program of the desktop that does so. */
final class BrowserLauncher {
    private BrowserLauncher() {}

    /** Opens a page, if there is a desktop; otherwise nothing happens. */
    static void open(URI page) {
        List<String> command = command(System.getProperty("os.name"), System.getenv());
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command.stream()
                            .map(part -> part.isEmpty() ? page.toString() : part)
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            // The address is printed: the user can open it.
        }
    }

    /** Returns the command, with an empty argument for the page; an empty list if there is no desktop. */
    static List<String> command(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", "");
        }
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", "");
        }
        boolean hasDesktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return hasDesktop ? List.of("xdg-open", "") : List.of();
    }
}
