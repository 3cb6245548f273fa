package wgan.pretrained;

/** The best generator of the WGAN with gradient penalty. */
public final class WganGpGenerator extends ResourceModel {
    /** Called by {@link java.util.ServiceLoader}. */
    public WganGpGenerator() {
        super(Kind.GENERATOR, "wgan-gp");
    }
}
