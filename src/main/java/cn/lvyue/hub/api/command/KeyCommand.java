package cn.lvyue.hub.api.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "来源的密钥：新建、轮换、吊销%nThe keys of sources: issue, rotate, revoke")
final class KeyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "请给出 list、add、rotate 或 revoke / name list, add, rotate or revoke");
    }
}
