package wgan.pretrained;

/** The best generator of the lab's WGAN, with clipped parameters. */
public final class WganGenerator extends ResourceModel {
    /** Called by {@link java.util.ServiceLoader}. */
    public WganGenerator() {
        super(Kind.GENERATOR, "wgan");
    }
}
