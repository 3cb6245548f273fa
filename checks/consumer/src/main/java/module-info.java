/** An application that links the models. */
module consumer {
    requires wgan.model;
}
