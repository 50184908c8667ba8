package cn.lvyue.hub.api.command;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A mapping's way into force on a hub that runs: draft, shadow run, proposal, approval by another person, return. */
@Command(
        name = "mapping",
        mixinStandardHelpOptions = true,
        description = "映射发布：起草、试运行、提交、批准、恢复较早版本%nPublish mappings: draft, try, propose, approve, return")
final class MappingCommand implements Runnable {
    private static final String PUBLICATION = "发布申请编号 / number of the publication";
    private static final String FEED = "来源 / feed";
    private static final String AT = "生效时刻，默认一经批准 / when it is to take effect (2027-01-01T00:00:00+08:00)";
    private static final String WHY = "理由 / why";
    private static final String YAML = "application/yaml";

    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    MappingCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请给出子命令 / name a subcommand");
    }

    @Command(mixinStandardHelpOptions = true, description = "现行映射及其出处%nWhat is in force, and where it is from")
    int status(@Mixin RunningHub hub, @Option(names = "--json", description = Told.JSON) boolean json) {
        return Told.as(
                output,
                json,
                hub.get("/mappings"),
                answer -> MappingText.inForce(answer).toString());
    }

    @Command(mixinStandardHelpOptions = true, description = "一份发布申请及其试运行%nA publication and its shadow run")
    int show(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.get(path(id, "")));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "检查映射文件并存为草稿；有错则指明行号，不存%nCheck a mapping file and keep it as a draft; a fault names its line")
    int draft(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "FEED", index = "0", description = FEED) String feed,
            @Parameters(paramLabel = "FILE", index = "1", description = "映射文件 / a mapping file") Path file,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.post("/mappings/" + Told.encoded(feed) + "/publications", GivenFile.bytes(file), YAML));
    }

    @Command(mixinStandardHelpOptions = true, description = "以另一文件替换草稿%nGive a draft another text")
    int change(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", index = "0", description = PUBLICATION) String id,
            @Parameters(paramLabel = "FILE", index = "1", description = "映射文件 / a mapping file") Path file,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.put(path(id, ""), GivenFile.bytes(file), YAML));
    }

    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            description = "以归档数据试运行草稿，不产生影响%nRun a draft over the archive, without effect")
    int tryOut(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--days", defaultValue = "30", description = "近几日 / days back (default 30)") int days,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.post(path(id, "/shadow") + "?days=" + days));
    }

    @Command(mixinStandardHelpOptions = true, description = "提交审批%nPropose a draft")
    int propose(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--reason", required = true, description = WHY) String reason,
            @Option(names = "--at", description = AT) @Nullable OffsetDateTime at,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json().createObjectNode().put("reason", reason).put("effectiveAt", Told.written(at));
        return told(json, hub.post(path(id, "/proposal"), body));
    }

    @Command(mixinStandardHelpOptions = true, description = "批准，须另一人%nApprove; another person has to")
    int approve(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.post(path(id, "/approve")));
    }

    @Command(mixinStandardHelpOptions = true, description = "不予批准%nRefuse a proposal")
    int refuse(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--reason", required = true, description = WHY) String reason,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.post(path(id, "/refuse"), because(reason)));
    }

    @Command(mixinStandardHelpOptions = true, description = "撤回，生效前均可%nWithdraw before it takes effect")
    int withdraw(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PUBLICATION", description = PUBLICATION) String id,
            @Option(names = "--reason", required = true, description = WHY) String reason,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return told(json, hub.post(path(id, "/withdraw"), because(reason)));
    }

    @Command(
            name = "return",
            mixinStandardHelpOptions = true,
            description = "提请恢复较早的版本，仍须另一人批准%nPropose an earlier version once more; another person approves")
    int back(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "FEED", index = "0", description = FEED) String feed,
            @Parameters(paramLabel = "VERSION", index = "1", description = "版本 / version") String version,
            @Option(names = "--reason", required = true, description = WHY) String reason,
            @Option(names = "--at", description = AT) @Nullable OffsetDateTime at,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json()
                .createObjectNode()
                .put("version", version)
                .put("reason", reason)
                .put("effectiveAt", Told.written(at));
        return told(json, hub.post("/mappings/" + Told.encoded(feed) + "/return", body));
    }

    private int told(boolean json, JsonNode answer) {
        return Told.as(output, json, answer, MappingText::publication);
    }

    private JsonNode because(String reason) {
        return output.json().createObjectNode().put("reason", reason);
    }

    private static String path(String id, String deed) {
        return "/publications/" + Told.encoded(id) + deed;
    }
}
