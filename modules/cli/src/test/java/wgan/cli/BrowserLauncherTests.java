package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserLauncherTests {
    @Test
    void command_isThatOfTheDesktop() {
        assertThat(BrowserLauncher.command("Linux", Map.of())).isEmpty();
        assertThat(BrowserLauncher.command("Linux", Map.of("DISPLAY", ":0"))).containsExactly("xdg-open", "");
        assertThat(BrowserLauncher.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .containsExactly("xdg-open", "");
        assertThat(BrowserLauncher.command("Mac OS X", Map.of())).containsExactly("open", "");
        assertThat(BrowserLauncher.command("Windows 11", Map.of()))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", "");
    }
}
