package wgan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

@ExtendWith(LiveTensors.class)
class LiveTensorsTests {
    @Test
    void test_thatLeavesATensorOpen_failsWithTheCount() {
        var results = run(Leaving.class);
        try {
            assertThat(failures(results.testEvents()))
                    .containsExactly(
                            "leaves() ended with 1 live tensors, expected 0 as before it; close the tensors that "
                                    + "it creates, or create them in a TensorScope");
            assertThat(failures(results.containerEvents()))
                    .singleElement()
                    .asString()
                    .startsWith("LiveTensorsTests$Leaving ended with 1 live tensors, expected 0");
        } finally {
            Leaving.left.close();
        }
    }

    @Test
    void test_thatClosesATensorOfItsClass_fails() {
        var results = run(ClosingTensorOfClass.class);
        assertThat(failures(results.testEvents()))
                .singleElement()
                .asString()
                .startsWith("closesTensorOfClass() ended with 0 live tensors, expected 1");
        assertThat(failures(results.containerEvents())).isEmpty();
    }

    @Test
    void tests_thatCloseTheirTensors_pass() {
        var results = run(Closing.class);
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(2).succeeded(2));
        assertThat(failures(results.containerEvents())).isEmpty();
    }

    /** In this module JUnit does not register the extension automatically. */
    @Test
    void everyTestClassOfThisModule_isExtended() throws Exception {
        Path here = Path.of(LiveTensorsTests.class.getResource("").toURI());
        Path root = here.getParent().getParent(); // less wgan/testing
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.map(file -> root.relativize(file).toString())
                            .filter(file -> file.endsWith("Tests.class"))
                            .map(file -> file.replace(".class", "").replace(File.separatorChar, '.')))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(Class.forName(name).getAnnotationsByType(ExtendWith.class))
                            .anyMatch(extensions -> List.of(extensions.value()).contains(LiveTensors.class)));
        }
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    private static List<String> failures(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .toList();
    }

    private static Tensor number() {
        return Tensor.zeros(DType.F32, Device.CPU);
    }

    @ExtendWith(LiveTensors.class)
    static class Leaving {
        private static Tensor left;

        @Test
        void leaves() {
            left = number();
        }
    }

    @ExtendWith(LiveTensors.class)
    static class ClosingTensorOfClass {
        private static Tensor shared;

        @BeforeAll
        static void make() {
            shared = number();
        }

        @Test
        void closesTensorOfClass() {
            shared.close();
        }
    }

    @ExtendWith(LiveTensors.class)
    static class Closing {
        private static Tensor ofTheClass;
        private Tensor ofTheTest;

        @BeforeAll
        static void makeForAll() {
            ofTheClass = number();
        }

        @BeforeEach
        void make() {
            ofTheTest = number();
        }

        @Test
        void closesItsTensor() {
            number().close();
        }

        @Test
        void createsNothing() {}

        @AfterEach
        void close() {
            ofTheTest.close();
        }

        @AfterAll
        static void closeForAll() {
            ofTheClass.close();
        }
    }
}
