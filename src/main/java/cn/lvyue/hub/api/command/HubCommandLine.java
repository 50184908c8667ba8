package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.Terminal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The hub's command line. Arguments that name no command start the hub itself. */
public final class HubCommandLine {
    private static final Map<String, String> REPLAY_DEEDS = new TreeMap<>(Map.of(
            "show", "一次重放的进展和结果%nHow a replay goes, and what it did",
            "start", "按计划开始%nStart what was planned",
            "approve", "批准他人的重放计划%nApprove another person's plan",
            "pause", "暂停，可继续%nPause it; it can be resumed",
            "resume", "继续已暂停或停下的重放%nGo on with one that was paused or stopped",
            "cancel", "取消，已做的不变%nCancel it; what it did stays"));
    private static final Set<String> ASKING = Set.of("-h", "--help", "-V", "--version");

    private HubCommandLine() {}

    /** Whether the arguments are for the command line: a first word without dashes, or a question for help or version. */
    public static boolean isCommand(String[] args) {
        return args.length > 0 && (!args[0].startsWith("-") || ASKING.contains(args[0]));
    }

    /** @return the exit code: 0 only for success, 2 for wrong usage, 1 for everything else */
    public static int run(String[] args) {
        return run(args, new Output(Terminal.out(), Terminal.err()), OfflineHub::start);
    }

    static int run(String[] args, Output output, Supplier<OfflineHub> offline) {
        int code = line(output, offline).execute(args);
        output.flush();
        return code;
    }

    static CommandLine line(Output output, Supplier<OfflineHub> offline) {
        var line = new CommandLine(new Hub())
                .addSubcommand(new CheckCommand(output, offline))
                .addSubcommand(new TryCommand(output, offline))
                .addSubcommand(new StatusCommand(output))
                .addSubcommand(new ReportCommand(output))
                .addSubcommand(new BatchCommand(output))
                .addSubcommand(new ReconcileCommand(output))
                .addSubcommand(new ReturnedCommand(output))
                .addSubcommand(new SandboxCommand(output))
                .addSubcommand(replay(output))
                .addSubcommand(archive(output))
                .addSubcommand(new UserCommand(output))
                .addSubcommand(new AuditCommand(output))
                .addSubcommand(new RetentionCommand(output))
                .addSubcommand(new MappingCommand(output))
                .addSubcommand(new PersonalCommand(output))
                .addSubcommand(new CommandLine(new KeyCommand())
                        .addSubcommand(new KeyListCommand(output))
                        .addSubcommand(new KeyAddCommand(output))
                        .addSubcommand(new KeyRotateCommand(output))
                        .addSubcommand(new KeyRevokeCommand(output)))
                .addSubcommand(new CommandLine(new StandardCommand())
                        .addSubcommand(new StandardFieldsCommand(output, offline))
                        .addSubcommand(new StandardSchemaCommand(output, offline))
                        .addSubcommand(new StandardTemplateCommand(output, offline)));
        HelpWords.into(line);
        line.setParameterExceptionHandler(new UsageFaults());
        line.setOut(output.writer()).setErr(output.errorWriter());
        line.setExecutionExceptionHandler((failure, failed, parsed) -> output.failed(failure));
        return line;
    }

    private static CommandLine archive(Output output) {
        return new CommandLine(new ArchiveCommand())
                .addSubcommand(new VerifyCommand(output))
                .addSubcommand(new DaysCommand(output))
                .addSubcommand(new MonthsCommand(output))
                .addSubcommand(new DetachCommand(output))
                .addSubcommand(new AttachCommand(output))
                .addSubcommand(new RekeyCommand(output))
                .addSubcommand(new ArchiveSearchCommand(output))
                .addSubcommand(new ReindexCommand(output))
                .addSubcommand(new LineageCommand(output))
                .addSubcommand(new ExportCommand(output))
                .addSubcommand(new VerifierCommand(output));
    }

    private static CommandLine replay(Output output) {
        var replay = new CommandLine(new ReplayCommand())
                .addSubcommand(new ReplayPlanCommand(output))
                .addSubcommand(new ReplayListCommand(output))
                .addSubcommand(new ReplayShadowCommand(output));
        REPLAY_DEEDS.forEach((deed, description) -> {
            var command = new CommandLine(new ReplayDeedCommand(output, deed));
            command.getCommandSpec().usageMessage().description(description);
            replay.addSubcommand(deed, command);
        });
        return replay;
    }

    /** Does nothing by itself. */
    @Command(
            name = "hub",
            mixinStandardHelpOptions = true,
            version = "Lvyue Hub 履约枢纽 0.1",
            description = "履约枢纽命令行。无命令时启动枢纽。%nLvyue Hub. Without a command the hub itself starts.",
            exitCodeListHeading = "%n退出码 exit codes:%n",
            exitCodeList = {"0:成功 success", "1:未成功 no success", "2:用法错误 wrong usage"})
    static final class Hub implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before run
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "请给出命令 / name a command");
        }
    }
}
