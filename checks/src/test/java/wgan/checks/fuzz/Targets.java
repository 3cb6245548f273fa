package wgan.checks.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All targets by name. */
final class Targets {
    /** Makes a target that writes to no folder but this, which is empty. */
    private interface Factory {
        Target open(Path folder) throws Exception;
    }

    private static final Map<String, Factory> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("bmp", folder -> ImagesTarget.image(folder, "bmp")),
            Map.entry("cifar", PublishedTarget::cifar),
            Map.entry("checkpoint", CheckpointTarget::new),
            Map.entry("config", ConfigTarget::new),
            Map.entry("emnist", PublishedTarget::emnist),
            Map.entry("environment", EnvironmentTarget::new),
            Map.entry("events", EventsTarget::new),
            Map.entry("gif", folder -> ImagesTarget.image(folder, "gif")),
            Map.entry("generator", GeneratorTarget::new),
            Map.entry("idx", IdxTarget::new),
            Map.entry("jpeg", folder -> ImagesTarget.image(folder, "jpeg")),
            Map.entry("metrics", MetricsTarget::new),
            Map.entry("npm", NpmTarget::new),
            Map.entry("npy", ImagesTarget::npy),
            Map.entry("npz", ImagesTarget::npz),
            Map.entry("png", folder -> ImagesTarget.image(folder, "png")),
            Map.entry("requests", RequestsTarget::new),
            Map.entry("safetensors", SafeTensorsTarget::new),
            Map.entry("tar", ImagesTarget::tar),
            Map.entry("zip", ImagesTarget::zip)));

    private Targets() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Target open(String name, Path folder) throws Exception {
        Factory factory = ALL.get(name);
        if (factory == null) {
            throw new IllegalArgumentException("target '" + name + "', expected one of " + names());
        }
        return factory.open(folder);
    }
}
