package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that Java 21 links our class files: they have its version, are not marked as preview, and refer to nothing that a later
 * version added. The compiler cannot check this: {@code --release 21} rejects the foreign-memory API, which is a preview there.
 */
class JavaApiTests {

    /** Version 65 (Java 21) in the upper half, 0 (not 65535: needs preview features) in the lower. */
    private static final int JAVA_21 = 65;

    private static JavaApi api;

    @BeforeAll
    static void open() throws IOException {
        api = new JavaApi(21);
    }

    @AfterAll
    static void close() throws IOException {
        api.close();
    }

    @Test
    void everyModule_isChecked() throws IOException {
        assertThat(Project.modules())
                .extracting(module -> module.descriptor().name())
                .containsExactlyInAnyOrderElementsOf(Project.moduleNames());
    }

    @Test
    void classFiles_haveVersionOfJava21WithoutPreview() throws IOException {
        var others = new ArrayList<String>();
        forEachClass((name, bytes) -> {
            var header = ByteBuffer.wrap(bytes);
            int minor = header.getChar(4);
            int major = header.getChar(6);
            if (major != JAVA_21 || minor != 0) {
                others.add("%s: version is %d.%d, expected %d.0".formatted(name, major, minor, JAVA_21));
            }
        });
        assertThat(others).isEmpty();
    }

    @Test
    void references_resolveInJava21() throws IOException {
        var missing = new ArrayList<String>();
        forEachClass((name, bytes) -> {
            for (var reference : api.missing(References.of(bytes))) {
                missing.add(name + " uses " + reference + ", which Java 21 does not have");
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void missing_reportsMethodOfALaterVersion() throws IOException {
        assertThat(missingIn(Later.class))
                .containsExactly(
                        "java/lang/foreign/Arena.allocateFrom(Ljava/lang/String;)Ljava/lang/foreign/MemorySegment;",
                        "java/lang/foreign/MemorySegment.getString(J)Ljava/lang/String;");
    }

    @Test
    void missing_reportsInheritedMethodOfALaterVersion() throws IOException {
        assertThat(missingIn(LaterInherited.class))
                .containsExactly("wgan/checks/JavaApiTests$OurPath.resolve"
                        + "(Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;");
    }

    @Test
    void missing_acceptsInheritedPolymorphicAndArrayMethods() throws IOException {
        assertThat(missingIn(AllThere.class)).isEmpty();
    }

    @Test
    void missing_reportsClassOfALaterVersion() {
        var later = new References.Member("java/lang/IO", "println", "(Ljava/lang/Object;)V");
        assertThat(api.missing(new References(Set.of("java/lang/IO"), Set.of(later))))
                .containsExactly("java/lang/IO", later.toString());
    }

    @Test
    void missing_reportsPreviewApiUnlessForeign() {
        var types = new TreeSet<>(List.of("java/lang/ScopedValue", "java/lang/foreign/Arena"));
        assertThat(api.missing(new References(types, Set.of()))).containsExactly("java/lang/ScopedValue (a preview)");
    }

    @Test
    void unknownVersion_isRejected() {
        assertThatThrownBy(() -> new JavaApi(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no API of Java 7");
    }

    private static List<String> missingIn(Class<?> type) throws IOException {
        var file = "/" + type.getName().replace('.', '/') + ".class";
        try (var in = type.getResourceAsStream(file)) {
            return api.missing(References.of(in.readAllBytes()));
        }
    }

    private interface ClassConsumer {
        void accept(String name, byte[] classFile);
    }

    private static void forEachClass(ClassConsumer consumer) throws IOException {
        for (var module : Project.modules()) {
            try (var reader = module.open()) {
                for (var name : reader.list().filter(n -> n.endsWith(".class")).toList()) {
                    try (var in = reader.open(name).orElseThrow()) {
                        consumer.accept(name, in.readAllBytes());
                    }
                }
            }
        }
    }

    // The following classes are compiled and never run.

    static final class Later {
        static String read(MemorySegment segment, Arena arena) {
            return segment.getString(0) + arena.allocateFrom("x");
        }
    }

    interface OurPath extends Path {}

    static final class LaterInherited {
        static Path resolve(OurPath path) {
            return path.resolve("a", "b", "c");
        }
    }

    static final class AllThere extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        long call(MethodHandle handle, long[] array, StringBuilder text) throws Throwable {
            text.setLength(size()); // inherited from AbstractStringBuilder, which is hidden
            Runnable lambda = this::clear;
            lambda.run();
            return (long) handle.invokeExact(array.clone(), getFirst());
        }
    }
}
