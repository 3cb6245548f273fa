package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class LimitedInputStreamTests {

    @Test
    void limit_isAllowed() throws IOException {
        try (InputStream in = capped(10, 10)) {
            assertThat(in.read()).isZero();
            assertThat(in.read(new byte[4])).isEqualTo(4);
            assertThat(in.skip(100)).isEqualTo(5);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[4])).isEqualTo(-1);
        }
    }

    @Test
    void moreBytes_areRefusedHoweverTheyAreRead() {
        assertRefused(in -> in.readAllBytes());
        assertRefused(in -> in.skip(1000));
        assertRefused(in -> {
            while (in.read() >= 0) {
                // to the end
            }
        });
    }

    /** Or a skip over an endless stream would not return. */
    @Test
    void skip_readsAtMostOneByteMore() {
        InputStream many = new ByteArrayInputStream(new byte[1000]);
        assertThatThrownBy(() -> LimitedInputStream.of(many, "archive", 10).skip(1000))
                .isInstanceOf(DataException.class);
        assertThat(many).satisfies(rest -> assertThat(rest.available()).isEqualTo(989));
    }

    private interface Reading {
        void read(InputStream in) throws IOException;
    }

    private static void assertRefused(Reading reading) {
        assertThatThrownBy(() -> reading.read(capped(11, 10)))
                .isInstanceOf(DataException.class)
                .hasMessage("archive: has more than 10 bytes");
    }

    private static InputStream capped(int size, int limit) {
        return LimitedInputStream.of(new ByteArrayInputStream(new byte[size]), "archive", limit);
    }
}
