package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.MappingChange;
import cn.lvyue.hub.mapping.MappingTable;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.publishing.Shadows;
import cn.lvyue.hub.publishing.Shadows.Shadow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the calls about mappings answer. */
final class MappingAnswers {
    private MappingAnswers() {}

    @Schema(name = "MappingInForce", description = "现行映射及其出处 / The mapping in force and where it is from")
    record InForceAnswer(
            String feed,
            String version,

            @Schema(description = "FILE 映射文件，PUBLISHED 运行中发布 / of the file, or published at run time")
            String origin,

            @Schema(description = "发布申请编号 / the publication") @Nullable
            String publication,

            @Nullable OffsetDateTime since,

            @Schema(description = "发布人 / who proposed it") @Nullable
            String publishedBy,

            @Schema(description = "批准人 / who approved it") @Nullable
            String approvedBy,

            @Schema(description = "SM3") String digest,
            String pack,
            String file,

            @Schema(
                    description =
                            "文件中的版本，有发布版本时不生效 / what the file says; it does not count where something is published")
            String fileVersion,

            @Schema(description = "已批准、尚未生效 / approved, not in force yet")
            List<PlannedAnswer> planned) {}

    @Schema(name = "PlannedMapping")
    record PlannedAnswer(String publication, String version, OffsetDateTime effectiveAt) {}

    @Schema(name = "MappingTable")
    record TableAnswer(
            InForceAnswer inForce,
            String name,
            String format,
            List<SettingAnswer> reading,
            List<RowAnswer> fields,
            List<SettingAnswer> parks) {}

    @Schema(name = "MappingSetting")
    record SettingAnswer(String what, String value, int line) {
        static List<SettingAnswer> of(List<MappingTable.Setting> settings) {
            return settings.stream()
                    .map(each -> new SettingAnswer(each.what(), each.value(), each.line()))
                    .toList();
        }
    }

    @Schema(name = "MappingRow")
    record RowAnswer(
            String field, List<String> from, String ruleZh, String ruleEn, Map<String, String> codes, int line) {
        static List<RowAnswer> of(MappingTable table) {
            return table.rows().stream()
                    .map(row -> new RowAnswer(
                            row.field(), row.from(), row.rule().zh(), row.rule().en(), row.codes(), row.line()))
                    .toList();
        }
    }

    @Schema(name = "MappingVersion")
    record VersionAnswer(String version, String pack, String digest, OffsetDateTime firstAt) {
        static VersionAnswer of(Publications.Known known) {
            return new VersionAnswer(known.version(), known.pack(), known.digest(), Times.of(known.firstAt()));
        }
    }

    @Schema(name = "MappingChange")
    record ChangeAnswer(
            String part,
            String field,
            @Nullable String before,
            @Nullable String after,
            String zh,
            String en) {
        static List<ChangeAnswer> of(List<MappingChange> changes) {
            return changes.stream()
                    .map(each -> new ChangeAnswer(
                            each.part(),
                            each.field(),
                            each.before(),
                            each.after(),
                            each.words().zh(),
                            each.words().en()))
                    .toList();
        }
    }

    @Schema(name = "MappingPublication")
    record PublicationAnswer(
            String publicationId,
            String feed,
            String version,
            String pack,
            String digest,
            String base,
            boolean earlierVersion,
            Publications.State state,
            String author,
            OffsetDateTime createdAt,
            String changedBy,
            @Nullable String reason,
            @Nullable OffsetDateTime wantedAt,
            @Nullable String proposedBy,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String decision,
            @Nullable OffsetDateTime effectiveAt,

            @Schema(description = "归档的批准文件 / the archived approval") @Nullable
            String documentId,

            @Nullable ShadowJobAnswer shadow) {
        static PublicationAnswer of(Publication is, @Nullable Shadow shadow, JsonMapper json) {
            var document = is.document();
            return new PublicationAnswer(
                    Long.toString(is.id()),
                    is.text().feed().value(),
                    is.text().version(),
                    is.text().pack(),
                    is.digest(),
                    is.base(),
                    is.returns(),
                    is.state(),
                    is.author(),
                    Times.of(is.createdAt()),
                    is.changedBy(),
                    is.reason(),
                    time(is.wantedAt()),
                    is.proposedBy(),
                    is.decidedBy(),
                    time(is.decidedAt()),
                    is.decision(),
                    time(is.effectiveAt()),
                    document == null ? null : Long.toString(document),
                    shadow == null ? null : ShadowJobAnswer.of(shadow, is, json));
        }
    }

    @Schema(name = "ShadowJob")
    record ShadowJobAnswer(
            Shadows.State state,

            @Schema(description = "是否为当前文本 / whether it is of the text as it is now")
            boolean ofThisText,

            int days,
            int percent,
            long messages,
            long messagesDone,
            long records,
            long differing,
            @Nullable String failure,

            @Schema(implementation = ShadowAnswer.class) @Nullable
            JsonNode answer) {
        static ShadowJobAnswer of(Shadow shadow, Publication of, JsonMapper json) {
            var answer = shadow.answer();
            return new ShadowJobAnswer(
                    shadow.state(),
                    shadow.text().version().equals(of.text().version()),
                    shadow.days(),
                    shadow.percent(),
                    shadow.messages(),
                    shadow.messagesDone(),
                    shadow.records(),
                    shadow.differing(),
                    shadow.failure(),
                    answer == null ? null : json.readTree(answer));
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }
}
