module example {
    requires wgan.torch;
}
