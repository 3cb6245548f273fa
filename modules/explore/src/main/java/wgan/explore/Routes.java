package wgan.explore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.ImageAnimation;
import wgan.data.ImageGrid;
import wgan.image.Pixels;
import wgan.model.LatentFile;

/**
 * Answers requests by their path. No request changes anything, and none leaves anything behind. Thread-safe.
 *
 * <pre>
 * /                        the page; /NAME is one of its files
 * /api/model               the generator: its name, device, latent dimension and the shape of its images
 * /api/images              a view's images: their bytes, channel after channel, row after row; the header Image-Shape has the shape
 * /api/images.png          a view's images as a grid, /api/images.gif as an animation
 * /api/latents.safetensors a view's latent vectors
 * /api/command             the command that draws a view
 * /api/run                 the state of the run
 * /api/run/samples/NAME    a sample image of the run
 * </pre>
 */
final class Routes {
    /** The number of views that are drawn and encoded at a time; others wait. */
    private static final int CONCURRENT_VIEWS = 4;

    private static final String LATENTS = "latents.safetensors";

    private final Assets assets = new Assets();
    private final Semaphore views = new Semaphore(CONCURRENT_VIEWS, true);
    private final Renderer renderer;
    private final @Nullable RunWatcher run;
    private final String model;
    private final Optional<SampleCommands> commands;

    /**
     * Creates them.
     *
     * @param run null if the generator is not that of a run
     * @param model the name of the generator
     */
    Routes(Renderer renderer, @Nullable RunWatcher run, String model, Optional<SampleCommands> commands) {
        this.renderer = renderer;
        this.run = run;
        this.model = model;
        this.commands = commands;
    }

    /**
     * Answers a request.
     *
     * @param query null if there is none
     * @throws RequestException if the request cannot be answered
     */
    Response answer(String path, @Nullable String query) throws IOException {
        Parameters parameters = Parameters.of(query);
        return switch (path) {
            case "/" -> page("page.html", Parameters.of(null)); // the page reads its own parameters
            case "/api/model" -> model(parameters);
            case "/api/images" -> images(parameters);
            case "/api/images.png" -> png(parameters);
            case "/api/images.gif" -> gif(parameters);
            case "/api/latents.safetensors" -> latents(parameters);
            case "/api/command" -> command(parameters);
            case "/api/run" -> run(parameters);
            default -> file(path, parameters);
        };
    }

    private Response file(String path, Parameters parameters) throws IOException {
        String samples = "/api/run/samples/";
        if (path.startsWith(samples)) {
            parameters.requireAllRead();
            RunWatcher.Image image = requireRun().image(path.substring(samples.length()));
            return Response.of("image/png", image.bytes()).withTag(image.tag());
        }
        return page(path.substring(1), parameters);
    }

    private Response page(String name, Parameters parameters) {
        Response response = assets.get(name)
                .orElseThrow(() -> new RequestException(
                        404,
                        "path: there is no '" + Parameters.shorten("/" + name)
                                + "', expected / or a file of the page"));
        parameters.requireAllRead();
        return response;
    }

    private Response model(Parameters parameters) {
        parameters.requireAllRead();
        ObjectNode answer = JsonMapper.shared()
                .createObjectNode()
                .put("model", model)
                .put("version", renderer.version())
                .put("run", run != null)
                .put("commands", commands.isPresent());
        if (answer.path("version").asInt() > 0) {
            Renderer.Model generator = renderer.model();
            answer.put("latent_dim", generator.latentDim()).put("device", generator.device());
            answer.putObject("image_shape")
                    .put("channels", generator.imageShape().channels())
                    .put("height", generator.imageShape().height())
                    .put("width", generator.imageShape().width());
        }
        return Response.json(answer).withChecksum();
    }

    private Response images(Parameters parameters) throws IOException {
        return draw(
                parameters,
                (view, picture) -> Response.of("application/octet-stream", Pixels.toBytes(picture.images()))
                        .with("Image-Shape", picture.imageShape()));
    }

    /** The file has the bytes that the command {@code sample} writes. */
    private Response png(Parameters parameters) throws IOException {
        return draw(parameters, (view, picture) -> {
            ImageGrid grid = new ImageGrid(view.columns(), ImageGrid.LAB.padding(), ImageGrid.LAB.scaling());
            return Response.of("image/png", grid.png(picture.images(), picture.imageShape()));
        });
    }

    private Response gif(Parameters parameters) throws IOException {
        return draw(
                parameters,
                (view, picture) ->
                        Response.of("image/gif", ImageAnimation.DEFAULT.gif(picture.images(), picture.imageShape())));
    }

    private Response latents(Parameters parameters) throws IOException {
        return draw(parameters, (view, picture) -> {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            LatentFile.write(file, picture.latents(), picture.latentDim());
            return Response.of("application/octet-stream", file.toByteArray());
        });
    }

    /** Makes a response of a view's picture. */
    private interface Encoder {
        Response encode(View view, Renderer.Picture picture) throws IOException;
    }

    private Response draw(Parameters parameters, Encoder encoder) throws IOException {
        View view = ViewParameters.read(parameters);
        views.acquireUninterruptibly();
        try {
            return encoder.encode(view, renderer.render(view));
        } finally {
            views.release();
        }
    }

    private Response command(Parameters parameters) {
        String format = parameters.oneOf("format", List.of("png", "gif"));
        View view = ViewParameters.read(parameters);
        if (commands.isEmpty()) {
            throw new RequestException(404, "command: this program has none; its latent vectors can be downloaded");
        }
        String out = "images." + format;
        Optional<String> direct = view.command(commands.get(), out);
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("command", direct.orElseGet(() -> commands.get().latents(LATENTS, view.columns(), out)));
        if (direct.isEmpty()) {
            answer.put("latents", LATENTS);
        }
        return Response.json(answer);
    }

    private Response run(Parameters parameters) throws IOException {
        parameters.requireAllRead();
        return Response.json(requireRun().state(renderer.version())).withChecksum();
    }

    private RunWatcher requireRun() {
        if (run == null) {
            throw new RequestException(404, "run: " + model + " is not a run directory");
        }
        return run;
    }
}
