module example {
    requires java.net.http;
    requires jdk.httpserver;
    requires wgan.model; // wgan.pretrained provides a service to it
}
