package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.Field.Group;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pack the hub ships with, and what is derived from it. */
class Complaint2023Test {
    private static final Path PAGE = Path.of("src/docs/fields-complaint-2023.md");

    private final Rulebook book = Rulebooks.load(Path.of("mappings")).rulebook("complaint-2023");

    @Test
    void holdsTheFortyFiveFieldsOfTheStandardFirst() {
        assertThat(book.pack().fields().stream().filter(field -> field.group() == Group.STANDARD))
                .hasSize(45);
        assertThat(book.pack().fields().get(0).id()).isEqualTo("TS_BH");
        assertThat(book.pack().fields().get(44).id()).isEqualTo("TS_LYDWDM");
    }

    @Test
    void saysWhereEveryFieldIsFrom() {
        assertThat(book.pack().fields())
                .allSatisfy(field -> assertThat(field.provenance()).isNotBlank());
        assertThat(book.assumed()).isTrue();
    }

    @Test
    void keepsThePersonsBehindAComplaintFromTheNation() {
        assertThat(book.pack().fields().stream().filter(Field::isPersonal))
                .hasSizeGreaterThan(3)
                .allSatisfy(field -> assertThat(field.national()).isEqualTo(Field.Use.OMIT));
    }

    @Test
    void usesOnlyCodesOfTheCatalogue() {
        var catalog = FindingCatalog.load();

        assertThat(book.rules()).allSatisfy(rule -> catalog.entry(rule.code()));
        assertThat(book.fields().stream().filter(rule -> rule.missing() != null))
                .allSatisfy(rule -> catalog.entry(rule.missing().code()));
    }

    @Test
    void countsAChangeOfTheStatusAsContentAndTheTimeOfTheUpdateAsNone() {
        assertThat(rule(Role.STATUS).content()).isTrue();
        assertThat(rule(Role.UPDATE_TIME).content()).isFalse();
    }

    @Test
    void describesARecordAsJsonSchema() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.text(book));
        var good = """
                {"TS_LYQD":"01","TS_LYBH":"A1","TS_SJ":"2023-08-04 17:41:15","TS_NR":"合同款未付","TS_TSR_MC":"某公司",
                 "TS_BTS_MC":"某局","TS_WYLY":"06","TS_WYSS":"合同款未付","TS_WYJE":"52.154209","TS_LYDW":"某单位",
                 "TS_LYDWDM":"11231102MB00000196","TS_BLZT":"40"}
                """;

        assertThat(schema.validate(good, InputFormat.JSON)).isEmpty();
        for (var bad : Stream.of("\"06\"", "52.154209", "17:41:15", "11231102MB00000196", "\"40\"", "TS_NR")
                .toList()) {
            assertThat(schema.validate(good.replace(bad, bad + "x").replace("\"x", "x\""), InputFormat.JSON))
                    .as(bad)
                    .isNotEmpty();
        }
    }

    /** Run with {@code -Dfields.page=write} after a change of the pack. */
    @Test
    void hasACurrentFieldPage() throws IOException {
        var page = FieldPage.of(book);
        if ("write".equals(System.getProperty("fields.page"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }

    @Test
    void isNamedByNoJava() throws IOException {
        var ids = Pattern.compile("\\b(TS|CS|CL)_[A-Z]{2,}|extend_\\d");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var java = files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(java)
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(withoutComments(Files.readString(file))).doesNotContainPattern(ids));
        }
    }

    private static String withoutComments(String java) {
        return java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
    }

    private FieldRule rule(Role role) {
        return book.fields().get(book.pack().field(role).index());
    }
}
