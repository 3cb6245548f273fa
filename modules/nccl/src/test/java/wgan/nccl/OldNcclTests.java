package wgan.nccl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OldNcclTests {
    @Test
    void versionThatIsTooOld_isRefused() {
        InMemoryNccl old = new InMemoryNccl(1, 21805);
        assertThatThrownBy(() -> Nccl.opened("/opt/nccl/libnccl.so.2", old.symbols()))
                .isInstanceOf(NcclException.class)
                .hasMessage("NCCL: the library /opt/nccl/libnccl.so.2 has version 2.18.5, expected 2.23.0 or later;"
                        + " name a newer one with system property wgan.nccl");
    }
}
