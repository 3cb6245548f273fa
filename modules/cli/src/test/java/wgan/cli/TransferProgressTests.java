package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import wgan.data.TransferListener;
import wgan.data.TransferListener.Unit;
import wgan.train.StatusLine;

class TransferProgressTests {
    private final StringWriter log = new StringWriter();
    private final TransferProgress progress = new TransferProgress(new PrintWriter(log), StatusLine.none());

    @Test
    void download_isNoted_andShownAsABarOfMegabytes() {
        progress.started("mnist.gz from here", 30_000_000, Unit.BYTES);
        assertThat(progress.text(0)).isEqualTo("mnist.gz from here [" + " ".repeat(30) + "] 0.0 of 30.0 MB");
        assertThat(progress.text(10_500_000))
                .isEqualTo("mnist.gz from here [==========" + " ".repeat(20) + "] 10.5 of 30.0 MB");
        assertThat(progress.text(30_000_000)).isEqualTo("mnist.gz from here [" + "=".repeat(30) + "] 30.0 of 30.0 MB");
        assertThat(log.toString()).isEqualToNormalizingNewlines("downloading mnist.gz from here\n");
    }

    @Test
    void moreThanWasExpected_fillsTheBar() {
        progress.started("a", 1_000_000, Unit.BYTES);
        assertThat(progress.text(2_000_000)).isEqualTo("a [" + "=".repeat(30) + "] 2.0 of 1.0 MB");
    }

    @Test
    void unknownSize_isShownWithoutABar() {
        progress.started("a", TransferListener.UNKNOWN_SIZE, Unit.BYTES);
        assertThat(progress.text(1_234_567)).isEqualTo("a 1.2 MB");
    }

    @Test
    void images_areCounted_andNotNoted() {
        progress.started("decoding own", 4000, Unit.IMAGES);
        assertThat(progress.text(1000)).isEqualTo("decoding own [=======" + " ".repeat(23) + "] 1,000 of 4,000 images");
        assertThat(log.toString()).isEmpty();
    }
}
