package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class HubCallsTest extends ApiContract {
    @Test
    void tellsTheBalancePerFeedAndTargetAndWhatWaits() throws Exception {
        hub.feedBalances.add(
                new FeedBalance(new FeedId("credit-site"), 2, 5, Map.of(Outcome.ACCEPTED, 3L, Outcome.PARKED, 2L)));
        hub.targetBalances.add(new TargetBalance(Target.NATIONAL, 1, 2, 3, 4, 5, 6));

        var json = api.get("/api/v1/status").json();

        assertThat(json.path("balanced").asBoolean()).isTrue();
        assertThat(json.path("feeds").get(0).path("counts").path("parked").asInt())
                .isEqualTo(2);
        assertThat(json.path("targets").get(0).toString())
                .isEqualTo(
                        "{\"target\":\"national\",\"pending\":1,\"sent\":2,\"receipted\":3,\"refused\":4,\"unknown\":5,"
                                + "\"failed\":6,\"held\":0,\"sealed\":0}");
        assertThat(json.path("waiting").toString()).isEqualTo("{\"messages\":2,\"byFeed\":{\"credit-site\":2}}");
    }

    @Test
    void saysWhenTheBalanceDoesNotClose() throws Exception {
        hub.feedBalances.add(new FeedBalance(new FeedId("credit-site"), 1, 5, Map.of(Outcome.ACCEPTED, 4L)));

        assertThat(api.get("/api/v1/status").json().path("balanced").asBoolean())
                .isFalse();
    }

    @Test
    void servesTheCatalogueOfFindings() throws Exception {
        var all = api.get("/api/v1/findings").json();
        var one = api.get("/api/v1/findings/V103").json();

        assertThat(all.findValuesAsString("code")).contains("F105", "V103", "D002", "S101", "T111", "R105");
        assertThat(one.propertyNames())
                .containsExactly("code", "title", "titleEn", "message", "messageEn", "remedy", "remedyEn", "retryable");
        assertThat(api.get("/api/v1/findings/X999").status()).isEqualTo(404);
    }

    @Test
    void everyProblemHasItsWordsInTheCatalogue() throws Exception {
        var codes = api.get("/api/v1/findings").json().findValuesAsString("code");

        for (var kind : ProblemKind.values()) {
            assertThat(codes).contains(kind.code());
        }
    }

    @Test
    void servesTheFieldsOfAPack() throws Exception {
        var fields = api.get("/api/v1/standards/complaint-2023/fields").json();

        assertThat(fields.get(0).path("id").asString()).isEqualTo("TS_BH");
        assertThat(fields.get(0).path("type").asString()).isEqualTo("C..64");
        assertThat(fields.get(0).path("assumed").asBoolean()).isTrue();
        assertThat(api.get("/api/v1/standards/other/fields").status()).isEqualTo(404);
    }

    @Test
    void servesTheTemplateAsAWorkbookNamedAfterTheStandard() throws Exception {
        var answer = api.get("/api/v1/standards/complaint-2023/template");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(answer.header("Content-Disposition"))
                .startsWith(
                        "attachment; filename=\"complaint-2023.template.xlsx\"; filename*=UTF-8''%E6%94%BF%E5%BA%9C")
                .endsWith("%E6%A8%A1%E6%9D%BF.xlsx");
        try (var workbook =
                new XSSFWorkbook(new ByteArrayInputStream(answer.http().body()))) {
            assertThat(workbook.getSheet("填报").getRow(2).getCell(1).getStringCellValue())
                    .isEqualTo("TS_LYBH");
        }
        assertThat(api.get("/api/v1/standards/other/template").status()).isEqualTo(404);
    }

    @Test
    void servesASchemaThatTellsRightRecordsFromWrongOnes() throws Exception {
        var text = new String(
                api.get("/api/v1/standards/complaint-2023/schema").http().body(), "UTF-8");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);

        var wrong = schema.validate("{\"TS_LYQD\":\"77\",\"TS_WYJE\":\"abc\",\"TS_XX\":\"1\"}", InputFormat.JSON);

        assertThat(wrong).anySatisfy(error -> assertThat(error.toString()).contains("TS_LYQD"));
        assertThat(wrong).anySatisfy(error -> assertThat(error.toString()).contains("TS_WYJE"));
        assertThat(wrong).anySatisfy(error -> assertThat(error.toString()).contains("TS_XX"));
        assertThat(wrong).anySatisfy(error -> assertThat(error.toString()).contains("required"));
    }

    @Test
    void answersUnknownPathsAndMethodsWithProblems() throws Exception {
        var unknown = api.get("/api/v1/nothing");
        var method = api.send("DELETE", "/api/v1/messages/1", BodyPublishers.noBody());

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");
        assertThat(unknown.json().path("code").asString()).isEqualTo("T112");
        assertThat(unknown.json().path("instance").asString()).isEqualTo("/api/v1/nothing");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.json().path("code").asString()).isEqualTo("T113");
        assertThat(method.header("Allow")).contains("GET");
    }

    @Test
    void answersPathsTheServerItselfRefusesWithProblems() throws Exception {
        var answer = api.get("/elsewhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asString()).isEqualTo("T112");
    }

    @Test
    void aProblemIsReadableWhateverTheClientAccepts() throws Exception {
        var answer = api.get("/api/v1/messages/9", "Accept", "application/octet-stream");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void describesItselfAsOpenApiWithProblemsEverywhere() throws Exception {
        var api = this.api.get("/api/v1/openapi").json();

        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/api/v1/feeds/{feed}/messages",
                        "/api/v1/messages/{id}/records",
                        "/api/v1/messages/{id}/raw",
                        "/api/v1/records/{recordId}/trail",
                        "/api/v1/batches/{id}",
                        "/api/v1/status");
        var post = api.path("paths").path("/api/v1/feeds/{feed}/messages").path("post");
        assertThat(post.path("responses").propertyNames()).contains("200", "202", "default");
        assertThat(post.path("requestBody").path("content").propertyNames())
                .containsExactly("application/octet-stream");
        assertThat(api.path("components").path("schemas").propertyNames())
                .contains("Problem", "MessageAnswer", "RecordAnswer", "BatchAnswer", "FindingAnswer");
        assertThat(api.path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .propertyNames())
                .contains("code", "remedy")
                .doesNotContain("members");
    }
}
