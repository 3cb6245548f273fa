package wgan.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The built-in objectives. */
public enum ObjectiveType {
    /** See {@link Gan}. */
    GAN,
    /** See {@link Dcgan}. */
    DCGAN,
    /** See {@link Wgan}. */
    WGAN,
    /** See {@link WganGp}. */
    WGAN_GP;

    /**
     * Returns the objective of that name.
     *
     * @param name as {@link Objective#name()} returns it
     * @throws HyperparameterException if no built-in objective has that name
     */
    public static ObjectiveType of(String name) {
        return find(name)
                .orElseThrow(() -> new HyperparameterException(
                        "objective",
                        name,
                        "one of "
                                + Arrays.stream(values())
                                        .map(ObjectiveType::toString)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns the objective of that name; empty if it is not built in. */
    public static Optional<ObjectiveType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /** Returns the objective with its default hyper-parameters. */
    public Objective defaults() {
        return switch (this) {
            case GAN -> Gan.defaults();
            case DCGAN -> Dcgan.defaults();
            case WGAN -> Wgan.defaults();
            case WGAN_GP -> WganGp.defaults();
        };
    }

    /** Returns the objective with the hyper-parameters of a preset. */
    public Objective preset(Preset preset) {
        return switch (preset) {
            case TUNED -> defaults();
            case PAPER ->
                switch (this) {
                    case GAN -> Gan.paper();
                    case DCGAN -> Dcgan.paper();
                    case WGAN -> Wgan.paper();
                    case WGAN_GP -> WganGp.paper();
                };
        };
    }

    /** Returns the name of the objective, such as {@code wgan-gp}. */
    @Override
    public String toString() {
        return defaults().name();
    }
}
