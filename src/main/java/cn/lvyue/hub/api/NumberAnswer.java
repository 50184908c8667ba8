package cn.lvyue.hub.api;

import cn.lvyue.hub.personal.PersonalNumbers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked and answered about records with a number. */
final class NumberAnswer {
    private NumberAnswer() {}

    @Schema(description = "按号码查找 / A search by a number", name = "NumberSearch")
    record Asked(
            @Schema(description = "一个电话或证件号码，写法不限 / one telephone or identity number, however written") @Nullable
            String number,

            @Schema(description = "上一页的 next / next of the page before") @Nullable
            String before,

            @Schema(description = "条数，至多 200；默认 20 / how many, at most 200") @Nullable
            Integer limit,

            @Schema(description = "目的，见 RevealReason / why", example = "HANDLING") @Nullable
            String purpose,

            @Nullable String purposeText,

            @Schema(description = "案件或文书编号 / number of the case or letter") @Nullable
            String reference) {
        RevealReason reason() {
            return new RevealReason(purpose, purposeText, reference);
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "a search by a number, " + purpose + " " + reference;
        }
    }

    @Schema(description = "含此号码的记录，新的在前 / Records with the number, newest first", name = "NumberHits")
    record Page(List<Item> items, @Nullable String next, Progress index) {}

    @Schema(name = "NumberHit")
    record Item(
            String recordId,
            String feed,
            String sourceRecordNo,

            @Schema(description = "含此号码的最新版本 / the latest revision with it")
            int revision,

            OffsetDateTime at,

            @Schema(description = "所在字段 / the fields that hold it")
            List<String> fields) {
        static Item of(PersonalNumbers.Hit hit) {
            return new Item(
                    hit.id().toString(),
                    hit.feed(),
                    hit.sourceRecordNo(),
                    hit.revision(),
                    Times.of(hit.at()),
                    List.copyOf(hit.fields()));
        }
    }

    @Schema(description = "号码摘要的进度 / How far the digests of numbers are", name = "NumberIndex")
    record Progress(
            @Schema(description = "摘要密钥序号 / number of the key")
            int key,

            @Schema(description = "此前的记录是否都已建摘要 / whether records from before have theirs")
            boolean done,

            @Schema(description = "已处理的此前记录 / records from before gone through")
            long read,

            @Schema(description = "是否有新记录待建摘要 / whether new records wait for theirs")
            boolean waiting) {
        static Progress of(PersonalNumbers.Progress progress) {
            return new Progress(progress.key(), progress.done(), progress.read(), progress.waiting());
        }
    }
}
