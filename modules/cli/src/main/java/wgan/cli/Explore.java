package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import wgan.explore.Explorer;
import wgan.model.Generator;
import wgan.torch.Device;
import wgan.train.RunDirectory;

/** The command that shows a generator, and a run while it trains, in a browser. */
@Command(
        name = "explore",
        description = "Explore a generator in the browser: its images, their neighbors, and what is between them."
                + " For a run, also its losses and samples while it trains. Ends at Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  wgan explore",
            "  wgan explore --pretrained wgan-gp",
            "  wgan explore --model runs/wgan --port 8080 --no-browser"
        })
@OptionHeading("Page")
public final class Explore implements Callable<Integer> {
    private static final int MAX_PORT = 0xffff;

    /** Limits of the JDK's server, which has none by default and reads them once: seconds to send a request, and connections. */
    private static final Map<String, String> SERVER_LIMITS =
            Map.of("sun.net.httpserver.maxReqTime", "30", "jdk.httpserver.maxConnections", "1024");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "The address to listen at. With the default, only this machine can open the page; 0.0.0.0 is"
                    + " every address of this machine (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "The port to listen at; 0 is any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--no-browser", description = "Print the address of the page, and open no browser.")
    private boolean noBrowser;

    @Mixin
    private DeviceOptions deviceOptions;

    @Mixin
    private JsonOption json;

    private Explore() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Explore(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        deviceOptions.validate();
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + ", expected 0 for any free port, or 1 to " + MAX_PORT);
        }
        requireAddress();
        SERVER_LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        PrintWriter err = spec.commandLine().getErr();
        ModelSource model = modelOptions.sourceOrPretrained(err);
        if (model instanceof ModelSource.Trained trained && !RunDirectory.isUsed(trained.path())) {
            trained.requireFile(); // a run may still have to write it
        }
        Device device = deviceOptions.prepare(err);
        Explorer.Options options = Explorer.Options.DEFAULT
                .withAddress(host, port)
                .withName(model.toString())
                .withCommands(new SampleCommandText(sampleOptions(model)))
                .withLog(err::println);
        switch (model) {
            case ModelSource.Trained trained -> serve(start(trained, device, options), model, device);
            case ModelSource.Pretrained pretrained -> {
                try (Generator generator = pretrained.load(device)) {
                    serve(start(generator, options), model, device);
                }
            }
        }
        return ExitCode.DONE;
    }

    /** Reports an address that cannot be used before libtorch is loaded, which takes longer. */
    private void requireAddress() {
        InetSocketAddress address = new InetSocketAddress(host, 0);
        String expected = "--host is '" + host + "', expected an address or a name of this machine";
        if (host.isBlank() || address.isUnresolved()) {
            throw new ParameterException(spec.commandLine(), expected);
        }
        try {
            new ServerSocket(0, 1, address.getAddress()).close();
        } catch (IOException e) { // of another machine
            throw new ParameterException(spec.commandLine(), expected + " (" + e.getMessage() + ")", e);
        }
    }

    /** Returns the options with which {@code sample} uses the same generator in the same way. */
    private List<String> sampleOptions(ModelSource model) {
        List<String> options = new ArrayList<>();
        switch (model) {
            case ModelSource.Trained trained -> options.addAll(List.of("--model", trained.toString()));
            case ModelSource.Pretrained pretrained ->
                options.addAll(List.of("--pretrained", pretrained.model().name()));
        }
        options.addAll(deviceOptions.arguments());
        return options;
    }

    private interface Starter {
        Explorer start() throws IOException;
    }

    private Explorer start(ModelSource.Trained model, Device device, Explorer.Options options) throws IOException {
        return start(() -> Explorer.start(model.path(), device, options));
    }

    private Explorer start(Generator generator, Explorer.Options options) throws IOException {
        return start(() -> Explorer.start(generator, options));
    }

    private Explorer start(Starter starter) throws IOException {
        try {
            return starter.start();
        } catch (BindException e) { // of the port: the address was tried
            String reason = String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            throw new ParameterException(
                    spec.commandLine(),
                    "--port is " + port + ", expected one that is free at " + host + ", or 0 for any free port ("
                            + reason + ")",
                    e);
        }
    }

    /** Serves until a signal ends the process. */
    private void serve(Explorer explorer, ModelSource model, Device device) {
        try (explorer) {
            Runtime.getRuntime().addShutdownHook(new Thread(explorer::close, "wgan-explore-close"));
            report(explorer, model, device);
            if (!noBrowser) {
                BrowserLauncher.open(explorer.uri());
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Explorer explorer, ModelSource model, Device device) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        if (!new InetSocketAddress(host, 0).getAddress().isLoopbackAddress()) {
            err.println("warning: --host " + host + " lets other machines open the page; it has no password");
            err.flush();
        }
        if (json.isRequested()) {
            out.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("url", explorer.uri().toString())
                    .put("model", model.toString())
                    .put("device", device.toString()));
        } else {
            out.println("exploring " + model + " at " + explorer.uri() + " (Ctrl-C ends)");
        }
        out.flush();
    }
}
