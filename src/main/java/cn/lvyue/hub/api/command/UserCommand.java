package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who may come in, and as what. */
@Command(name = "user", mixinStandardHelpOptions = true, description = "用户、角色与令牌%nPeople, their roles and tokens")
final class UserCommand implements Runnable {
    private static final String USER = "用户名 / name of the user";
    private static final String ROLE =
            "角色 / role: system-admin, security-admin, audit-admin, operator, approver, source-clerk, viewer";

    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    UserCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请给出子命令 / name a subcommand");
    }

    @Command(mixinStandardHelpOptions = true, description = "用户及角色%nPeople and their roles")
    int list(@Mixin RunningHub hub, @Option(names = "--json", description = Told.JSON) boolean json) {
        return Told.as(output, json, hub.get("/users"), UserCommand::table);
    }

    @Command(mixinStandardHelpOptions = true, description = "本人的角色与权限%nOne's own roles and rights")
    int me(@Mixin RunningHub hub) {
        output.jsonDocument(hub.get("/users/me"));
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "新建用户，尚无角色%nMake somebody known, who has no role yet")
    int add(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Option(names = "--shown", description = "姓名与单位 / as a colleague would write it") @Nullable String shown,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json().createObjectNode().put("name", name).put("shown", shown);
        return Told.as(output, json, hub.post("/users", body), UserCommand::one);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "任命首任管理员（用 HUB_ADMIN_TOKEN）%nName the first administrator of a kind, with HUB_ADMIN_TOKEN")
    int first(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Parameters(paramLabel = "ROLE", description = "角色 / role: system-admin, security-admin, audit-admin")
                    String role,
            @Option(names = "--shown", description = "姓名与单位 / as a colleague would write it") @Nullable String shown,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json()
                .createObjectNode()
                .put("name", name)
                .put("role", role)
                .put("shown", shown);
        return Told.as(output, json, hub.post("/users/administrators", body), UserCommand::token);
    }

    @Command(mixinStandardHelpOptions = true, description = "授予角色%nGive a role")
    int grant(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Parameters(paramLabel = "ROLE", description = ROLE) String role,
            @Option(names = "--feed", description = "来源，可多次；只用于 source-clerk / feeds of a source clerk") @Nullable
                    List<String> feeds,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var body = output.json().createObjectNode();
        if (feeds != null) {
            var array = body.putArray("feeds");
            feeds.forEach(array::add);
        }
        return Told.as(output, json, hub.put(path(name) + "/roles/" + Told.encoded(role), body), UserCommand::one);
    }

    @Command(mixinStandardHelpOptions = true, description = "收回角色%nTake a role")
    int revoke(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Parameters(paramLabel = "ROLE", description = ROLE) String role,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        return Told.as(output, json, hub.delete(path(name) + "/roles/" + Told.encoded(role)), UserCommand::one);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "签发令牌，仅显示一次；不给用户名则更换本人的%nIssue a token, shown once; without a name a new one for oneself")
    int token(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = USER) @Nullable String name,
            @Option(names = "--life", description = "有效期 / how long it is valid (90d)") @Nullable String life,
            @Option(names = "--confirm", paramLabel = "TOKEN-ID", description = "确认他人签发的令牌 / confirm one") @Nullable
                    String confirm,
            @Option(names = "--revoke", paramLabel = "TOKEN-ID", description = "吊销令牌 / revoke one") @Nullable
                    String revoke,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        if (name != null && confirm != null) {
            return Told.as(
                    output,
                    json,
                    hub.post(path(name) + "/tokens/" + Told.encoded(confirm) + "/confirmation"),
                    UserCommand::one);
        }
        if (name != null && revoke != null) {
            return Told.as(output, json, hub.delete(path(name) + "/tokens/" + Told.encoded(revoke)), UserCommand::one);
        }
        var call = name == null ? "/users/me/token" : path(name) + "/tokens";
        return Told.as(
                output, json, hub.post(call + (life == null ? "" : "?life=" + Told.encoded(life))), UserCommand::token);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "签发、确认或取消网页登录口令%nDraw, confirm or take away a password for the pages")
    int password(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Option(names = "--confirm", description = "确认他人签发的口令 / confirm one that another person drew")
                    boolean confirm,
            @Option(names = "--revoke", description = "取消口令 / take it away") boolean revoke,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var call = path(name) + "/password";
        if (revoke) {
            hub.delete(call);
            output.line("已取消口令 the password is taken away: " + name);
            return 0;
        }
        if (confirm) {
            hub.post(call + "/confirmation");
            output.line("已确认口令 the password is confirmed: " + name);
            return 0;
        }
        return Told.as(output, json, hub.post(call), UserCommand::drawn);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "second-factor",
            description = "重置第二因素%nReset a second factor whose device was lost")
    int secondFactor(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "NAME", description = USER) String name,
            @Option(names = "--reset", required = true, description = "重置 / reset it") boolean reset) {
        hub.delete(path(name) + "/second-factor");
        output.line("已重置第二因素 the second factor is reset: " + name);
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "停用用户%nShut somebody out")
    int disable(@Mixin RunningHub hub, @Parameters(paramLabel = "NAME", description = USER) String name) {
        return Told.as(output, false, hub.post(path(name) + "/disable"), UserCommand::one);
    }

    @Command(mixinStandardHelpOptions = true, description = "恢复用户%nLet somebody in again")
    int enable(@Mixin RunningHub hub, @Parameters(paramLabel = "NAME", description = USER) String name) {
        return Told.as(output, false, hub.post(path(name) + "/enable"), UserCommand::one);
    }

    private static String path(String name) {
        return "/users/" + Told.encoded(name);
    }

    private static String table(JsonNode users) {
        var table = new TextTable("用户 user", "姓名 shown", "角色 roles", "令牌 tokens", "停用 disabled");
        for (var user : users) {
            table.row(
                    Told.text(user, "name"),
                    Told.text(user, "shown"),
                    roles(user),
                    tokens(user),
                    Told.text(user, "disabledAt"));
        }
        return table.toString();
    }

    private static String one(JsonNode user) {
        return table(JsonNodeFactory.instance.arrayNode().add(user));
    }

    private static String roles(JsonNode user) {
        var roles = new ArrayList<String>();
        for (var role : user.path("roles")) {
            var feeds = role.path("feeds");
            roles.add(Told.text(role, "role") + (feeds.isEmpty() ? "" : feeds.toString()));
        }
        return String.join(" ", roles);
    }

    private static String tokens(JsonNode user) {
        var tokens = new ArrayList<String>();
        for (var token : user.path("tokens")) {
            tokens.add(Told.text(token, "tokenId") + (token.path("waits").asBoolean(false) ? "（待确认 waits）" : ""));
        }
        return String.join(" ", tokens);
    }

    private static String drawn(JsonNode drawn) {
        boolean waits = drawn.path("waits").asBoolean(false);
        return """
            用户 user         %s
            口令 password     %s
            失效 valid until  %s
            口令仅显示这一次，首次登录须修改。%sThe password is shown this once, and has to be changed at the first login.%s\
            """.formatted(
                        Told.text(drawn, "user"),
                        Told.text(drawn, "password"),
                        Told.text(drawn, "validUntil"),
                        waits ? "须由另一人确认后生效。" : "",
                        waits ? " It opens nothing until another person confirms it." : "");
    }

    private static String token(JsonNode token) {
        return """
            用户 user         %s
            编号 token id     %s
            失效 valid until  %s
            令牌 token        %s
            令牌仅显示这一次。%sThe token is shown this once.%s\
            """.formatted(
                Told.text(token, "user"),
                Told.text(token, "tokenId"),
                Told.text(token, "expiresAt"),
                Told.text(token, "token"),
                token.path("waits").asBoolean(false) ? "须由另一人确认后生效。" : "",
                token.path("waits").asBoolean(false) ? " It opens nothing until another person confirms it." : "");
    }
}
