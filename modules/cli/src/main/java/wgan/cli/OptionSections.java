package wgan.cli;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the options in the help under the {@link OptionHeading} of the class that declares them; those without one come last. */
final class OptionSections implements IHelpSectionRenderer {
    private static final String OTHER = "Other";

    /** Uses it for a command and its subcommands. */
    static void install(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
        command.getSubcommands().values().forEach(OptionSections::install);
    }

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        List<OptionSpec> others = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            String heading = heading(option);
            if (option.group() == null && !option.hidden()) {
                (heading.equals(OTHER) ? others : sections.computeIfAbsent(heading, key -> new ArrayList<>()))
                        .add(option);
            }
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> text.append(section(help, heading, options)));
        text.append(help.optionListGroupSections());
        return text.append(section(help, sections.isEmpty() ? "Options" : OTHER, others))
                .toString();
    }

    private static String section(Help help, String heading, List<OptionSpec> options) {
        return "%n%s:%n".formatted(heading) + help.optionListExcludingGroups(options);
    }

    private static String heading(OptionSpec option) {
        if (option.userObject() instanceof AnnotatedElement && option.userObject() instanceof Member member) {
            OptionHeading heading = member.getDeclaringClass().getAnnotation(OptionHeading.class);
            return heading == null ? OTHER : heading.value();
        }
        return OTHER;
    }
}
