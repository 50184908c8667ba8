package cn.lvyue.hub.api.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "standard", mixinStandardHelpOptions = true, description = "查看标准包%nShow a standard pack")
final class StandardCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "请给出 fields、schema 或 template / name fields, schema or template");
    }
}
