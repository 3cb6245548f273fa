package wgan.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import wgan.model.PretrainedModel;

/** A model whose safetensors file and card are resources of this package. */
abstract class ResourceModel implements PretrainedModel {
    private final Kind kind;
    private final String name;

    ResourceModel(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final InputStream open() throws IOException {
        return resource(".safetensors");
    }

    @Override
    public final String card() throws IOException {
        try (InputStream in = resource(".md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream resource(String ending) throws IOException {
        InputStream in = ResourceModel.class.getResourceAsStream(name + ending);
        if (in == null) {
            throw new NoSuchFileException(name + ending + " in wgan.pretrained");
        }
        return in;
    }
}
