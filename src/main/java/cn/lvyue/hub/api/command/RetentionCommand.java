package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** For how long what is kept, and its destruction. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = "保存期限：到期量、销毁计划、法律保留%nRetention: what is due, plans of destruction, holds")
final class RetentionCommand implements Runnable {
    private static final String PLANS = "/retention/plans/";
    private static final String PLAN = "计划编号 / the plan's number";

    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    RetentionCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请给出子命令 / name a subcommand");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "保存期限与存量；给编号则为一个计划%nPolicies and what they find; with a number, one plan")
    int status(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PLAN", arity = "0..1", description = PLAN) @Nullable String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return id == null
                ? Told.as(output, json, hub.get("/retention"), RetentionCommand::stock)
                : Told.as(output, json, hub.get(PLANS + Told.encoded(id)), RetentionCommand::plan);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "制定销毁计划：多少、多大、最早；不销毁%nPlan a destruction: how many, how much, the oldest; destroys nothing")
    int plan(
            @Mixin RunningHub hub,
            @Option(names = "--reason", required = true, description = "事由 / why") String reason,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json().createObjectNode().put("reason", reason);
        return Told.as(output, json, hub.post("/retention/plans", body), RetentionCommand::plan);
    }

    @Command(mixinStandardHelpOptions = true, description = "批准他人的计划%nApprove another person's plan")
    int approve(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PLAN", description = PLAN) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return deed(hub, id, "approve", json);
    }

    @Command(mixinStandardHelpOptions = true, description = "执行已批准的计划%nCarry out what was approved")
    int run(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PLAN", description = PLAN) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return deed(hub, id, "run", json);
    }

    @Command(mixinStandardHelpOptions = true, description = "取消计划%nCancel a plan")
    int cancel(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PLAN", description = PLAN) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return deed(hub, id, "cancel", json);
    }

