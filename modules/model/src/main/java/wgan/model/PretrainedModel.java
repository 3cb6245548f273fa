package wgan.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * A trained model in a module or jar. {@link ServiceLoader} finds it on the module path and on the class path.
 *
 * <p>The artifact {@code wgan-pretrained} contains the models of this project. An application can provide models of its own: it
 * implements this interface, and names the implementation in its module descriptor and in {@code META-INF/services}.
 */
public interface PretrainedModel {
    /** What a model does. */
    enum Kind {
        /** {@link Generator#load(InputStream)} reads it. */
        GENERATOR,
        /** It classifies images; the module {@code wgan.evaluate} reads it. */
        CLASSIFIER
    }

    /** Returns its name, which no other model of its kind has. */
    String name();

    /** Returns what it does. */
    Kind kind();

    /**
     * Opens its safetensors file. The caller closes the stream.
     *
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;

    /**
     * Returns its model card (Mitchell et al. 2019) in Markdown: the data, the seed, the command that trained it, its metrics, date and
     * licence.
     *
     * @throws IOException if it cannot be read
     */
    String card() throws IOException;

    /** Returns all models of a kind that can be found, by name: those of modules, or, if there is none, those of the class path. */
    static List<PretrainedModel> all(Kind kind) {
        ModuleLayer layer = PretrainedModel.class.getModule().getLayer(); // null on the class path
        List<PretrainedModel> models =
                layer == null ? List.of() : load(ServiceLoader.load(layer, PretrainedModel.class));
        if (models.isEmpty()) { // the JDK cannot search a class path that has an exclamation mark
            models = load(ServiceLoader.load(PretrainedModel.class, PretrainedModel.class.getClassLoader()));
        }
        return models.stream()
                .filter(model -> model.kind() == kind)
                .sorted(Comparator.comparing(PretrainedModel::name))
                .toList();
    }

    private static List<PretrainedModel> load(ServiceLoader<PretrainedModel> loader) {
        return loader.stream().map(ServiceLoader.Provider::get).toList();
    }

    /**
     * Returns a model.
     *
     * @throws ModelFileException if it cannot be found; the message states the names of those that can
     */
    static PretrainedModel find(Kind kind, String name) throws ModelFileException {
        List<PretrainedModel> all = all(kind);
        for (PretrainedModel model : all) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        throw new ModelFileException(
                all.isEmpty()
                        ? "pretrained model " + name
                                + ": there is none; add the module wgan.pretrained (wgan-pretrained-"
                                + "….jar) to the module path or the class path"
                        : "pretrained model " + name + ": there is no such model, expected "
                                + all.stream().map(PretrainedModel::name).collect(Collectors.joining(" or ")));
    }
}
