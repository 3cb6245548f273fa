package wgan.checks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * The API of an earlier Java version, read from {@code lib/ct.sym} of the running JDK.
 *
 * <p>{@code javac --release} reads the same file: a zip of class files without code, such as
 * {@code LMN/java.base/java/lang/String.sig}. The name of the first folder lists the versions that have the class in this form,
 * one digit of base 36 for each.
 */
final class JavaApi implements Closeable {

    /** The packages of the JDK that our modules may use. */
    private static final List<String> PACKAGES = List.of("java/", "javax/", "jdk/", "com/sun/", "sun/");

    /** The classes with signature-polymorphic methods: the caller chooses the descriptor of a call. */
    private static final Set<String> SIGNATURE_POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final ZipFile symbols;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

    /**
     * Opens the API of a version.
     *
     * @throws IOException if the running JDK has no API of that version
     */
    JavaApi(int version) throws IOException {
        var file = Path.of(System.getProperty("java.home"), "lib", "ct.sym");
        symbols = new ZipFile(file.toFile());
        var digit = Character.toUpperCase(Character.forDigit(version, Character.MAX_RADIX));
        symbols.stream().filter(entry -> entry.getName().endsWith(".sig")).forEach(entry -> {
            var path = entry.getName().split("/", 3);
            if (path[0].indexOf(digit) >= 0) {
                entries.put(path[2].substring(0, path[2].length() - ".sig".length()), entry);
            }
        });
        if (entries.isEmpty()) {
            symbols.close();
            throw new IOException(
                    file + ": has no API of Java " + version + "; run the tests on a newer JDK, 22 or later");
        }
    }

    /** Returns the references that do not resolve in this API. References to classes outside the JDK always resolve. */
    List<String> missing(References references) {
        var missing = new ArrayList<String>();
        for (var type : references.types()) {
            if (isOfJdk(type) && find(type).isEmpty()) {
                missing.add(type);
            } else if (isPreview(type) && !type.startsWith("java/lang/foreign/")) {
                missing.add(type + " (a preview)");
            }
        }
        for (var member : references.members()) {
            if (!has(member.owner(), member.name(), member.descriptor())) {
                missing.add(member.toString());
            }
        }
        return missing;
    }

    /** Returns whether a class is a preview API. */
    boolean isPreview(String type) {
        return find(type).stream()
                .filter(found -> found.invisibleAnnotations != null)
                .flatMap(found -> found.invisibleAnnotations.stream())
                .anyMatch(annotation -> annotation.desc.contains("PreviewFeature"));
    }

    /** Returns whether a class has or inherits a member; the compiler has checked classes that are not of the JDK. */
    private boolean has(String owner, String name, String descriptor) {
        var type = find(owner.startsWith("[") ? "java/lang/Object" : owner);
        if (type.isEmpty()) {
            return !isOfJdk(owner);
        }
        return declares(type.get(), name, descriptor)
                || (type.get().superName != null && has(type.get().superName, name, descriptor))
                || type.get().interfaces.stream().anyMatch(parent -> has(parent, name, descriptor));
    }

    private static boolean declares(ClassNode type, String name, String descriptor) {
        if (!descriptor.startsWith("(")) {
            return type.fields.stream().anyMatch(field -> field.name.equals(name) && field.desc.equals(descriptor));
        }
        var polymorphic = SIGNATURE_POLYMORPHIC.contains(type.name);
        return type.methods.stream()
                .filter(method -> method.name.equals(name))
                .anyMatch(method -> method.desc.equals(descriptor)
                        || (polymorphic && method.desc.startsWith("([Ljava/lang/Object;)")));
    }

    private static boolean isOfJdk(String type) {
        return PACKAGES.stream().anyMatch(type::startsWith);
    }

    private Optional<ClassNode> find(String type) {
        return classes.computeIfAbsent(type, this::read);
    }

    private Optional<ClassNode> read(String type) {
        try (var in = open(type)) {
            if (in == null) {
                return Optional.empty();
            }
            var node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_CODE);
            return Optional.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String type) throws IOException {
        var entry = entries.get(type);
        if (entry != null) {
            return symbols.getInputStream(entry);
        }
        return isOfJdk(type) ? null : ClassLoader.getSystemResourceAsStream(type + ".class");
    }

    @Override
    public void close() throws IOException {
        symbols.close();
    }
}
