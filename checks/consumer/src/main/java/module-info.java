/** An application that depends on the module wgan.model. */
module consumer {
    requires wgan.model;
}
