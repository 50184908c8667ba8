package cn.lvyue.hub.api.command;

import cn.lvyue.hub.evidence.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verifier",
        mixinStandardHelpOptions = true,
        description = "写出离线核验程序，交给核验人%nWrites the offline verifier, to be given to whoever checks")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class VerifierCommand implements Callable<Integer> {
    private static final String VERIFIER = "EvidenceVerifier.java";

    private final Output output;

    @Option(names = "--out", defaultValue = VERIFIER, description = "写到此文件 / file to write (default ${DEFAULT-VALUE})")
    private Path out;

    VerifierCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Files.write(out, Verifier.source());
        output.line("已写入 written: " + out);
        return 0;
    }
}
