package cn.lvyue.hub.api;

import cn.lvyue.hub.security.Looks;
import cn.lvyue.hub.security.Looks.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "谁看过这条记录的个人信息，新的在前 / Who saw this record's personal data, newest first")
public record SeenAnswer(
        String recordId,
        List<LookAnswer> items,

        @Schema(description = "下一页的 before；null 为末页 / pass as before for the next page; null at the end") @Nullable
        String next) {

    @Schema(description = "一次查看；授权时限内的重复查看合并计数 / One look; repeated looks within its grant are counted")
    public record LookAnswer(
            OffsetDateTime at,
            OffsetDateTime lastAt,
            @Schema(description = "授权截止 / end of the grant") OffsetDateTime until,
            int times,
            String who,
            String address,

            @Schema(description = "看的是什么 / what was looked at")
            Looks.Kind kind,

            @Schema(description = "投诉编号，或报文、重放、导出的编号 / complaint number, or id of message, replay or export")
            String subject,

            @Nullable String purpose,
            @Nullable String purposeText,
            @Nullable String reference,

            @Schema(description = "看到的字段；* 为整份文件 / fields seen; * for a whole document")
            List<String> fields,

            @Schema(description = "未予显示的原因；null 为已显示 / why it was refused; null when it was shown") @Nullable
            String refused) {
        static LookAnswer of(Look look) {
            return new LookAnswer(
                    Times.of(look.at()),
                    Times.of(look.lastAt()),
                    Times.of(look.until()),
                    look.times(),
                    look.who(),
                    look.address(),
                    look.subject().kind(),
                    look.subject().id(),
                    look.why().purpose(),
                    look.why().text(),
                    look.why().reference(),
                    look.fields(),
                    look.refused());
        }
    }
}
