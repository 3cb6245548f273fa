package wgan.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests which modules, packages and classes depend on which.
 *
 * <p>The compiler enforces the dependencies that the module descriptors state, so the descriptors are tested; within a module the
 * class files are.
 */
class ArchitectureTests {

    /** The modules of this project that each module may require. */
    private static final Map<String, Set<String>> MAY_REQUIRE = Map.ofEntries(
            entry("wgan.random", Set.of()),
            entry("wgan.image", Set.of()),
            entry("wgan.torch", Set.of()),
            entry("wgan.data", Set.of("wgan.random", "wgan.image")),
            entry("wgan.model", Set.of("wgan.random", "wgan.image", "wgan.torch")),
            entry("wgan.pretrained", Set.of("wgan.model")),
            entry("wgan.train", Set.of("wgan.random", "wgan.image", "wgan.torch", "wgan.data", "wgan.model")),
            entry("wgan.mpi", Set.of("wgan.torch", "wgan.train")),
            entry("wgan.nccl", Set.of("wgan.torch", "wgan.train")),
            entry(
                    "wgan.evaluate",
                    Set.of("wgan.random", "wgan.image", "wgan.torch", "wgan.data", "wgan.model", "wgan.train")),
            entry(
                    "wgan.report",
                    Set.of(
                            "wgan.random",
                            "wgan.image",
                            "wgan.torch",
                            "wgan.data",
                            "wgan.model",
                            "wgan.train",
                            "wgan.evaluate")),
            entry(
                    "wgan.explore",
                    Set.of("wgan.random", "wgan.image", "wgan.torch", "wgan.data", "wgan.model", "wgan.train")),
            entry(
                    "wgan.cli",
                    Set.of(
                            "wgan.explore",
                            "wgan.mpi",
                            "wgan.nccl",
                            "wgan.random",
                            "wgan.image",
                            "wgan.torch",
                            "wgan.data",
                            "wgan.model",
                            "wgan.train",
                            "wgan.evaluate",
                            "wgan.report")));

    /** The packages that modules export beside the one of their own name. */
    private static final Map<String, Set<String>> ALSO_EXPORTED = Map.of(
            "wgan.data", Set.of("wgan.data.images"),
            "wgan.evaluate", Set.of("wgan.evaluate.metrics", "wgan.evaluate.classifier"));

    /** The modules that call native libraries. Each has its generated code in the package ffi. */
    private static final String[] BINDINGS = {"wgan.torch..", "wgan.mpi..", "wgan.nccl.."};

