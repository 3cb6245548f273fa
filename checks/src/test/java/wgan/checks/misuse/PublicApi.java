package wgan.checks.misuse;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The public constructors and methods of an exported package, found by reflection, so that a new one is called without a change. */
final class PublicApi {
    /** These belong to the JDK, or the schema that they are given is trusted: see {@link wgan.torch.Operator}. */
    private static final Set<String> LEFT_OUT =
            Set.of("wgan.torch.Operator.of", "valueOf", "values", "getClass", "wait", "notify", "notifyAll");

    private PublicApi() {}

    /** Returns all of them in a fixed order, which a seed depends on. */
    static List<Executable> of(Class<?> anyOfPackage) throws IOException {
        List<Executable> found = new ArrayList<>();
        for (Class<?> type : types(anyOfPackage)) {
            if (!Modifier.isAbstract(type.getModifiers())) {
                found.addAll(Arrays.asList(type.getConstructors()));
            }
            for (Method method : type.getMethods()) {
                boolean isOfJdk = method.getDeclaringClass().getName().startsWith("java.")
                        && !method.getName().equals("close");
                if (!isOfJdk && !method.isBridge() && !isLeftOut(method)) {
                    found.add(method);
                }
            }
        }
        // A method that a public class inherits from a package-private interface can be called, but not by reflection.
        found.forEach(executable -> executable.setAccessible(true));
        found.sort(Comparator.comparing(Executable::toString));
        return found.stream().distinct().toList();
    }

    private static boolean isLeftOut(Method method) {
        return LEFT_OUT.contains(method.getName())
                || LEFT_OUT.contains(method.getDeclaringClass().getName() + "." + method.getName());
    }

    private static List<Class<?>> types(Class<?> anyOfPackage) throws IOException {
        String folder = anyOfPackage.getPackageName().replace('.', '/');
        Path source;
        try {
            source = Path.of(anyOfPackage
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (Files.isDirectory(source)) {
            return types(source.resolve(folder), anyOfPackage);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
            return types(jar.getPath(folder), anyOfPackage);
        }
    }

    private static List<Class<?>> types(Path folder, Class<?> anyOfPackage) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    Class<?> type = load(
                            anyOfPackage.getPackageName() + "." + name.substring(0, name.length() - ".class".length()),
                            anyOfPackage.getClassLoader());
                    if (isPublic(type)) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass();
    }
}
