module example {
    requires wgan.model; // wgan.pretrained provides a service to it
}
