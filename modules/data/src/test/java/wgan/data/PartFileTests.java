package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class PartFileTests {

    private final IOException denied = new AccessDeniedException("file");

    private final Queue<IOException> failures = new ArrayDeque<>();
    private int attempts;
    private int pauses;

    @Test
    void retry_repeatsAnActionThatIsDenied() throws IOException {
        failures.addAll(List.of(denied, denied));
        retry(2);
        assertThat(attempts).isEqualTo(3);
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void retry_endsWithTheFailure_ifTheActionIsDeniedTooOften() {
        failures.addAll(List.of(denied, denied, denied));
        assertThatThrownBy(() -> retry(2)).isSameAs(denied);
        assertThat(attempts).isEqualTo(3);
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void retry_passesOnAnyOtherFailure() {
        IOException other = new NoSuchFileException("file");
        failures.add(other);
        assertThatThrownBy(() -> retry(2)).isSameAs(other);
        assertThat(pauses).isZero();
    }

    private void retry(int retries) throws IOException {
        PartFile.retry(retries, () -> pauses++, () -> {
            attempts++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        });
    }
}
