module example {
    requires wgan.train;
}
