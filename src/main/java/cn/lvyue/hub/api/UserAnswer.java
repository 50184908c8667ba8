package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.DrawnPasswords;
import cn.lvyue.hub.security.People.Account;
import cn.lvyue.hub.security.People.Granted;
import cn.lvyue.hub.security.People.Held;
import cn.lvyue.hub.security.People.Issued;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.security.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "用户 / A person")
record UserAnswer(
        String name,
        String shown,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime disabledAt,
        List<RoleItem> roles,
        List<TokenItem> tokens) {

    static UserAnswer of(Account account) {
        return new UserAnswer(
                account.name(),
                account.shown(),
                Times.of(account.createdAt()),
                account.createdBy(),
                account.disabledAt() == null ? null : Times.of(account.disabledAt()),
                account.roles().stream().map(RoleItem::of).toList(),
                account.tokens().stream().map(TokenItem::of).toList());
    }

    record RoleItem(String role, String title, List<String> feeds, OffsetDateTime grantedAt, String grantedBy) {
        static RoleItem of(Granted granted) {
            return new RoleItem(
                    granted.role().id(),
                    granted.role().zh() + " / " + granted.role().en(),
                    granted.feeds().stream().map(FeedId::value).sorted().toList(),
                    Times.of(granted.at()),
                    granted.by());
        }
    }

    record TokenItem(
            String tokenId,
            OffsetDateTime issuedAt,
            String issuedBy,
            OffsetDateTime expiresAt,

            @Schema(description = "待第二人确认 / opens nothing until another person confirms it")
            boolean waits) {
        static TokenItem of(Held held) {
            return new TokenItem(
                    Long.toString(held.id()),
                    Times.of(held.issuedAt()),
                    held.issuedBy(),
                    Times.of(held.expiresAt()),
                    held.waits());
        }
    }

    @Schema(name = "IssuedToken", description = "令牌仅显示这一次 / the token is shown this once")
    record TokenAnswer(
            String user,
            String tokenId,
            String token,
            OffsetDateTime expiresAt,
            boolean waits,

            @Schema(description = "首任管理员的网页登录口令 / a first administrator's password for the pages") @Nullable
            String password) {
        static TokenAnswer of(String user, Issued issued) {
            return of(user, issued, null);
        }

        static TokenAnswer of(String user, Issued issued, DrawnPasswords.@Nullable Drawn drawn) {
            var item = TokenItem.of(issued.held());
            return new TokenAnswer(
                    user,
                    item.tokenId(),
                    issued.token(),
                    item.expiresAt(),
                    item.waits(),
                    drawn == null ? null : drawn.password());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "TokenAnswer[" + user + ", " + tokenId + "]";
        }
    }

    /** What a role may do. */
    @Schema(name = "Role")
    record RoleAnswer(String role, String title, List<String> rights) {
        static List<RoleAnswer> all() {
            return Arrays.stream(Role.values())
                    .map(role -> new RoleAnswer(
                            role.id(),
                            role.zh() + " / " + role.en(),
                            role.rights().stream().map(Right::id).sorted().toList()))
                    .toList();
        }
    }

    @Schema(name = "NewUser")
    record NewUser(
            @Schema(example = "zhang.wei") @Nullable String name,
            @Schema(example = "张伟（信用中心）") @Nullable String shown,

            @Schema(description = "只用于首任三员 / for first administrators only") @Nullable
            String role) {}

    @Schema(name = "RoleFeeds", description = "只用于来源经办人 / for a source clerk only")
    record Feeds(@Nullable List<String> feeds) {}

    @Schema(name = "Me")
    record Me(String name, List<String> roles, List<String> feeds, List<String> rights) {}
}
