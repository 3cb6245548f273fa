package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import wgan.train.Dcgan;
import wgan.train.Gan;
import wgan.train.Objective;
import wgan.train.Preset;
import wgan.train.Wgan;
import wgan.train.WganGp;

/** The defaults that the help states are those that are used. */
class HelpDefaultsTests {
    private static final Pattern STATED = Pattern.compile("\\(default: ([^)]+)\\)");
    private static final List<Objective> OBJECTIVES =
            List.of(Gan.defaults(), Dcgan.defaults(), Wgan.defaults(), WganGp.defaults());
    private static final CommandLine PROGRAM = Main.commandLine(Main.class);

    /** The default of such an option is null: the objective has it. */
    @Test
    void defaultsOfObjectives_areThoseOfTheHelp() {
        List<String> compared = new ArrayList<>();
        for (OptionSpec option :
                PROGRAM.getSubcommands().get("train").getCommandSpec().options()) {
            String key = option.longestName().replaceFirst("^--", "").replace('-', '_');
            for (Objective objective : OBJECTIVES) {
                Object value = objective.hyperparameters().get(key);
                if (value != null && !key.equals("objective")) {
                    assertThat(normalized(statedFor(objective, option)))
                            .as("%s of %s", option.longestName(), objective.name())
                            .isEqualTo(normalized(String.valueOf(value)));
                    compared.add(option.longestName());
                }
            }
        }
        assertThat(compared)
                .contains(
                        "--lr-critic",
                        "--lr-generator",
                        "--lr-decay",
                        "--lr-decay-epochs",
                        "--critic-steps",
                        "--critic-batches",
                        "--critic-warmup",
                        "--clip",
                        "--clip-batch-norm",
                        "--gradient-penalty");
    }

    @Test
    void ema_isThatOfThePresets() {
        OptionSpec ema = PROGRAM.getSubcommands().get("train").getCommandSpec().findOption("--ema");
        assertThat(stated(ema))
                .isEqualTo("%s; with --preset paper: %.0f".formatted(Preset.TUNED.ema(), Preset.PAPER.ema()));
    }

    /** Options of groups have initial values instead of defaults. */
    @Test
    void initialValues_areThoseOfTheHelp() {
        List<String> compared = new ArrayList<>();
        for (Map.Entry<String, CommandLine> command : PROGRAM.getSubcommands().entrySet()) {
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                Object initial = option.initialValue();
                if (option.group() != null && initial != null) {
                    assertThat(stated(option)).as(option.longestName()).isEqualTo(String.valueOf(initial));
                    compared.add(option.longestName());
                }
            }
        }
        assertThat(compared).contains("--seed");
        OptionSpec count =
                PROGRAM.getSubcommands().get("sample").getCommandSpec().findOption("--count");
        assertThat(stated(count))
                .isEqualTo(Integer.toString(SeedLatents.COUNT)); // it has no initial value: --text refuses it
    }

    @Test
    void columns_areThoseOfTheHelp() {
        assertThat(stated(sampleOption("--columns"))).isEqualTo(String.valueOf(new LatentOptions().columns()));
    }

    @Test
    void steps_areThoseOfTheHelp() {
        PROGRAM.parseArgs("sample", "--interpolate", "1,2");
        assertThat(stated(sampleOption("--steps")))
                .isEqualTo(String.valueOf(sampleOption("--steps").<Object>getValue()));
    }

    private static OptionSpec sampleOption(String name) {
        return PROGRAM.getSubcommands().get("sample").getCommandSpec().findOption(name);
    }

    /** Reads "5; gan, dcgan: 1": a value for all, then those of some. */
    private static String statedFor(Objective objective, OptionSpec option) {
        String[] parts = stated(option).split("; ", -1);
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] namesAndValue = part.split(": ", -1);
            if (List.of(namesAndValue[0].split(", ", -1)).contains(objective.name())) {
                return namesAndValue[1];
            }
        }
        return parts[0];
    }

    private static String stated(OptionSpec option) {
        Matcher stated = STATED.matcher(String.join(" ", option.description()));
        assertThat(stated.find())
                .as("the help of %s states a default", option.longestName())
                .isTrue();
        return stated.group(1);
    }

    /** Makes 5e-4 and 5.0E-4, or off and false, equal. */
    private static String normalized(String value) {
        return switch (value) {
            case "yes" -> "true";
            case "off" -> "false";
            default -> value.matches("[0-9.eE+-]+") ? String.valueOf(Double.parseDouble(value)) : value;
        };
    }
}
