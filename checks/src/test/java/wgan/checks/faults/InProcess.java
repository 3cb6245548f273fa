package wgan.checks.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Runs scenarios in this process, which must have been started with the library of faults: many times as fast as processes. The
 * program is on the class path.
 *
 * @param log the file that the environment names
 * @param plan the file that the environment names
 */
record InProcess(Path log, Path plan) implements Lives {
    private static long lives;

    @Override
    public Life run(Scenario scenario, Path directory) throws IOException {
        return live(scenario, directory, "");
    }

    @Override
    public Life run(Scenario scenario, Path directory, Fault fault) throws IOException {
        return live(scenario, directory, fault.plan(++lives));
    }

    private Life live(Scenario scenario, Path directory, String faults) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        long started = System.nanoTime();
        int code;
        try {
            Class<?> program = Class.forName("wgan.cli.Main");
            forget();
            Method execute = program.getDeclaredMethod("execute", Object.class, String[].class);
            execute.setAccessible(true);
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            Files.writeString(log, "");
            Files.writeString(plan, faults);
            code = (int) execute.invoke(
                    null, program, scenario.arguments(directory + "/").toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        } finally {
            Files.writeString(plan, "");
            System.setOut(out);
            System.setErr(err);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new Life(code, error.toString(StandardCharsets.UTF_8), Files.readAllLines(log), took);
    }

    /** Forgets what a new process would not know. */
    private static void forget() throws ReflectiveOperationException {
        Field folders = Class.forName("wgan.data.AtomicFile").getDeclaredField("WRITTEN_IN");
        folders.setAccessible(true);
        ((Set<?>) folders.get(null)).clear();
    }
}
