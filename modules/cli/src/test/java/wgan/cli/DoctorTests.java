package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTests {
    @Test
    void datasets_haveTheNamesThatOptionsTake() {
        assertThat(Doctor.title("fashion_mnist")).isEqualTo("fashion-mnist");
        assertThat(Doctor.title("cifar_10")).isEqualTo("cifar-10");
        assertThat(Doctor.title("libtorch_source")).isEqualTo("libtorch source");
    }
}