    private int deed(RunningHub hub, String id, String deed, boolean json) {
        return Told.as(output, json, hub.post(PLANS + Told.encoded(id) + "/" + deed), RetentionCommand::plan);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "以销毁清单核对销毁证明%nHold a certificate of destruction against the list of what was destroyed")
    int certificate(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "PLAN", description = PLAN) String id,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var checked = hub.get(PLANS + Told.encoded(id) + "/certificate");
        Told.as(output, json, checked, RetentionCommand::checked);
        return checked.path("agrees").asBoolean(false) ? 0 : 1;
    }

    private static String checked(JsonNode answer) {
        var text = new StringBuilder("%s  %s：%s 行 lines，%s 处不符 different"
                .formatted(
                        answer.path("agrees").asBoolean(false) ? "一致 agrees" : "不符 DIFFERS",
                        Told.text(answer, "certificate"),
                        Told.text(answer, "lines"),
                        Told.text(answer, "different")));
        text.append("%nSM3 %s%n现有 now %s %s"
                .formatted(Told.text(answer, "digest"), Told.text(answer, "digestNow"), Told.text(answer, "damaged")));
        for (var one : answer.path("differences")) {
            text.append("%n%s %s %s  证明 certificate: %s  清单 list: %s"
                    .formatted(
                            Told.text(one, "fault"),
                            Told.text(one, "kind"),
                            Told.text(one, "ref"),
                            Told.text(one, "certified"),
                            Told.text(one, "listed")));
        }
        return text.toString();
    }

    @Command(mixinStandardHelpOptions = true, description = "设法律保留；不带选项则列出%nPlace a hold; without options, list them")
    int hold(
            @Mixin RunningHub hub,
            @Option(names = "--record", description = "投诉编号 / number of a complaint") @Nullable String recordId,
            @Option(names = "--message", description = "报文编号 / number of a message") @Nullable String messageId,
            @Option(names = "--feed", description = "来源 / feed") @Nullable String feed,
            @Option(names = "--from", description = "收到时间自，含 / received from") @Nullable OffsetDateTime from,
            @Option(names = "--until", description = "收到时间至，不含 / received until, excluded") @Nullable
                    OffsetDateTime until,
            @Option(names = "--reason", description = "事由 / why") @Nullable String reason,
            @Option(names = "--reference", description = "依据文号 / case or letter") @Nullable String reference,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        boolean lists = Stream.of(recordId, messageId, feed, from, until, reason, reference)
                .allMatch(Objects::isNull);
        if (lists) {
            return Told.as(output, json, hub.get("/retention/holds"), RetentionCommand::holds);
        }
        var body = output.json()
                .createObjectNode()
                .put("recordId", recordId)
                .put("messageId", messageId)
                .put("feed", feed)
                .put("from", Told.written(from))
                .put("until", Told.written(until))
                .put("reason", reason)
                .put("reference", reference);
        return Told.as(output, json, hub.post("/retention/holds", body), RetentionCommand::hold);
    }

    @Command(mixinStandardHelpOptions = true, description = "解除他人设的保留%nRelease a hold that another person placed")
    int release(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "HOLD", description = "保留编号 / the hold's number") String id,
            @Option(names = "--reason", required = true, description = "事由 / why") String reason,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json().createObjectNode().put("reason", reason);
        return Told.as(
                output,
                json,
                hub.post("/retention/holds/" + Told.encoded(id) + "/release", body),
                RetentionCommand::hold);
    }

    private static String stock(JsonNode answer) {
        var table = new TextTable("类别 kind", "来源 feed", "期限 keep", "最早 oldest", "到期 due", "字节 bytes", "保留 held");
        for (var policy : answer.path("policies")) {
            table.row(
                    Told.text(policy, "kind"),
                    Told.text(policy, "feed"),
                    Told.text(policy, "keep"),
                    Told.text(policy, "oldest"),
                    Told.text(policy, "due"),
                    Told.text(policy, "bytes"),
                    Told.text(policy, "held"));
        }
        var text = new StringBuilder(table.toString());
        answer.path("others").forEach(other -> text.append("%n· ".formatted()).append(other.asString("")));
        return text.toString();
    }

    private static String plan(JsonNode plan) {
        var table = new TextTable("类别 kind", "来源 feed", "早于 before", "计划 planned", "字节 bytes", "保留 held", "已销毁 gone");
        for (var item : plan.path("items")) {
            table.row(
                    Told.text(item, "kind"),
                    Told.text(item, "feed"),
                    Told.text(item, "dueBefore"),
                    Told.text(item, "things"),
                    Told.text(item, "bytes"),
                    Told.text(item, "held"),
                    Told.text(item, "goneThings"));
        }
        var certificate = Told.text(plan, "certificate");
        return "销毁计划 plan %s  %s  %s%n"
                        .formatted(Told.text(plan, "planId"), Told.text(plan, "state"), Told.text(plan, "reason"))
                + table
                + (certificate.isEmpty()
                        ? ""
                        : "%n销毁证明 certificate %s  SM3 %s".formatted(certificate, Told.text(plan, "certificateDigest")));
    }

    private static String holds(JsonNode page) {
        var table = new TextTable("编号 no", "范围 scope", "对象 on", "事由 reason", "依据 reference", "设于 placed");
        page.path("items")
                .forEach(hold -> table.row(
                        Told.text(hold, "holdId"),
                        Told.text(hold, "scope"),
                        on(hold),
                        Told.text(hold, "reason"),
                        Told.text(hold, "reference"),
                        Told.text(hold, "placedBy") + " " + Told.text(hold, "placedAt")));
        return table.toString();
    }

    private static String hold(JsonNode hold) {
        var released = Told.text(hold, "releasedAt");
        return "保留 hold %s  %s %s  %s"
                .formatted(
                        Told.text(hold, "holdId"),
                        Told.text(hold, "scope"),
                        on(hold),
                        released.isEmpty() ? "有效 in force" : "已解除 released " + released);
    }

    private static String on(JsonNode hold) {
        return (Told.text(hold, "recordId") + Told.text(hold, "messageId") + Told.text(hold, "feed") + " "
                        + Told.text(hold, "from") + "–" + Told.text(hold, "until"))
                .replaceFirst(" –$", "");
    }
}
