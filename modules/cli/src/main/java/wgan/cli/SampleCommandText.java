package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import wgan.explore.SampleCommands;

/**
 * The commands {@code sample} that draw what the page of {@code explore} shows.
 *
 * @param options those that select the generator and the device, as the command line has them
 */
record SampleCommandText(List<String> options) implements SampleCommands {
    /** Copies the options. */
    SampleCommandText {
        options = List.copyOf(options);
    }

    @Override
    public String seeds(List<Long> seeds, int columns, String out) {
        return command(out, columns, List.of("--seeds", ranges(seeds)));
    }

    @Override
    public String interpolation(List<Long> seeds, int steps, String out) {
        String list = seeds.stream().map(String::valueOf).collect(joining(","));
        return text(out, List.of("--interpolate", list, "--steps", Integer.toString(steps)));
    }

    @Override
    public String latents(String latents, int columns, String out) {
        return command(out, columns, List.of("--latents", latents));
    }

    private String command(String out, int columns, List<String> latents) {
        List<String> arguments = new ArrayList<>(latents);
        if (out.endsWith(".png") && columns != SeedLatents.COLUMNS) {
            arguments.addAll(List.of("--columns", Integer.toString(columns)));
        }
        return text(out, arguments);
    }

    private String text(String out, List<String> latents) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(latents);
        arguments.addAll(List.of("--out", out));
        return arguments.stream()
                .map(argument -> " " + ShellCommand.quoted(argument))
                .collect(joining("", "wgan sample", ""));
    }

    /** Returns a list of seeds in which a range stands for consecutive ones: 0-63. */
    private static String ranges(List<Long> seeds) {
        List<String> parts = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= seeds.size(); i++) {
            if (i == seeds.size() || seeds.get(i) != seeds.get(i - 1) + 1) {
                parts.add(seeds.get(first) + (i - 1 > first ? "-" + seeds.get(i - 1) : ""));
                first = i;
            }
        }
        return String.join(",", parts);
    }
}
