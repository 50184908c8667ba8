package cn.lvyue.hub.api.command;

import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description =
                "单独运行两个沙箱平台，供联调；Ctrl-C 停止%nRun the two stand-in platforms alone, for rehearsals; Ctrl-C stops them")
final class SandboxCommand implements Callable<Integer> {
    private final Output output;

    @Option(
            names = "--port",
            defaultValue = "9080",
            description =
                    "省平台端口，国家平台为下一端口 / of the provincial one; the national one has the next (default ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "监听地址 / address to listen on (default ${DEFAULT-VALUE})")
    private String address = "";

    @Option(
            names = "--home",
            defaultValue = "sandbox-data",
            description = "数据目录 / data folder (default ${DEFAULT-VALUE})")
    private Path home = Path.of("");

    @Option(names = "--scenario", description = "场景文件 / scenario file")
    private @Nullable Path scenario;

    @Option(
            names = "--datasource",
            description = "以此数据库代替内置的 / a database instead of the embedded one (jdbc:postgresql://…)")
    private @Nullable String datasource;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    SandboxCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        try (var sandbox = SandboxAlone.start(settings())) {
            tell(sandbox);
            stopped.await(); // until the process is told to end
        }
        return 0;
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("hub.home", home.toString());
        settings.put("hub.sandbox.port", Integer.toString(port));
        settings.put("hub.sandbox.address", address);
        if (scenario != null) {
            settings.put("hub.sandbox.scenario", scenario.toString());
        }
        if (datasource != null) {
            settings.put("spring.datasource.url", datasource);
        }
        return settings;
    }

    private void tell(SandboxAlone sandbox) {
        var told = new LinkedHashMap<String, String>();
        for (var target : Target.values()) {
            var address = sandbox.address(target);
            told.put("hub.targets." + target.id() + ".url", address.base().toString());
            told.put("hub.targets." + target.id() + ".key-id", address.keyId());
            told.put("hub.targets." + target.id() + ".secret", new String(address.secret(), StandardCharsets.UTF_8));
        }
        if (json) {
            output.jsonDocument(told);
        } else {
            output.line("沙箱平台已就绪，枢纽一侧的设置 / the stand-in platforms are ready; settings of a hub:");
            told.forEach((name, value) -> output.line(name + "=" + value));
            output.line(
                    "所收一览 / what they got: {url}/register/packages|records|leaks|calls, Authorization: Bearer {secret}");
        }
        output.flush();
    }
}
