package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.FieldType;
import cn.lvyue.hub.standard.Rulebook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One field of a standard pack, for the field page of API and command line. */
@Schema(description = "标准包的一个字段 / A field of a standard pack")
public record FieldAnswer(
        @Schema(description = "从 1 起 / from 1") int number,
        String id,
        String nameZh,
        String nameEn,
        Field.Group group,

        @Schema(description = "C..n、Cn、N(p,s)、D、DT", example = "C..64")
        String type,

        FieldRule.Requirement required,

        @Schema(description = "何时必填 / when it is asked for", example = "STATUS ≥ 30") @Nullable
        String requiredWhen,

        @Nullable String codeList,
        @Schema(description = "代码值 / code values") Map<String, String> codes,
        @Nullable String check,
        Field.PersonalData personalData,

        @Schema(description = "送省平台 / to the provincial platform")
        Field.Use province,

        @Schema(description = "送国家平台 / to the national platform")
        Field.Use national,

        @Schema(description = "依据 / where it is from") String provenance,
        @Schema(description = "为推定 / a working assumption") boolean assumed,
        @Nullable String note) {

    public static List<FieldAnswer> of(Rulebook rulebook) {
        return rulebook.fields().stream().map(FieldAnswer::of).toList();
    }

    private static FieldAnswer of(FieldRule rule) {
        var field = rule.field();
        var codes = rule.codes();
        var condition = rule.requiredWhen();
        return new FieldAnswer(
                field.index() + 1,
                field.id(),
                field.nameZh(),
                field.nameEn(),
                field.group(),
                notation(field.type()),
                rule.required(),
                condition == null ? null : condition.text(),
                field.codeList(),
                codes == null ? Map.of() : codes.names(),
                field.check(),
                field.personalData(),
                field.province(),
                field.national(),
                field.provenance(),
                rule.assumed(),
                rule.note());
    }

    private static String notation(FieldType type) {
        return switch (type.kind()) {
            case TEXT -> "C.." + type.length();
            case FIXED -> "C" + type.length();
            case NUMBER -> type.scale() == 0 ? "N" + type.length() : "N(%d,%d)".formatted(type.length(), type.scale());
            case DATE -> "D";
            case DATETIME -> "DT";
        };
    }
}
