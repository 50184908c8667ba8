package cn.lvyue.hub.api;

import cn.lvyue.hub.security.DrawnPasswords;
import cn.lvyue.hub.security.SessionBook.Open;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls about passwords and sessions answer. */
final class LoginAnswer {
    private LoginAnswer() {}

    @Schema(name = "DrawnPassword", description = "口令仅显示这一次 / the password is shown this once")
    record Drawn(
            String user,
            String password,
            OffsetDateTime validUntil,

            @Schema(description = "待第二人确认 / opens nothing until another person confirms it")
            boolean waits) {
        static Drawn of(String user, DrawnPasswords.Drawn drawn) {
            return new Drawn(user, drawn.password(), Times.of(drawn.validUntil()), drawn.waits());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Drawn[" + user + "]";
        }
    }

    @Schema(name = "PageSession")
    record SessionItem(
            String sessionId,
            String person,
            String address,
            String agent,

            @Schema(allowableValues = {"password", "provider"})
            String way,

            OffsetDateTime begunAt,
            OffsetDateTime seenAt) {
        static SessionItem of(Open open) {
            return new SessionItem(
                    Long.toString(open.id()),
                    open.person(),
                    open.address(),
                    open.agent(),
                    open.way(),
                    Times.of(open.begunAt()),
                    Times.of(open.seenAt()));
        }
    }

    /** @param next pass it as {@code after}; none on the last page */
    @Schema(name = "PageSessions")
    record Sessions(List<SessionItem> items, @Nullable String next) {}
}
