package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingNcclTests {
    @TempDir
    private Path directory;

    /** There is one test only, because a process searches for its library once. */
    @Test
    void libraryThatIsMissingOrBroken_isReportedInOneLine() throws IOException {
        String named = System.getProperty(Nccl.PROPERTY);
        try {
            System.clearProperty(Nccl.PROPERTY);
            assumeTrue(Nccl.find().isEmpty(), "there is an NCCL");
            assertThatThrownBy(Nccl::get)
                    .isInstanceOf(NcclException.class)
                    .hasMessage("no NCCL: libnccl.so.2 was not found; install NCCL 2.23 or later (pip's package"
                            + " nvidia-nccl-cu13, beside torch), or name its library with system property wgan.nccl");

            Path broken = Files.writeString(directory.resolve("libnccl.so.2"), "no library");
            System.setProperty(Nccl.PROPERTY, directory.toString());
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(Nccl::find)
                        .isInstanceOf(NcclException.class)
                        .hasMessage("system property wgan.nccl names " + broken
                                + ", which cannot be loaded; expected a library of NCCL for this platform");
                Files.deleteIfExists(broken); // the second time it is the message that was kept
            }
            assertThat(broken).doesNotExist();
        } finally {
            System.clearProperty(Nccl.PROPERTY);
            if (named != null) {
                System.setProperty(Nccl.PROPERTY, named);
            }
        }
    }
}
