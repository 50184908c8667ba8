package cn.lvyue.hub.api.command;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage in both languages: which argument, which value, what it should be; and below it how the command is used. */
final class UsageFaults implements IParameterExceptionHandler {
    private static final Map<Class<?>, String> FORMS = Map.of(
            LocalDate.class, "2027-01-31",
            OffsetDateTime.class, "2027-01-31T00:00:00+08:00",
            Map.class, "name=value",
            int.class, "20",
            Integer.class, "20",
            long.class, "20",
            Long.class, "20");

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        var command = fault.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText(text(fault)));
        command.usage(command.getErr(), command.getColorScheme());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String text(ParameterException fault) {
        if (fault instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        }
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (fault instanceof OverwrittenOptionException twice) {
            var name = name(twice.getOverwritten());
            return "选项 %s 只能给一次 / option %s may be given once only".formatted(name, name);
        }
        var argument = fault.getArgSpec();
        if (argument == null) {
            return told(fault);
        }
        return value(argument, fault.getValue());
    }

    private static String value(ArgSpec argument, String given) {
        var name = name(argument);
        var form = form(argument);
        return "%s 的值“%s”不对，应如 %s / %s: the value \"%s\" is wrong, it looks like %s"
                .formatted(name, given, form, name, given, form);
    }

    /** What the commands find wrong themselves says it in both languages already. */
    private static String told(ParameterException fault) {
        var message = String.valueOf(fault.getMessage());
        return message.codePoints().anyMatch(Character::isIdeographic) ? message : "用法错误 / wrong usage: " + message;
    }

    private static String missing(List<ArgSpec> missing) {
        var names = missing.stream().map(UsageFaults::name).collect(Collectors.joining(" "));
        return "缺少 %s / missing: %s".formatted(names, names);
    }

    private static String unmatched(UnmatchedArgumentException fault) {
        var given = fault.getUnmatched().get(0);
        var suggestions = String.join("、", fault.getSuggestions());
        var meant = suggestions.isEmpty() ? "" : "；是否指 did you mean: " + suggestions;
        if (fault.isUnknownOption()) {
            return "没有选项 %s / there is no option %s".formatted(given, given) + meant;
        }
        var pairs = fault.getCommandLine().getCommandSpec().positionalParameters().stream()
                .filter(parameter -> parameter.type() == Map.class)
                .findFirst();
        if (pairs.isPresent()) { // picocli leaves a word without = over
            return value(pairs.get(), given);
        }
        var names = fault.getCommandLine().getSubcommands().keySet();
        return names.isEmpty()
                ? "多余的参数 %s / more arguments than it takes: %s".formatted(given, given)
                : "没有命令 %s / there is no command %s".formatted(given, given) + meant;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String form(ArgSpec argument) {
        var type = argument.type();
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()).toString();
        }
        return FORMS.getOrDefault(type, argument.paramLabel());
    }
}