    private static final String FOREIGN = "java.lang.foreign";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains(Project.TEST_JAR))
            .importPackages("wgan");

    @Test
    void modules_requireOnlyThoseBelowThem() {
        for (var module : descriptors()) {
            var required = module.requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .filter(name -> name.startsWith("wgan."));
            assertThat(required)
                    .as("modules that %s requires", module.name())
                    .isSubsetOf(MAY_REQUIRE.getOrDefault(module.name(), Set.of()));
        }
    }

    @Test
    void modules_allHaveARule() throws IOException {
        assertThat(Project.moduleNames()).isEqualTo(MAY_REQUIRE.keySet());
    }

    @Test
    void bom_listsAllModules() throws IOException {
        var artifacts = Pattern.compile("<artifactId>(wgan-[a-z]+)</artifactId>\\s*<version>")
                .matcher(Files.readString(Project.ROOT.resolve("bom/pom.xml")))
                .results()
                .map(match -> match.group(1).replace('-', '.'));
        assertThat(artifacts).containsExactlyInAnyOrderElementsOf(Project.moduleNames());
    }

    @Test
    void modules_exportNoOtherPackages() {
        for (var module : descriptors()) {
            var allowed = new HashSet<>(ALSO_EXPORTED.getOrDefault(module.name(), Set.of()));
            allowed.add(module.name());
            assertThat(module.exports())
                    .as("packages that %s exports", module.name())
                    .extracting(ModuleDescriptor.Exports::source)
                    .isSubsetOf(allowed);
        }
    }

    @Test
    void moduleDescriptors_areDocumented() throws IOException {
        for (var name : Project.moduleNames()) {
            var source = Project.ROOT.resolve(
                    "modules/" + name.substring("wgan.".length()) + "/src/main/java/module-info.java");
            assertThat(Files.readString(source))
                    .as("%s: a Javadoc comment before the module", source)
                    .containsPattern("(?s)/\\*\\*.*\\*/\\s*(@[\\w.]+\\s+)*module " + name + " \\{");
        }
    }

    @Test
    void foreignMemory_isUsedByTheBindingsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BINDINGS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("wgan.*.ffi", FOREIGN)
                .check(CLASSES);
    }

    @Test
    void generatedCode_isUsedByItsModuleOnly() {
        for (var binding : BINDINGS) {
            var generated = binding.replace("..", ".ffi");
            noClasses()
                    .that()
                    .resideOutsideOfPackage(binding)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(generated)
                    .check(CLASSES);
        }
    }

    @Test
    void foreignMemory_isInNoSignatureOfAnExportedPackage() {
        var exported = descriptors().stream()
                .flatMap(module -> module.exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        var leaks = CLASSES.stream()
                .filter(type -> exported.contains(type.getPackageName()) && isVisible(type))
                .flatMap(ArchitectureTests::leaks);
        assertThat(leaks).isEmpty();
    }

    @Test
    void leaks_reportTypesOfForeignMemoryWithTheirPlaces() {
        assertThat(leaks(new ClassFileImporter().importClass(Leaky.class)))
                .extracting(place -> place.substring(Leaky.class.getName().length()))
                .containsExactlyInAnyOrder("", ".field", ".argument([J, java.lang.foreign.Arena)", ".result()");
    }

    /** Has types of foreign memory in its signature; never run. */
    abstract static class Leaky implements SymbolLookup {
        protected MemorySegment[] field = {};

        public abstract void argument(long[] sizes, Arena arena);

        public abstract Map<String, ? extends List<MemorySegment>> result();

        abstract MemorySegment hidden();
    }

    @Test
    void javaCpp_isUsedByOneClassOfTheBinding() {
        var users = CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith("org.bytedeco")))
                .map(ArchitectureTests::outermost)
                .distinct();
        assertThat(users).singleElement().extracting(JavaClass::getPackageName).isEqualTo("wgan.torch");
    }

    @Test
    void process_isEndedByTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("wgan.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void javaUtilLogging_isNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void reportAnalysis_dependsOnNoOtherPackageOfTheReport() {
        noClasses()
                .that()
                .resideInAPackage("wgan.report.analysis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("wgan.report", "wgan.report.html")
                .check(CLASSES);
    }

    @Test
    void metrics_dependOnNoOtherPackageOfTheEvaluation() {
        noClasses()
                .that()
                .resideInAPackage("wgan.evaluate.metrics")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("wgan.evaluate", "wgan.evaluate.classifier")
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("wgan.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    private static List<ModuleDescriptor> descriptors() {
        return Project.modules().stream().map(module -> module.descriptor()).toList();
    }

    /** Returns the places in the signature of a class that have a type of foreign memory. */
    private static Stream<String> leaks(JavaClass type) {
        return signature(type)
                .filter(use -> use.type().getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .map(JavaClass::getPackageName)
                        .anyMatch(name -> name.equals(FOREIGN) || name.endsWith(".ffi")))
                .map(Use::place);
    }

    /** A type in a signature, and its place. */
    private record Use(String place, JavaType type) {}

    /** Returns the types in the signature of a class: its parents, and those of its public and protected members. */
    private static Stream<Use> signature(JavaClass type) {
        var parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .map(parent -> new Use(type.getFullName(), parent));
        var fields = type.getFields().stream()
                .filter(ArchitectureTests::isVisible)
                .map(field -> new Use(field.getFullName(), field.getType()));
        var methods = Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                .filter(ArchitectureTests::isVisible)
                .flatMap(ArchitectureTests::signature);
        return Stream.of(parents, fields, methods).flatMap(uses -> uses);
    }

    private static Stream<Use> signature(JavaCodeUnit method) {
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                .map(type -> new Use(method.getFullName(), type));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isVisible(JavaClass type) {
        var seen = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return seen
                && type.getEnclosingClass().map(ArchitectureTests::isVisible).orElse(true);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTests::outermost).orElse(type);
    }
}
