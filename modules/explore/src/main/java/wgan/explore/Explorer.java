package wgan.explore;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wgan.model.Generator;
import wgan.torch.Device;
import wgan.train.RunDirectory;

/**
 * A web page over a generator, and the server of this page.
 *
 * <pre>{@code
 * try (Generator generator = Generator.pretrained();
 *         Explorer explorer = Explorer.start(generator, Explorer.Options.DEFAULT)) {
 *     System.out.println(explorer.uri()); // to be opened in a browser of this machine
 *     System.in.read();
 * }
 * }</pre>
 *
 * <p>It serves until it is closed, with threads of its own. Unless it is set, the first one sets the system property {@code
 * sun.net.httpserver.nodelay}, without which the JDK's server delays pictures by 40 ms. Thread-safe.
 */
public final class Explorer implements AutoCloseable {
    private static final int MAX_PORT = 0xffff;

    private final Renderer renderer;
    private final Server server;
    private final URI uri;
    private boolean isClosed;

    private Explorer(Renderer renderer, Server server, InetAddress address) {
        this.renderer = renderer;
        this.server = server;
        // A browser cannot open an address that stands for all of the machine.
        String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        this.uri = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
    }

    /**
     * How a page is served.
     *
     * @param host the address or name at which the server listens; only programs on this machine can connect to a loopback address
     * @param port 0 for any free port
     * @param name of the generator, as the page shows it; empty for that of the file
     * @param commands that the page offers to copy
     * @param log receives a line if a request fails because of this program, or a changed file cannot be loaded; called by any thread
     */
    public record Options(
            String host, int port, Optional<String> name, Optional<SampleCommands> commands, Consumer<String> log) {
        /** Any free port of the loopback address; no commands, no log. */
        public static final Options DEFAULT =
                new Options("127.0.0.1", 0, Optional.empty(), Optional.empty(), line -> {});

        /** Checks the port. */
        public Options {
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException(
                        "explore: port is " + port + ", expected 0 for any, or 1 to " + MAX_PORT);
            }
        }

        /** Returns these options with another address. */
        public Options withAddress(String otherHost, int otherPort) {
            return new Options(otherHost, otherPort, name, commands, log);
        }

        /** Returns these options with a name of the generator. */
        public Options withName(String other) {
            return new Options(host, port, Optional.of(other), commands, log);
        }

        /** Returns these options with commands. */
        public Options withCommands(SampleCommands other) {
            return new Options(host, port, name, Optional.of(other), log);
        }

        /** Returns these options with another log. */
        public Options withLog(Consumer<String> other) {
            return new Options(host, port, name, commands, other);
        }
    }

    /**
     * Serves a page over a generator.
     *
     * @param generator of the caller, who closes it after the explorer
     * @throws BindException if the port is used by another program, or the host is not this machine
     * @throws IOException if the host is unknown
     */
    public static Explorer start(Generator generator, Options options) throws IOException {
        return start(new GeneratorSource.Fixed(generator), null, options.name().orElse("generator"), options);
    }

    /**
     * Serves a page over the generator of a file or of a run directory. Whenever the file is replaced, the new generator is used; that
     * of a run does not need to exist yet. The page also shows the losses and samples of a run directory while they are written.
     *
     * @param model a safetensors file, or a run directory
     * @throws BindException if the port is used by another program, or the host is not this machine
     * @throws IOException if the file cannot be loaded, or the host is unknown
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static Explorer start(Path model, Device device, Options options) throws IOException {
        boolean isRun = Files.isDirectory(model);
        if (!isRun && !Files.exists(model)) {
            throw new NoSuchFileException(model.toString());
        }
        Path file = isRun ? RunDirectory.generatorIn(model) : model;
        return start(
                GeneratorSource.File.open(file, device, options.log()),
                isRun ? new RunWatcher(model) : null,
                options.name().orElse(model.toString()),
                options);
    }

    private static Explorer start(GeneratorSource source, @Nullable RunWatcher run, String name, Options options)
            throws IOException {
        Renderer renderer = new Renderer(source);
        try {
            InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException("explore: host " + options.host()
                        + " is unknown, expected an address or a name of this machine, such as 127.0.0.1");
            }
            Server server = new Server(address, new Routes(renderer, run, name, options.commands()), options.log());
            return new Explorer(renderer, server, address.getAddress());
        } catch (BindException e) {
            renderer.close();
            BindException oneLine = new BindException(
                    options.port() == 0
                            ? "explore: host " + options.host() + " cannot be used (" + e.getMessage()
                                    + "), expected an address or a name of this machine, such as 127.0.0.1"
                            : "explore: port " + options.port() + " of " + options.host() + " cannot be used ("
                                    + e.getMessage() + "); choose another port, or 0 for any free one");
            oneLine.initCause(e);
            throw oneLine;
        } catch (IOException | RuntimeException e) {
            renderer.close();
            throw e;
        }
    }

    /** Returns the address of the page. */
    public URI uri() {
        return uri;
    }

    /**
     * Waits a short time for requests that are being answered, frees the port, and closes a generator that it has loaded. A second
     * call does nothing.
     */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            server.close();
            renderer.close();
        }
    }
}
