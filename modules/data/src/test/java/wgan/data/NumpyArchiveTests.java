package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class NumpyArchiveTests {
    /** The header that numpy.save writes for such arrays. */
    @Test
    void arrays_haveTheFormatOfNumpy() throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()));
        ZipEntry images = zip.getNextEntry();
        assertThat(images.getName()).isEqualTo("images.npy");
        ByteBuffer npy = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header(npy)).isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 3,), }");
        assertThat(Arrays.copyOfRange(npy.array(), npy.position(), npy.limit()))
                .containsExactly(1, 2, 3, 4, 5, (byte) 255);

        assertThat(zip.getNextEntry().getName()).isEqualTo("features.npy");
        npy = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header(npy)).isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
        assertThat(npy.getFloat()).isEqualTo(0.5f);
        assertThat(npy.getFloat()).isEqualTo(-3f);
        assertThat(npy.hasRemaining()).isFalse();
        assertThat(zip.getNextEntry()).isNull();
    }

    @Test
    void equalArrays_areEqualBytes() throws IOException {
        assertThat(bytes()).isEqualTo(bytes());
    }

    @Test
    void anotherNumberOfElements_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumpyArchive().put("x", new float[5], 2, 3))
                .withMessage("numpy archive: x has 5 elements, expected those of the shape [2, 3]");
    }

    private static byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        new NumpyArchive()
                .put("images", new byte[] {1, 2, 3, 4, 5, (byte) 255}, 2, 1, 3)
                .put("features", new float[] {0.5f, -3}, 2)
                .write(out);
        return out.toByteArray();
    }

    /** Reads the header, and leaves the buffer at the first element. */
    private static String header(ByteBuffer npy) {
        byte[] magic = new byte[6];
        npy.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y');
        assertThat(npy.getShort()).as("version 1.0, little-endian").isEqualTo((short) 1);
        byte[] header = new byte[npy.getShort()];
        npy.get(header);
        assertThat(npy.position() % 64).isZero();
        String text = new String(header, StandardCharsets.US_ASCII);
        assertThat(text).endsWith("\n");
        return text.strip();
    }
}
