package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class CommandHelpTest {
    private static final Pattern BOTH = Pattern.compile("(?s).*\\p{IsHan}.*[a-z]{2,}.*");

    @Test
    void everyCommandOptionAndArgumentSaysWhatItIsForInBothLanguages() {
        var without = new ArrayList<String>();
        for (var command : all(line())) {
            var spec = command.getCommandSpec();
            look(
                    without,
                    spec.qualifiedName(),
                    String.join(" ", spec.usageMessage().description()));
            for (var argument : spec.args()) {
                look(without, spec.qualifiedName() + " " + name(argument), String.join(" ", argument.description()));
            }
        }

        assertThat(without).isEmpty();
    }

    @Test
    void headingsAndHelpItselfAreInBothLanguages() {
        var run = CommandRun.of("mapping", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("用法 usage: hub mapping", "显示此说明 / show this help", "命令 commands:")
                .doesNotContain("Usage:", "Show this", "Commands:");
    }

    private static void look(List<String> without, String what, String description) {
        if (!BOTH.matcher(description).matches()) {
            without.add(what + ": " + description);
        }
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static List<CommandLine> all(CommandLine command) {
        var all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> all.addAll(all(below)));
        return all;
    }

    private static CommandLine line() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return HubCommandLine.line(new Output(nowhere, nowhere), () -> {
            throw new AssertionError("no module is needed");
        });
    }
}
