package wgan.explore;

import java.util.List;
import wgan.model.Generator;

/**
 * Reads a {@link View} from the parameters of a request:
 *
 * <pre>
 * view=seeds         first=SEED  count=N  [columns=N]
 * view=points        z=LATENT …  [columns=N]
 * view=walk          from=LATENT  to=LATENT  steps=N  [closed=true|false]
 * view=neighborhood  z=LATENT  across=LATENT  down=LATENT  step=NUMBER  size=N  [x=NUMBER]  [y=NUMBER]
 * view=direction     z=LATENT  index=N  reach=NUMBER  count=N
 * </pre>
 *
 * <p>LATENT is the text of a {@link LatentParser}.
 */
final class ViewParameters {
    /** The greatest number of images of a view. */
    static final int MAX_COUNT = 256;

    private static final int COLUMNS = 8; // of the lab's grid
    private static final long MAX_SEED = 999_999_999_999_999_999L - MAX_COUNT; // 18 digits, as in a list of seeds
    private static final int MAX_SIZE = 15;
    private static final double MAX_NUMBER = LatentParser.MAX_FACTOR;

    private ViewParameters() {}

    /**
     * Reads all parameters.
     *
     * @throws RequestException if they are not those of a view
     */
    static View read(Parameters parameters) {
        View view = switch (parameters.oneOf("view", List.of("seeds", "points", "walk", "neighborhood", "direction"))) {
            case "seeds" -> seeds(parameters);
            case "points" -> points(parameters);
            case "walk" -> walk(parameters);
            case "neighborhood" -> neighborhood(parameters);
            default -> direction(parameters);
        };
        parameters.requireAllRead();
        return view;
    }

    private static View seeds(Parameters parameters) {
        return View.Points.ofSeeds(
                parameters.integer("first", 0, MAX_SEED),
                (int) parameters.integer("count", 1, MAX_COUNT),
                columns(parameters));
    }

    private static View points(Parameters parameters) {
        List<String> points = parameters.all("z");
        if (points.isEmpty() || points.size() > MAX_COUNT) {
            throw RequestException.badRequest(
                    "parameter z: is there " + points.size() + " times, expected 1 to " + MAX_COUNT + " times");
        }
        return new View.Points(points.stream().map(LatentParser::parse).toList(), columns(parameters));
    }

    private static int columns(Parameters parameters) {
        return parameters.integer("columns", 1, MAX_COUNT, COLUMNS);
    }

    private static View walk(Parameters parameters) {
        boolean isClosed = parameters.has("closed")
                && parameters.oneOf("closed", List.of("true", "false")).equals("true");
        return new View.Walk(
                parameters.latent("from"),
                parameters.latent("to"),
                (int) parameters.integer("steps", 2, MAX_COUNT / 2),
                isClosed);
    }

    private static View neighborhood(Parameters parameters) {
        int size = (int) parameters.integer("size", 1, MAX_SIZE);
        if (size % 2 == 0) {
            throw RequestException.badRequest("parameter size: is " + size + ", expected an odd number");
        }
        return new View.Neighborhood(
                parameters.latent("z"),
                parameters.latent("across"),
                parameters.latent("down"),
                new View.Neighborhood.Place(
                        parameters.decimal("x", -MAX_NUMBER, MAX_NUMBER, 0),
                        parameters.decimal("y", -MAX_NUMBER, MAX_NUMBER, 0)),
                parameters.decimal("step", 0, MAX_NUMBER),
                size);
    }

    private static View direction(Parameters parameters) {
        return new View.Direction(
                parameters.latent("z"),
                (int) parameters.integer("index", 0, Generator.MAX_LATENT_DIM - 1),
                parameters.decimal("reach", 0, MAX_NUMBER),
                (int) parameters.integer("count", 2, MAX_COUNT));
    }
}
