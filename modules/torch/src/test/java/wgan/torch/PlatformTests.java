package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class PlatformTests {
    @Test
    void current_hasTheNameThatTheClassifiersHave() {
        assertThat(Platform.current().name()).matches("[a-z]+-[a-z0-9_]+");
    }

    /** libtorch runs in this process, so the C library is the one that libtorch was built for. */
    @Test
    void current_isNotMusl_ifLibtorchRuns() {
        assertThat(LibTorch.get().version()).isNotEmpty();
        assertThat(Platform.current().musl()).isFalse();
    }

    @Test
    void musl_isRefusedInOneLine_evenIfTheJarsAreThere() {
        assertThatThrownBy(() ->
                        InstallationFinder.find(null, Map.of(), Path.of("no java"), new Platform("linux-x86_64", true)))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "no libtorch for this platform: linux-x86_64 with the C library musl (such as Alpine Linux);"
                                + " the natives in the jars org.bytedeco:pytorch require glibc; use a system with glibc (such as"
                                + " Debian), or name a libtorch that was built for musl with environment variable LIBTORCH");
    }

    @Test
    void platformWithoutNatives_isRefusedInOneLine() {
        assertThatThrownBy(() ->
                        InstallationFinder.find(null, Map.of(), Path.of("no java"), new Platform("linux-arm64", false)))
                .isInstanceOf(TorchException.class)
                .hasMessage("no libtorch for this platform: linux-arm64; the jars org.bytedeco:pytorch have natives for"
                        + " linux-x86_64, macosx-arm64, windows-x86_64 only; name a libtorch for linux-arm64, such as the"
                        + " one of pip's torch, with environment variable LIBTORCH");
    }
}
